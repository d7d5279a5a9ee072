#include "absl/strings/string_view.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/coverage_request.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/region_level.h"

namespace dukcapil::population {
namespace {

// More than the country has villages.
constexpr int kAllRegions = 100'000;

// What each village has.
struct VillageFigures {
  absl::btree_map<std::string, Figures> figures;
  absl::btree_map<std::string, std::int64_t> newly_obliged;
  absl::btree_map<std::string, std::int64_t> pupils;

  // Adds those within `region`, a regency or within one.
  absl::Status Add(storage::Snapshot& snapshot, absl::string_view region, const CoverageDates& dates,
                   bool with_pupils) {
    ASSIGN_OR_RETURN(auto more, snapshot.CoverageByVillage(region, dates.date));
    figures.merge(more);
    if (dates.since) {
      ASSIGN_OR_RETURN(auto newly, snapshot.NewlyObligedByVillage(region, *dates.since, dates.date));
      newly_obliged.merge(newly);
    }
    if (with_pupils) {
      ASSIGN_OR_RETURN(auto pupils_there, snapshot.UnrecordedPupilsByVillage(region, dates.date));
      pupils.merge(pupils_there);
    }
    return absl::OkStatus();
  }
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
  const auto parent = ParseRegionOrCountry(request.parent(), "parent", violations);
  const auto level = LevelBelow(parent.value_or(std::string(kCountry)), request.level(), violations);
  if (parent == kCountry && level == storage::RegionLevel::kVillage) {
    violations.Add("level", "TOO_MANY", "the country has 84,000 villages: ask for those of a province");
  }
  const CoverageDates dates = DatesOf(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListCoverageResponse> {
    ASSIGN_OR_RETURN(const auto found, snapshot.FindRegion(*parent));
    if (!found && *parent != kCountry) return NotFoundError(request.parent());
    ASSIGN_OR_RETURN(const auto regions, snapshot.ListRegions(*parent, level, "", kAllRegions));
    std::vector<std::string> parts = {*parent};
    if (IsAboveRegencies(*parent)) {
      ASSIGN_OR_RETURN(parts, snapshot.RegenciesWithCoverage(*parent));
    }
    VillageFigures villages;
    for (const std::string& part : parts) {
      RETURN_IF_ERROR(villages.Add(snapshot, part, dates, request.with_school_pupils()));
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
