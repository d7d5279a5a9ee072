#include "outreach-svc/rpc/names.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::string_view kMalformed = "MALFORMED_RESOURCE_NAME";
constexpr absl::string_view kWrongRegion = "WRONG_REGION";
constexpr std::size_t kRegencyLength = 5;   // `17.02`
constexpr std::size_t kDistrictLength = 8;  // `17.02.09`

// The code of `regions/{code}` with `length` characters.
std::optional<std::string> CodeOf(absl::string_view name, std::size_t length) {
  const absl::StatusOr<std::string> code = RegionOf(name);
  if (!code.ok() || code->size() != length || name != RegionName(*code)) return std::nullopt;
  return *code;
}

// The id of a child of `regency`.
std::optional<std::string> ParseOwn(absl::string_view name, absl::string_view regency,
                                    absl::string_view collection, absl::string_view field,
                                    Violations& violations) {
  const absl::StatusOr<std::string> id = ParseChildName(name, collection);
  if (!id.ok()) {
    violations.Add(field, kMalformed, absl::StrCat("must be `regions/{code}/", collection, "/{id}`"));
    return std::nullopt;
  }
  if (name != ChildNameOf(regency, collection, *id)) {
    violations.Add(field, kWrongRegion, "must belong to the parent");
    return std::nullopt;
  }
  return *id;
}

std::optional<std::string> ParseOwnByUuid(absl::string_view name, absl::string_view regency,
                                          absl::string_view collection, absl::string_view field,
                                          Violations& violations) {
  std::optional<std::string> id = ParseOwn(name, regency, collection, field, violations);
  if (!id.has_value() || IsUuid(*id)) return id;
  violations.Add(field, kMalformed, absl::StrCat("must be `regions/{code}/", collection, "/{uuid}`"));
  return std::nullopt;
}

// A child of any regency.
template <class Key>
std::optional<Key> ParseByUuid(absl::string_view name, absl::string_view collection, absl::string_view field,
                               Violations& violations) {
  const absl::StatusOr<std::string> regency = RegionOf(name);
  const absl::StatusOr<std::string> id = ParseChildName(name, collection);
  if (regency.ok() && id.ok() && regency->size() == kRegencyLength && IsUuid(*id)) return Key{*regency, *id};
  violations.Add(field, kMalformed, absl::StrCat("must be `regions/{regency}/", collection, "/{uuid}`"));
  return std::nullopt;
}

}  // namespace

std::string TeamName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "teams", id);
}

std::string SiteName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "sites", id);
}

std::string PlanName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "plans", id);
}

std::string VisitName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "visits", id);
}

std::string ResidentName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "residents", id);
}

std::string SchoolName(absl::string_view regency, absl::string_view npsn) {
  return ChildNameOf(regency, "schools", npsn);
}

std::string MovementName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "movements", id);
}

std::optional<std::string> ParseRegency(absl::string_view name, absl::string_view field,
                                        Violations& violations) {
  std::optional<std::string> code = CodeOf(name, kRegencyLength);
  if (!code.has_value()) {
    violations.Add(field, kMalformed, "must name a regency, such as `regions/17.02`");
  }
  return code;
}

std::optional<std::string> ParseDistrict(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations) {
  std::optional<std::string> code = CodeOf(name, kDistrictLength);
  if (!code.has_value()) {
    violations.Add(field, kMalformed, "must name a district, such as `regions/17.02.09`");
    return std::nullopt;
  }
  if (RegencyOf(*code) != regency) {
    violations.Add(field, kWrongRegion, "must lie within the parent");
    return std::nullopt;
  }
  return code;
}

std::optional<std::string> ParseSite(absl::string_view name, absl::string_view regency,
                                     absl::string_view field, Violations& violations) {
  return ParseOwn(name, regency, "sites", field, violations);
}

std::optional<std::string> ParseTeam(absl::string_view name, absl::string_view regency,
                                     absl::string_view field, Violations& violations) {
  return ParseOwn(name, regency, "teams", field, violations);
}

std::optional<std::string> ParseMovement(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations) {
  return ParseOwnByUuid(name, regency, "movements", field, violations);
}

std::optional<std::string> ParseResident(absl::string_view name, absl::string_view regency,
                                         absl::string_view field, Violations& violations) {
  return ParseOwnByUuid(name, regency, "residents", field, violations);
}

std::optional<ChildKey> ParseChildKey(absl::string_view name, absl::string_view collection,
                                      absl::string_view field, Violations& violations) {
  const absl::StatusOr<std::string> regency = RegionOf(name);
  const absl::StatusOr<std::string> id = ParseChildName(name, collection);
  if (regency.ok() && id.ok() && regency->size() == kRegencyLength) return ChildKey{*regency, *id};
  violations.Add(field, kMalformed, absl::StrCat("must be `regions/{regency}/", collection, "/{id}`"));
  return std::nullopt;
}

std::optional<std::string> ParseProgress(absl::string_view name, absl::string_view field,
                                         Violations& violations) {
  absl::string_view region = name;
  std::optional<std::string> code;
  if (absl::ConsumeSuffix(&region, "/progress")) code = CodeOf(region, kRegencyLength);
  if (!code.has_value()) violations.Add(field, kMalformed, "must be `regions/{regency}/progress`");
  return code;
}

std::optional<PlanKey> ParsePlan(absl::string_view name, absl::string_view field, Violations& violations) {
  return ParseByUuid<PlanKey>(name, "plans", field, violations);
}

std::optional<VisitKey> ParseVisit(absl::string_view name, absl::string_view field, Violations& violations) {
  return ParseByUuid<VisitKey>(name, "visits", field, violations);
}

}  // namespace dukcapil::outreach
