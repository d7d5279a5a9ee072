#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_plan.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Plan> GetPlan(Outreach& app, const Call& call, const v1::GetPlanRequest& request) {
  Violations violations;
  const auto key = ParsePlan(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(
      call, [&](storage::Snapshot& snapshot) { return ReadPlan(snapshot, *key, request.name()); });
}

}  // namespace dukcapil::outreach
