#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::ListOutcomesResponse> ListOutcomes(Outreach& app, const Call& call,
                                                      const v1::ListOutcomesRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListOutcomesResponse> {
    ASSIGN_OR_RETURN(const auto visit, snapshot.FindVisit(key->regency, key->id));
    if (!visit.has_value()) return NotFoundError(request.parent());
    ASSIGN_OR_RETURN(auto outcomes, snapshot.ListOutcomes(key->regency, key->id, page.after, page.size + 1));
    const bool has_more = CutToPage(page, outcomes);
    v1::ListOutcomesResponse response;
    for (const VisitOutcome& one : outcomes) {
      v1::VisitOutcome& proto = *response.add_outcomes();
      proto.set_resident(ResidentName(key->regency, one.resident));
      proto.set_outcome(static_cast<v1::PersonOutcome>(one.outcome));
      proto.set_told(one.told);
      proto.set_refusal(one.refusal);
    }
    if (has_more) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {outcomes.back().resident}));
    }
    return response;
  });
}

}  // namespace dukcapil::outreach
