// SMA-level schools that do not exist, in villages that do.
#pragma once

#include <string>
#include <vector>

#include "dukcapil/population/v1/school.pb.h"
#include "samples/random.h"
#include "samples/villages.h"

namespace dukcapil::samples {

// 40 schools, at least one a district, the others by the districts' size; names marked `(sintetis)`.
std::vector<population::v1::SchoolRow> MakeSchools(const std::vector<VillagePlan>& plans);

// Chooses schools for pupils: eight in ten go to one of their own district.
class SchoolChooser {
 public:
  explicit SchoolChooser(const std::vector<population::v1::SchoolRow>& schools) : schools_(schools) {}

  // The NPSN of a school for a pupil who lives in `district`.
  std::string Choose(absl::string_view district, Random& random) const;

 private:
  const std::vector<population::v1::SchoolRow>& schools_;
};

}  // namespace dukcapil::samples
