#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockRequest> CloseStockRequest(Inventory& app, const Call& call,
                                                   const v1::CloseStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  CheckText(request.reason(), 1, 500, "reason", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto close = [&](Tx& tx, StockRequest& closed) -> absl::Status {
    RETURN_IF_ERROR(Close(request.reason(), closed));
    for (const Shipment& shipment : closed.shipments) {
      if (shipment.is_written_off()) RETURN_IF_ERROR(tx.UpdateShipment(name.regency, shipment));
    }
    return absl::OkStatus();
  };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_CLOSED", close);
}

}  // namespace dukcapil::inventory
