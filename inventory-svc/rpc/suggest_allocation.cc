#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/allocation.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr std::int64_t kMaximumTotal = 100'000'000;
constexpr std::int64_t kMaximumPack = 100'000;
constexpr std::int64_t kMaximumFloorDays = 365;
constexpr int kMaximumWithin = 600;
constexpr int kAllRegencies = 10'000;  // more than there can be

void CheckRange(std::int64_t value, std::int64_t lowest, std::int64_t highest, absl::string_view field,
                Violations& violations) {
  if (value >= lowest && value <= highest) return;
  violations.Add(field, "OUT_OF_RANGE", absl::StrCat("must be ", lowest, " to ", highest));
}

AllocationRules ReadRules(const v1::SuggestAllocationRequest& request, Violations& violations) {
  AllocationRules rules;
  rules.total = request.total();
  rules.pack_size = request.pack_size() == 0 ? 1 : request.pack_size();
  rules.floor_days = request.floor_days();
  rules.floor_cards = request.floor_cards();
  CheckRange(rules.total, 1, kMaximumTotal, "total", violations);
  CheckRange(rules.pack_size, 1, kMaximumPack, "pack_size", violations);
  CheckRange(rules.floor_days, 0, kMaximumFloorDays, "floor_days", violations);
  CheckRange(rules.floor_cards, 0, kMaximumCards, "floor_cards", violations);
  return rules;
}

std::vector<std::string> ReadWithin(const v1::SuggestAllocationRequest& request, const std::string& scope,
                                    Violations& violations) {
  std::vector<std::string> within;
  if (request.within_size() > kMaximumWithin) {
    violations.Add("within", "TOO_MANY", "must be at most 600 regions");
    return within;
  }
  for (int i = 0; i < request.within_size(); ++i) {
    const std::string field = absl::StrCat("within[", i, "]");
    within.push_back(ParseScope(request.within(i), field, violations));
    if (!within.back().empty() && !RegionWithin(within.back(), scope)) {
      violations.Add(field, "OTHER_REGION", "must be of the region of the parent");
    }
  }
  return within;
}

// What the split needs of the regencies asked about, and how each was last counted, in one look: stock at
// locations and what is on the way are of this moment, use and blanks that move are those of the summary.
struct Country {
  std::vector<AllocationNeed> needs;
  std::vector<StockSummary> summaries;
  absl::Time as_of;  // of what is of this moment
};

// Also who has asked and was never counted: of those only the code is known.
std::map<std::string, StockSummary> ByRegency(std::vector<StockSummary> summaries,
                                              const std::map<std::string, OpenRequests>& open) {
  std::map<std::string, StockSummary> by_regency;
  for (const auto& [regency, requests] : open) {
    by_regency[regency].regency = by_regency[regency].display_name = regency;
  }
  for (StockSummary& summary : summaries) by_regency[summary.regency] = std::move(summary);
  return by_regency;
}

absl::StatusOr<Country> ReadCountry(Snapshot& snapshot, const std::string& scope,
                                    const std::vector<std::string>& within, bool include_all,
                                    absl::Time now) {
  ASSIGN_OR_RETURN(auto summaries, snapshot.ListStockSummaries(scope, {}, kAllRegencies));
  ASSIGN_OR_RETURN(auto open, snapshot.OpenRequestsIn(scope));
  ASSIGN_OR_RETURN(auto on_hand, snapshot.OnHandIn(scope));
  Country country;
  country.as_of = now;
  for (auto& entry : ByRegency(std::move(summaries), open)) {
    const std::string& regency = entry.first;
    StockSummary& summary = entry.second;
    const bool is_asked_about = std::any_of(within.begin(), within.end(), [&](const std::string& region) {
      return RegionWithin(regency, region);
    });
    const OpenRequests& requests = open[regency];
    if ((!within.empty() && !is_asked_about) || (requests.asked == 0 && !include_all)) continue;
    AllocationNeed& need = country.needs.emplace_back();
    need.regency = regency;
    need.daily_use = DailyUse(summary.figures);
    need.on_hand = on_hand[regency] + summary.figures.in_transit + summary.figures.with_teams;
    need.on_the_way = requests.on_the_way;
    need.asked = requests.asked;
    need.has_asked = requests.asked > 0;
    country.summaries.push_back(std::move(summary));
  }
  return country;
}

v1::AllocationShare ShareToProto(const AllocationNeed& need, const StockSummary& summary,
                                 const AllocationRules& rules, const Allocation& allocation,
                                 const AllocationShare& share) {
  v1::AllocationShare proto;
  proto.set_region(RegionName(need.regency));
  proto.set_display_name(summary.display_name);
  proto.set_cards(share.cards);
  proto.set_floor_cards(share.floor);
  proto.set_asked(need.asked);
  proto.set_on_hand(need.on_hand);
  proto.set_on_the_way(need.on_the_way);
  proto.set_daily_use(need.daily_use);
  if (summary.as_of.has_value()) *proto.mutable_use_time() = ToProto(*summary.as_of);
  if (share.days_before.has_value()) proto.set_days_before(*share.days_before);
  if (share.days_after.has_value()) proto.set_days_after(*share.days_after);
  proto.set_explanation_id(ExplainShareInIndonesian(need, rules, allocation, share));
  proto.set_explanation_en(ExplainShareInEnglish(need, rules, allocation, share));
  return proto;
}

// The oldest of those that were counted.
std::optional<absl::Time> OldestCount(const std::vector<StockSummary>& summaries) {
  std::optional<absl::Time> oldest;
  for (const StockSummary& summary : summaries) {
    if (!summary.as_of.has_value()) continue;
    oldest = std::min(oldest.value_or(*summary.as_of), *summary.as_of);
  }
  return oldest;
}

}  // namespace

absl::StatusOr<v1::SuggestAllocationResponse> SuggestAllocation(Inventory& app, const Call& call,
                                                                const v1::SuggestAllocationRequest& request) {
  Violations violations;
  const std::string scope = ParseScope(request.parent(), "parent", violations);
  const AllocationRules rules = ReadRules(request, violations);
  const std::vector<std::string> within = ReadWithin(request, scope, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Country country, app.store.Read(call, [&](Snapshot& snapshot) {
    return ReadCountry(snapshot, scope, within, request.include_all(), app.clock.Now());
  }));
  const Allocation allocation = Allocate(country.needs, rules);
  v1::SuggestAllocationResponse response;
  for (std::size_t i = 0; i < country.needs.size(); ++i) {
    *response.add_shares() =
        ShareToProto(country.needs[i], country.summaries[i], rules, allocation, allocation.shares[i]);
  }
  if (allocation.level_days.has_value()) response.set_level_days(*allocation.level_days);
  response.set_left_over(allocation.left_over);
  *response.mutable_as_of_time() = ToProto(country.as_of);
  if (const auto oldest = OldestCount(country.summaries)) {
    *response.mutable_oldest_use_time() = ToProto(*oldest);
  }
  return response;
}

}  // namespace dukcapil::inventory
