#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::ListStockRequestsResponse> ListStockRequests(Inventory& app, const Call& call,
                                                                const v1::ListStockRequestsRequest& request) {
  Violations violations;
  const std::string scope = ParseScope(request.parent(), "parent", violations);
  StockRequestFilter filter;
  filter.state = FromProto(request.state());
  if (!filter.state.has_value() && request.state() != v1::STOCK_REQUEST_STATE_UNSPECIFIED) {
    violations.Add("state", "UNKNOWN_VALUE", "must be a known state");
  }
  filter.differing = request.differing();
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListStockRequestsResponse> {
    ASSIGN_OR_RETURN(auto found, snapshot.ListStockRequests(scope, filter, page.last_key, page.size + 1));
    v1::ListStockRequestsResponse response;
    if (CutToPage(page, found)) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {found.back().regency, found.back().id}));
    }
    for (const StockRequest& one : found) *response.add_stock_requests() = ToProto(one);
    return response;
  });
}

}  // namespace dukcapil::inventory
