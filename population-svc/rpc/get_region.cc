#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::Region> GetRegion(Population& app, const Call& call, const v1::GetRegionRequest& request) {
  Violations violations;
  const auto code = ParseRegion(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Region> {
    ASSIGN_OR_RETURN(const auto region, snapshot.FindRegion(*code));
    if (!region) return NotFoundError(request.name());
    return ToProto(*region);
  });
}

}  // namespace dukcapil::population
