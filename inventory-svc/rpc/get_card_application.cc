#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/wait_promise.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::CardApplication> GetCardApplication(Inventory& app, const Call& call,
                                                       const v1::GetCardApplicationRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "cardApplications", /*uuid=*/true, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::CardApplication> {
    ASSIGN_OR_RETURN(const auto application, snapshot.FindApplication(name.regency, name.id));
    if (!application.has_value()) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const auto decisions, snapshot.ListEarlierDecisions(name.regency, name.id));
    v1::CardApplication found = ToProto(*application);
    if (application->state == ApplicationState::kWaitlisted) {
      ASSIGN_OR_RETURN(const std::int64_t ahead, snapshot.CountAhead(*application));
      Lines lines(app.clock);
      ASSIGN_OR_RETURN(const WaitPromise promise, lines.PromiseNow(snapshot, *application, ahead));
      *found.mutable_promise() = ToProto(promise);
    }
    for (const Decision& decision : decisions) {
      *found.add_earlier_decisions() = ToProto(application->reason, decision);
    }
    return found;
  });
}

}  // namespace dukcapil::inventory
