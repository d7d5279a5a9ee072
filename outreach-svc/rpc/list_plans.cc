#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_plan.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::ListPlansResponse> ListPlans(Outreach& app, const Call& call,
                                                const v1::ListPlansRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListPlansResponse> {
    ASSIGN_OR_RETURN(auto plans, snapshot.ListPlans(*regency, page.after, page.size + 1));
    const bool has_more = CutToPage(page, plans);
    v1::ListPlansResponse response;
    for (const storage::PlanRow& row : plans) {
      ASSIGN_OR_RETURN(v1::Plan plan, PlanFromRow(row));
      *response.add_plans() = SummaryOf(std::move(plan));
    }
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, {plans.back().id}));
    return response;
  });
}

}  // namespace dukcapil::outreach
