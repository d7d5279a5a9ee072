#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert_snapshot.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::ListCoverageSnapshotsResponse> ListCoverageSnapshots(
    Population& app, const Call& call, const v1::ListCoverageSnapshotsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListCoverageSnapshotsResponse> {
    ASSIGN_OR_RETURN(const auto rows, snapshot.CoverageSnapshots(*regency));
    v1::ListCoverageSnapshotsResponse response;
    for (const storage::SnapshotRow& row : rows) {
      *response.add_coverage_snapshots() = ToProto(*regency, row);
    }
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
