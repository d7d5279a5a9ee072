#include "population-svc/rpc/region_level.h"

#include "platform/access/region_scope.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

std::optional<std::string> ParseRegionOrCountry(absl::string_view name, absl::string_view field,
                                                Violations& violations) {
  if (name == RegionName(kCountry)) return std::string(kCountry);
  return ParseRegion(name, field, violations);
}

storage::RegionLevel LevelBelow(absl::string_view parent, v1::RegionLevel asked, Violations& violations) {
  const int own = parent == kCountry ? 0 : static_cast<int>(LevelOf(parent));
  if (own == v1::REGION_LEVEL_VILLAGE) {
    violations.Add("parent", "NOTHING_BELOW", "must be a province, regency or district");
  } else if (asked != v1::REGION_LEVEL_UNSPECIFIED && (!v1::RegionLevel_IsValid(asked) || asked <= own)) {
    violations.Add("level", "LEVEL_NOT_BELOW", "must be a level below the parent's");
  }
  return static_cast<storage::RegionLevel>(asked == v1::REGION_LEVEL_UNSPECIFIED ? own + 1
                                                                                 : static_cast<int>(asked));
}

bool IsAboveRegencies(absl::string_view region) {
  return region == kCountry || LevelOf(region) == storage::RegionLevel::kProvince;
}

storage::RegionRow CountryRow() {
  return {std::string(kCountry), static_cast<storage::RegionLevel>(v1::REGION_LEVEL_UNSPECIFIED),
          "Indonesia"};
}

}  // namespace dukcapil::population
