#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::ListTeamsResponse> ListTeams(Outreach& app, const Call& call,
                                                const v1::ListTeamsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListTeamsResponse> {
    ASSIGN_OR_RETURN(auto teams, snapshot.ListTeams(*regency, page.after, page.size + 1));
    const bool has_more = CutToPage(page, teams);
    v1::ListTeamsResponse response;
    for (const storage::TeamRow& team : teams) *response.add_teams() = ToProto(*regency, team);
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, {teams.back().team.id}));
    return response;
  });
}

}  // namespace dukcapil::outreach
