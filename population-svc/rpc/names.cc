#include "population-svc/rpc/names.h"

#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "population-svc/rpc/official_code.h"

namespace dukcapil::population {
namespace {

constexpr absl::string_view kMalformed = "MALFORMED_RESOURCE_NAME";
constexpr absl::string_view kWrongRegion = "WRONG_REGION";

bool IsRegency(absl::string_view code) {
  return code != "-" && LevelOf(code) == storage::RegionLevel::kRegency;
}

// `regions/{regency}/{collection}/{uuid}`.
std::optional<ResidentKey> ParseChild(absl::string_view name, absl::string_view collection,
                                      absl::string_view field, Violations& violations) {
  const auto regency = RegionOf(name);
  const auto id = ParseChildName(name, collection);
  if (regency.ok() && id.ok() && IsRegency(*regency) && IsUuid(*id)) return ResidentKey{*regency, *id};
  violations.Add(field, kMalformed, absl::StrCat("must be `regions/{regency}/", collection, "/{uuid}`"));
  return std::nullopt;
}

}  // namespace

std::string ResidentName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "residents", id);
}

std::string SchoolName(absl::string_view regency, absl::string_view npsn) {
  return ChildNameOf(regency, "schools", npsn);
}

std::string HeldEventName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "heldEvents", id);
}

std::string CoverageSnapshotName(absl::string_view regency, absl::string_view id) {
  return ChildNameOf(regency, "coverageSnapshots", id);
}

storage::RegionLevel LevelOf(absl::string_view code) {
  if (code.size() <= 2) return storage::RegionLevel::kProvince;
  if (code.size() <= 5) return storage::RegionLevel::kRegency;
  return code.size() <= 8 ? storage::RegionLevel::kDistrict : storage::RegionLevel::kVillage;
}

std::optional<std::string> ParseRegion(absl::string_view name, absl::string_view field,
                                       Violations& violations) {
  const auto code = RegionOf(name);
  if (code.ok() && *code != "-" && name == RegionName(*code)) return *code;
  violations.Add(field, kMalformed, "must be `regions/{code}` with a Kemendagri code");
  return std::nullopt;
}

std::optional<std::string> ParseRegency(absl::string_view name, absl::string_view field,
                                        Violations& violations) {
  const auto code = RegionOf(name);
  if (code.ok() && IsRegency(*code) && name == RegionName(*code)) return *code;
  violations.Add(field, kMalformed, "must name a regency, such as `regions/17.02`");
  return std::nullopt;
}

std::optional<std::string> ParseDistrictOrVillage(absl::string_view name, absl::string_view regency,
                                                  absl::string_view field, Violations& violations) {
  const auto code = RegionOf(name);
  if (!code.ok() || *code == "-" || LevelOf(*code) <= storage::RegionLevel::kRegency ||
      name != RegionName(*code)) {
    violations.Add(field, kMalformed, "must name a district or village, such as `regions/17.02.09`");
    return std::nullopt;
  }
  if (RegencyOf(*code) != regency) {
    violations.Add(field, kWrongRegion, "must lie within the parent");
    return std::nullopt;
  }
  return *code;
}

std::optional<std::string> ParseVillage(absl::string_view name, absl::string_view regency,
                                        absl::string_view field, Violations& violations) {
  const auto code = RegionOf(name);
  if (!code.ok() || LevelOf(*code) != storage::RegionLevel::kVillage || name != RegionName(*code)) {
    violations.Add(field, kMalformed, "must name a village, such as `regions/17.02.09.2001`");
    return std::nullopt;
  }
  return ParseDistrictOrVillage(name, regency, field, violations);
}

std::optional<std::string> ParseSchool(absl::string_view name, absl::string_view regency,
                                       absl::string_view field, Violations& violations) {
  const auto npsn = ParseChildName(name, "schools");
  if (!npsn.ok() || !IsNpsn(*npsn)) {
    violations.Add(field, kMalformed, "must be `regions/{code}/schools/{npsn}`");
    return std::nullopt;
  }
  if (name != SchoolName(regency, *npsn)) {
    violations.Add(field, kWrongRegion, "must belong to the parent");
    return std::nullopt;
  }
  return *npsn;
}

std::optional<ResidentKey> ParseResident(absl::string_view name, absl::string_view field,
                                         Violations& violations) {
  return ParseChild(name, "residents", field, violations);
}

std::optional<HeldEventKey> ParseHeldEvent(absl::string_view name, absl::string_view field,
                                           Violations& violations) {
  return ParseChild(name, "heldEvents", field, violations);
}

std::optional<SnapshotKey> ParseCoverageSnapshot(absl::string_view name, absl::string_view field,
                                                 Violations& violations) {
  return ParseChild(name, "coverageSnapshots", field, violations);
}

std::string ParseResidentOf(absl::string_view regency, absl::string_view name, absl::string_view field,
                            Violations& violations) {
  const auto key = ParseResident(name, field, violations);
  if (!key) return "";
  if (key->regency == regency) return key->id;
  violations.Add(field, kWrongRegion, "must belong to the same regency");
  return "";
}

}  // namespace dukcapil::population
