#include "absl/strings/strip.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/coverage_request.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/region_level.h"

namespace dukcapil::population {
namespace {

// The region of `regions/{code}/coverage`, or the country.
std::optional<std::string> ParseCoverageName(absl::string_view name, Violations& violations) {
  if (!absl::ConsumeSuffix(&name, "/coverage")) {
    violations.Add("name", "MALFORMED_RESOURCE_NAME", "must be `regions/{code}/coverage`");
    return std::nullopt;
  }
  return ParseRegionOrCountry(name, "name", violations);
}

struct Sum {
  Figures figures{};
  std::int64_t newly_obliged = 0;

  // Adds those of `region`, a regency or within one.
  absl::Status Add(storage::Snapshot& snapshot, absl::string_view region, const CoverageDates& dates) {
    ASSIGN_OR_RETURN(const Figures more, snapshot.CoverageOf(region, dates.date));
    figures += more;
    if (!dates.since) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto villages, snapshot.NewlyObligedByVillage(region, *dates.since, dates.date));
    for (const auto& [village, count] : villages) newly_obliged += count;
    return absl::OkStatus();
  }
};

absl::StatusOr<std::optional<storage::RegionRow>> Find(storage::Snapshot& snapshot, const std::string& code) {
  if (code == kCountry) return CountryRow();
  return snapshot.FindRegion(code);
}

}  // namespace

absl::StatusOr<v1::Coverage> GetCoverage(Population& app, const Call& call,
                                         const v1::GetCoverageRequest& request) {
  Violations violations;
  const auto code = ParseCoverageName(request.name(), violations);
  const CoverageDates dates = DatesOf(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Coverage> {
    ASSIGN_OR_RETURN(const auto region, Find(snapshot, *code));
    if (!region) return NotFoundError(request.name());
    std::vector<std::string> parts = {*code};
    if (IsAboveRegencies(*code)) {
      ASSIGN_OR_RETURN(parts, snapshot.RegenciesWithCoverage(*code));
    }
    Sum sum;
    for (const std::string& part : parts) RETURN_IF_ERROR(sum.Add(snapshot, part, dates));
    v1::Coverage coverage = ToProto(*region, dates.date, sum.figures, app.clock.Now());
    coverage.set_newly_obliged(sum.newly_obliged);
    return coverage;
  });
}

}  // namespace dukcapil::population
