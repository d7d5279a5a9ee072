#include "samples/villages.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "samples/apportion.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

// A kelurahan (last part 1xxx) is larger than a desa (2xxx).
bool IsTown(absl::string_view village) {
  return village[village.size() - 4] == '1';
}

// Plans of the villages of `district`, obliged and not recorded filled in.
absl::StatusOr<std::vector<VillagePlan>> PlanDistrict(const std::vector<Village>& villages,
                                                      const DistrictFigures& district, Random& random) {
  std::vector<VillagePlan> plans;
  std::vector<std::int64_t> sizes, missed;
  for (const Village& village : villages) {
    if (!absl::StartsWith(village.code, absl::StrCat(district.code, "."))) continue;
    plans.push_back({village, district.code, district.name});
    sizes.push_back(random.Between(60, 140) * (IsTown(village.code) ? 3 : 2));
  }
  if (plans.empty())
    return absl::InvalidArgumentError(absl::StrCat("district ", district.code, " has no village"));
  const std::vector<std::int64_t> obliged = Apportion(district.obliged, sizes);
  for (const std::int64_t of_village : obliged) missed.push_back(of_village * random.Between(60, 140));
  const std::vector<std::int64_t> not_recorded = Apportion(district.not_recorded, missed);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    plans[i].obliged = obliged[i];
    plans[i].not_recorded = not_recorded[i];
  }
  return plans;
}

// Spreads each group over the villages, in proportion to what their pool still has.
void FillStrata(std::vector<VillagePlan>& plans) {
  std::vector<std::int64_t> obliged, not_recorded, recorded;
  for (const VillagePlan& plan : plans) {
    obliged.push_back(plan.obliged);
    not_recorded.push_back(plan.not_recorded);
    recorded.push_back(plan.obliged - plan.not_recorded);
  }
  for (const Stratum& stratum : Strata()) {
    std::vector<std::int64_t>& pool = stratum.pool == Pool::kNotRecorded ? not_recorded
                                      : stratum.pool == Pool::kRecorded  ? recorded
                                                                         : obliged;
    const std::vector<std::int64_t> shares = stratum.count == kRest ? pool : Apportion(stratum.count, pool);
    for (std::size_t i = 0; i < plans.size(); ++i) {
      plans[i].residents.push_back(shares[i]);
      if (stratum.pool != Pool::kNotObliged) pool[i] -= shares[i];
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<VillagePlan>> PlanVillages(const std::vector<Village>& villages,
                                                      const std::vector<DistrictFigures>& districts,
                                                      Random& random) {
  std::vector<VillagePlan> plans;
  for (const DistrictFigures& district : districts) {
    ASSIGN_OR_RETURN(std::vector<VillagePlan> of_district, PlanDistrict(villages, district, random));
    for (VillagePlan& plan : of_district) plans.push_back(std::move(plan));
  }
  if (plans.size() != villages.size())
    return absl::InvalidArgumentError("a village is of no district of the sample");
  FillStrata(plans);
  return plans;
}

}  // namespace dukcapil::samples
