#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Plan> GetPlan(Outreach& app, const Call& call, const v1::GetPlanRequest& request) {
  Violations violations;
  const auto key = ParsePlan(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Plan> {
    ASSIGN_OR_RETURN(const auto row, snapshot.FindPlan(key->regency, key->id));
    if (!row.has_value()) return NotFoundError(request.name());
    v1::Plan plan;
    if (!plan.ParseFromString(row->message)) return absl::DataLossError("a kept plan cannot be read");
    return plan;
  });
}

}  // namespace dukcapil::outreach
