// Parents that lists of regions and of coverage take: any region, or the whole country.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/region.pb.h"
#include "platform/status/error.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population {

// Stands for the whole country: above the provinces.
inline constexpr absl::string_view kCountry = "-";

// `regions/{code}` of any level, or `regions/-`. See names.h.
std::optional<std::string> ParseRegionOrCountry(absl::string_view name, absl::string_view field,
                                                Violations& violations);

// The level to list below `parent`: the next one unless another one below is asked for. Violations: `parent`
// NOTHING_BELOW (a village), `level` LEVEL_NOT_BELOW.
storage::RegionLevel LevelBelow(absl::string_view parent, v1::RegionLevel asked, Violations& violations);

// True for a province or the country: more than one regency.
bool IsAboveRegencies(absl::string_view region);

// The whole country as a region, without a level.
storage::RegionRow CountryRow();

}  // namespace dukcapil::population
