#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockRequest> GetStockRequest(Inventory& app, const Call& call,
                                                 const v1::GetStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::StockRequest> {
    ASSIGN_OR_RETURN(const auto found, snapshot.FindStockRequest(name.regency, name.id));
    if (!found.has_value()) return NotFoundError(request.name());
    v1::StockRequest proto = ToProto(*found);
    ASSIGN_OR_RETURN(*proto.mutable_situation(), SituationOf(snapshot, name.regency));
    return proto;
  });
}

}  // namespace dukcapil::inventory
