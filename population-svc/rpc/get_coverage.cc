#include "absl/strings/strip.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/coverage_request.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

// The region of `regions/{code}/coverage`: a regency, district or village.
std::optional<std::string> ParseCoverageName(absl::string_view name, Violations& violations) {
  if (!absl::ConsumeSuffix(&name, "/coverage")) {
    violations.Add("name", "MALFORMED_RESOURCE_NAME", "must be `regions/{code}/coverage`");
    return std::nullopt;
  }
  auto code = ParseRegion(name, "name", violations);
  if (code && LevelOf(*code) == storage::RegionLevel::kProvince) {
    violations.Add("name", "LEVEL_TOO_HIGH", "must be of a regency, district or village");
  }
  return code;
}

}  // namespace

absl::StatusOr<v1::Coverage> GetCoverage(Population& app, const Call& call,
                                         const v1::GetCoverageRequest& request) {
  Violations violations;
  const auto code = ParseCoverageName(request.name(), violations);
  const CoverageDates dates = DatesOf(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Coverage> {
    ASSIGN_OR_RETURN(const auto region, snapshot.FindRegion(*code));
    if (!region) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const Figures figures, snapshot.CoverageOf(*code, dates.date));
    v1::Coverage coverage = ToProto(*region, dates.date, figures, app.clock.Now());
    if (dates.since) {
      ASSIGN_OR_RETURN(const auto villages, snapshot.NewlyObligedByVillage(*code, *dates.since, dates.date));
      for (const auto& [village, count] : villages) {
        coverage.set_newly_obliged(coverage.newly_obliged() + count);
      }
    }
    return coverage;
  });
}

}  // namespace dukcapil::population
