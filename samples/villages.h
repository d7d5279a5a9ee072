// How the figures of the districts spread over their villages and over the groups of residents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "samples/figures.h"
#include "samples/random.h"

namespace dukcapil::samples {

// What the generator needs to know of the regency: the real villages, by code.
struct Village {
  std::string code;  // `17.02.09.2001`
  std::string name;
};

struct VillagePlan {
  Village village;
  std::string district;  // `17.02.09`
  std::string district_name;
  std::int64_t obliged = 0;
  std::int64_t not_recorded = 0;             // of the obliged
  std::vector<std::int64_t> residents = {};  // of each of Strata()
};

// The same number of residents of each group, and the district's figures, over its villages. INVALID_ARGUMENT
// where a district has no village or a village is of no district.
absl::StatusOr<std::vector<VillagePlan>> PlanVillages(const std::vector<Village>& villages,
                                                      const std::vector<DistrictFigures>& districts,
                                                      Random& random);

}  // namespace dukcapil::samples
