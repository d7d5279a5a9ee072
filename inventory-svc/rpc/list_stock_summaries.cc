#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::ListStockSummariesResponse> ListStockSummaries(
    Inventory& app, const Call& call, const v1::ListStockSummariesRequest& request) {
  Violations violations;
  const std::string scope = ParseScope(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListStockSummariesResponse> {
    ASSIGN_OR_RETURN(auto summaries, snapshot.ListStockSummaries(scope, page.last_key, page.size + 1));
    ASSIGN_OR_RETURN(auto open, snapshot.OpenRequestsIn(scope));
    v1::ListStockSummariesResponse response;
    if (CutToPage(page, summaries)) {
      const StockSummary& last = summaries.back();
      response.set_next_page_token(
          app.page_tokens.Make(page.query, {absl::StrCat(CentidaysLeft(last.figures)), last.regency}));
    }
    for (const StockSummary& summary : summaries) {
      *response.add_stock_summaries() = ToProto(summary, open[summary.regency]);
    }
    return response;
  });
}

}  // namespace dukcapil::inventory
