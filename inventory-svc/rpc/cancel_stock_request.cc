#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockRequest> CancelStockRequest(Inventory& app, const Call& call,
                                                    const v1::CancelStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto withdraw = [](Tx&, StockRequest& open) { return Withdraw(open); };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_CANCELLED", withdraw);
}

}  // namespace dukcapil::inventory
