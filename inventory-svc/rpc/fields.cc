#include "inventory-svc/rpc/fields.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/blank_range.h"
#include "platform/access/region_scope.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::string_view kRegions = "regions/";

// The code of `name` where it begins with that of a regency, whole; empty where not.
std::string RegencyCode(absl::string_view name) {
  const absl::StatusOr<std::string> region = RegionOf(name);
  const bool is_regency = region.ok() && region->size() > 2 && RegencyOf(*region) == *region;
  return is_regency ? *region : "";
}

void Malformed(absl::string_view field, absl::string_view form, Violations& violations) {
  violations.Add(field, "MALFORMED_RESOURCE_NAME", absl::StrCat("must be `regions/{regency}", form, "`"));
}

std::optional<ChildName> SplitChild(absl::string_view name, absl::string_view collection, bool uuid) {
  ChildName child;
  child.regency = RegencyCode(name);
  const absl::StatusOr<std::string> id = ParseChildName(name, collection);
  if (child.regency.empty() || !id.ok() || (uuid && !IsUuid(*id))) return std::nullopt;
  child.id = *id;
  return child;
}

}  // namespace

std::string ParseRegency(absl::string_view name, absl::string_view field, Violations& violations) {
  std::string code = RegencyCode(name);
  if (code.empty() || name != absl::StrCat(kRegions, code)) Malformed(field, "", violations);
  return code;
}

std::string ParseScope(absl::string_view name, absl::string_view field, Violations& violations) {
  const absl::StatusOr<std::string> region = RegionOf(name);
  const bool is_scope = region.ok() && RegencyOf(*region) == *region && name == RegionName(*region);
  if (is_scope) return *region;
  violations.Add(field, "MALFORMED_RESOURCE_NAME",
                 "must be a regency, `regions/17.02`, a province, `regions/17`, or `regions/-`");
  return "";
}

std::string ParseSingleton(absl::string_view name, absl::string_view singleton, Violations& violations) {
  std::string code = RegencyCode(name);
  if (code.empty() || name != absl::StrCat(kRegions, code, "/", singleton)) {
    Malformed("name", absl::StrCat("/", singleton), violations);
  }
  return code;
}

ChildName ParseChild(absl::string_view name, absl::string_view collection, bool uuid,
                     Violations& violations) {
  const std::optional<ChildName> child = SplitChild(name, collection, uuid);
  if (child.has_value()) return *child;
  Malformed("name", absl::StrCat("/", collection, "/{", uuid ? "uuid" : "id", "}"), violations);
  return {};
}

std::string ParseSibling(absl::string_view name, absl::string_view collection, bool uuid,
                         absl::string_view regency, absl::string_view field, Violations& violations) {
  const std::optional<ChildName> child = SplitChild(name, collection, uuid);
  if (!child.has_value()) {
    Malformed(field, absl::StrCat("/", collection, "/{", uuid ? "uuid" : "id", "}"), violations);
    return "";
  }
  if (child->regency != regency) violations.Add(field, "OTHER_REGION", "must be of the region of the parent");
  return child->id;
}

void CheckLocationId(absl::string_view id, absl::string_view field, Violations& violations) {
  bool good = !id.empty() && id.size() <= 40;
  for (const char c : id) {
    const auto u = static_cast<unsigned char>(c);
    good = good && (absl::ascii_islower(u) || absl::ascii_isdigit(u) || c == '-');
  }
  if (!good) violations.Add(field, "MALFORMED_ID", "must be 1 to 40 of `a-z0-9-`");
}

void CheckNotAfter(absl::CivilDay day, absl::CivilDay today, absl::string_view field,
                   Violations& violations) {
  if (day > today) violations.Add(field, "AFTER_TODAY", "must not be after today");
}

std::optional<Serial> ParseSerialField(absl::string_view text, absl::string_view field,
                                       Violations& violations) {
  std::optional<Serial> serial = ParseSerial(text);
  if (!serial.has_value()) {
    violations.Add(field, "MALFORMED_SERIAL",
                   "must be letters or none, then 1 to 18 digits; 24 characters at most");
  }
  return serial;
}

std::vector<SerialRange> ParseRanges(const google::protobuf::RepeatedPtrField<v1::SerialRange>& ranges,
                                     int maximum_ranges, std::int64_t maximum_cards, absl::string_view field,
                                     Violations& violations) {
  std::vector<SerialRange> parsed;
  if (ranges.size() > maximum_ranges) {
    violations.Add(field, "TOO_MANY", absl::StrCat("must be at most ", maximum_ranges, " ranges"));
    return parsed;
  }
  std::int64_t cards = 0;
  for (int i = 0; i < ranges.size(); ++i) {
    const std::string path = absl::StrCat(field, "[", i, "]");
    const auto first = ParseSerialField(ranges[i].first(), absl::StrCat(path, ".first"), violations);
    const auto last = ParseSerialField(ranges[i].last(), absl::StrCat(path, ".last"), violations);
    if (!first.has_value() || !last.has_value()) continue;
    const auto range = MakeRange(*first, *last);
    if (!range.has_value()) {
      violations.Add(path, "NOT_A_RANGE",
                     "first and last must have one prefix and width, last not before first");
    } else if (range->count() > maximum_cards - cards) {
      violations.Add(field, "TOO_MANY", absl::StrCat("must be at most ", maximum_cards, " cards in all"));
      return {};
    } else {
      cards += range->count();
      parsed.push_back(*range);
    }
  }
  if (const auto twice = FindOverlap(parsed)) {
    violations.Add(field, "OVERLAP", absl::StrCat(FormatSerial(*twice), " is in two of the ranges"));
  }
  return parsed;
}

void CheckDamagedArrived(const std::vector<SerialRange>& damaged, const std::vector<SerialRange>& arrived,
                         absl::string_view field, Violations& violations) {
  for (const SerialRange& range : damaged) {
    if (const auto stray = FindUncovered(range, arrived)) {
      violations.Add(field, "NOT_RECEIVED",
                     absl::StrCat(FormatSerial(*stray), " is not among the serials that arrived"));
    }
  }
}

}  // namespace dukcapil::inventory
