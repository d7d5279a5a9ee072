#include "absl/strings/string_view.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/coverage_request.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

// More than any regency has villages.
constexpr int kAllRegions = 100'000;

using storage::RegionLevel;

RegionLevel LevelToList(absl::string_view parent, v1::RegionLevel asked, Violations& violations) {
  const RegionLevel own = LevelOf(parent);
  if (own != RegionLevel::kRegency && own != RegionLevel::kDistrict) {
    violations.Add("parent", "WRONG_LEVEL", "must be a regency or a district");
    return RegionLevel::kVillage;
  }
  const RegionLevel next = own == RegionLevel::kRegency ? RegionLevel::kDistrict : RegionLevel::kVillage;
  if (asked == v1::REGION_LEVEL_UNSPECIFIED) return next;
  if (asked != v1::REGION_LEVEL_VILLAGE && asked != static_cast<int>(next)) {
    violations.Add("level", "LEVEL_NOT_BELOW", "must be DISTRICT or VILLAGE, below the parent");
  }
  return static_cast<RegionLevel>(asked);
}

// What each village has.
struct VillageFigures {
  absl::btree_map<std::string, Figures> figures;
  absl::btree_map<std::string, std::int64_t> newly_obliged;
  absl::btree_map<std::string, std::int64_t> pupils;
};

// The sum over the villages within `code`, which follow one another in the order of codes.
template <class Value>
Value SumWithin(const absl::btree_map<std::string, Value>& villages, const std::string& code) {
  Value sum{};
  for (auto at = villages.lower_bound(code); at != villages.end() && at->first < code + '/'; ++at) {
    sum += at->second;
  }
  return sum;
}

}  // namespace

absl::StatusOr<v1::ListCoverageResponse> ListCoverage(Population& app, const Call& call,
                                                      const v1::ListCoverageRequest& request) {
  Violations violations;
  const auto parent = ParseRegion(request.parent(), "parent", violations);
  const RegionLevel level =
      parent ? LevelToList(*parent, request.level(), violations) : RegionLevel::kVillage;
  const CoverageDates dates = DatesOf(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListCoverageResponse> {
    ASSIGN_OR_RETURN(const auto found, snapshot.FindRegion(*parent));
    if (!found) return NotFoundError(request.parent());
    ASSIGN_OR_RETURN(const auto regions, snapshot.ListRegions(*parent, level, "", kAllRegions));
    VillageFigures villages;
    ASSIGN_OR_RETURN(villages.figures, snapshot.CoverageByVillage(*parent, dates.date));
    if (dates.since) {
      ASSIGN_OR_RETURN(villages.newly_obliged,
                       snapshot.NewlyObligedByVillage(*parent, *dates.since, dates.date));
    }
    if (request.with_school_pupils()) {
      ASSIGN_OR_RETURN(villages.pupils, snapshot.UnrecordedPupilsByVillage(*parent, dates.date));
    }
    v1::ListCoverageResponse response;
    const absl::Time now = app.clock.Now();
    for (const storage::RegionRow& region : regions) {
      v1::Coverage& coverage = *response.add_coverages();
      coverage = ToProto(region, dates.date, SumWithin(villages.figures, region.code), now);
      coverage.set_newly_obliged(SumWithin(villages.newly_obliged, region.code));
      coverage.set_not_recorded_pupils(SumWithin(villages.pupils, region.code));
    }
    return response;
  });
}

}  // namespace dukcapil::population
