#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "inventory-svc/domain/allocation.h"

namespace dukcapil::inventory {
namespace {

std::string Days(double days) {
  return absl::StrFormat("%.1f", days);
}

bool IsPacked(const AllocationShare& share) {
  return std::abs(static_cast<double>(share.cards) - share.exact) > 0.5;
}

}  // namespace

std::string ExplainShareInEnglish(const AllocationNeed& need, const AllocationRules& rules,
                                  const Allocation& allocation, const AllocationShare& share) {
  std::string text = absl::StrCat(need.on_hand, " on hand and ", need.on_the_way, " on the way");
  if (share.days_before.has_value()) {
    absl::StrAppend(&text, " last ", Days(*share.days_before), " days at ",
                    absl::StrFormat("%.1f", need.daily_use), " a day");
  } else {
    absl::StrAppend(&text, "; no use is known, so only the floor counts");
  }
  if (share.floor > 0) absl::StrAppend(&text, "; ", share.floor, " bring it to the floor");
  if (share.capped) {
    absl::StrAppend(&text, "; it gets the whole packs of the ", need.asked, " it asked for");
  } else if (allocation.level_days.has_value() && share.exact > 0 && share.days_before.has_value()) {
    absl::StrAppend(&text, "; ", absl::StrFormat("%.0f", share.exact), " bring it to the ",
                    Days(*allocation.level_days), " days of all that are levelled");
  } else if (share.exact <= 0 && share.days_before.has_value()) {
    absl::StrAppend(&text, "; others run out before it does");
  }
  if (IsPacked(share)) {
    absl::StrAppend(&text, "; packs of ", rules.pack_size, " make it ", share.cards);
  }
  return absl::StrCat(text, ".");
}

std::string ExplainShareInIndonesian(const AllocationNeed& need, const AllocationRules& rules,
                                     const Allocation& allocation, const AllocationShare& share) {
  std::string text =
      absl::StrCat(need.on_hand, " keping di tempat dan ", need.on_the_way, " dalam perjalanan");
  if (share.days_before.has_value()) {
    absl::StrAppend(&text, " cukup ", Days(*share.days_before), " hari dengan ",
                    absl::StrFormat("%.1f", need.daily_use), " sehari");
  } else {
    absl::StrAppend(&text, "; pemakaian tidak diketahui, jadi hanya batas dasar yang dihitung");
  }
  if (share.floor > 0) absl::StrAppend(&text, "; ", share.floor, " menggenapi batas dasar");
  if (share.capped) {
    absl::StrAppend(&text, "; diberi kemasan utuh dari ", need.asked, " yang diminta");
  } else if (allocation.level_days.has_value() && share.exact > 0 && share.days_before.has_value()) {
    absl::StrAppend(&text, "; ", absl::StrFormat("%.0f", share.exact), " membuatnya cukup ",
                    Days(*allocation.level_days), " hari, sama dengan daerah lain yang disamakan");
  } else if (share.exact <= 0 && share.days_before.has_value()) {
    absl::StrAppend(&text, "; daerah lain habis lebih dulu");
  }
  if (IsPacked(share)) {
    absl::StrAppend(&text, "; dalam kemasan isi ", rules.pack_size, " menjadi ", share.cards);
  }
  return absl::StrCat(text, ".");
}

}  // namespace dukcapil::inventory
