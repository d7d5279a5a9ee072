#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/convert_snapshot.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

static_assert(kRevisionCauseCount == v1::COVERAGE_CAUSE_CARD);
static_assert(static_cast<int>(RevisionCause::kRecording) == v1::COVERAGE_CAUSE_RECORDING);

// What was known at entry, less what was published.
v1::CoverageFigures DifferenceAtEntry(const v1::CoverageSnapshot& snapshot) {
  v1::CoverageFigures difference;
  difference.set_obliged(snapshot.known().obliged() - snapshot.published_obliged());
  difference.set_not_recorded(snapshot.known().not_recorded() - snapshot.published_not_recorded());
  difference.set_covered(difference.obliged() - difference.not_recorded());
  return difference;
}

}  // namespace

absl::StatusOr<v1::CoverageComparison> CompareCoverageSnapshot(
    Population& app, const Call& call, const v1::CompareCoverageSnapshotRequest& request) {
  Violations violations;
  const auto key = ParseCoverageSnapshot(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::CoverageComparison> {
    ASSIGN_OR_RETURN(const auto row, snapshot.FindCoverageSnapshot(key->regency, key->id));
    if (!row) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const Figures now, snapshot.CoverageOf(key->regency, row->date));
    ASSIGN_OR_RETURN(const auto causes, snapshot.RevisionsSince(key->regency, *row));
    v1::CoverageComparison comparison;
    *comparison.mutable_snapshot() = ToProto(key->regency, *row);
    *comparison.mutable_known_now() = ToProto(now);
    *comparison.mutable_difference_at_entry() = DifferenceAtEntry(comparison.snapshot());
    for (const auto& [cause, change] : causes) {
      v1::CoverageDifferencePart& part = *comparison.add_parts();
      part.set_cause(static_cast<v1::CoverageCause>(cause));
      *part.mutable_change() = ToProto(change);
    }
    *comparison.mutable_as_of_time() = ToProto(app.clock.Now());
    return comparison;
  });
}

}  // namespace dukcapil::population
