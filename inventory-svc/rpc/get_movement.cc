#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::Movement> GetMovement(Inventory& app, const Call& call,
                                         const v1::GetMovementRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "movements", /*uuid=*/true, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::Movement> {
    ASSIGN_OR_RETURN(const auto movement, snapshot.FindMovement(name.regency, name.id));
    if (!movement.has_value()) return NotFoundError(request.name());
    return ToProto(name.regency, *movement);
  });
}

}  // namespace dukcapil::inventory
