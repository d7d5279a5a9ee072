#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockRequest> SubmitStockRequest(Inventory& app, const Call& call,
                                                    const v1::SubmitStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto submit = [&](Tx&, StockRequest& draft) { return Submit(app.clock.Today(), draft); };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_SUBMITTED", submit);
}

}  // namespace dukcapil::inventory
