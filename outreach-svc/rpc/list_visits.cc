#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/convert_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

std::vector<std::string> KeyOf(const AnnouncedVisit& visit) {
  return {absl::FormatCivilTime(visit.date), absl::StrCat(static_cast<int>(visit.half)), visit.team,
          visit.id};
}

storage::VisitFilter FilterOf(const v1::ListVisitsRequest& request, const std::string& regency,
                              Violations& violations) {
  storage::VisitFilter filter;
  filter.from = OptionalFromProto(request.has_from_date(), request.from_date(), "from_date", violations);
  filter.to = OptionalFromProto(request.has_to_date(), request.to_date(), "to_date", violations);
  if (!request.team().empty()) {
    filter.team = ParseTeam(request.team(), regency, "team", violations).value_or("");
  }
  if (!request.site().empty()) {
    filter.site = ParseSite(request.site(), regency, "site", violations).value_or("");
  }
  filter.state = FromProto(request.state(), "state", violations);
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListVisitsResponse> ListVisits(Outreach& app, const Call& call,
                                                  const v1::ListVisitsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const storage::VisitFilter filter = FilterOf(request, regency.value_or(""), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListVisitsResponse> {
    ASSIGN_OR_RETURN(
        auto visits,
        snapshot.ListVisits(*regency, filter, {page.last_key.begin(), page.last_key.end()}, page.size + 1));
    const bool has_more = CutToPage(page, visits);
    v1::ListVisitsResponse response;
    for (const AnnouncedVisit& visit : visits) *response.add_visits() = ToProto(visit);
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, KeyOf(visits.back())));
    return response;
  });
}

}  // namespace dukcapil::outreach
