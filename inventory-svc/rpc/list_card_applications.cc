#include "inventory-svc/domain/policy_draft.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/wait_promise.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

ApplicationFilter ReadFilter(const v1::ListCardApplicationsRequest& request, const std::string& regency,
                             Violations& violations) {
  ApplicationFilter filter;
  filter.state = FromProto(request.state());
  if (!filter.state.has_value() && request.state() != v1::CARD_APPLICATION_STATE_UNSPECIFIED) {
    violations.Add("state", "UNKNOWN_VALUE", "must be a known state");
  }
  filter.reason = FromProto(request.reason());
  if (!filter.reason.has_value() && request.reason() != v1::CARD_APPLICATION_REASON_UNSPECIFIED) {
    violations.Add("reason", "UNKNOWN_VALUE", "must be a known reason");
  }
  filter.reason_code = request.reason_code();
  if (!filter.reason_code.empty()) CheckReasonCode(filter.reason_code, "reason_code", violations);
  if (!request.location().empty()) {
    filter.location = ParseSibling(request.location(), "locations", false, regency, "location", violations);
  }
  if (!request.resident().empty()) {
    filter.resident = ParseSibling(request.resident(), "residents", true, regency, "resident", violations);
  }
  filter.printed_before =
      OptionalFromProto(request.has_printed_before(), request.printed_before(), "printed_before", violations);
  if (!filter.printed_before.has_value()) return filter;
  if (filter.state.value_or(ApplicationState::kPrinted) != ApplicationState::kPrinted) {
    violations.Add("printed_before", "NOT_PRINTED", "must not be with a state other than PRINTED");
  }
  filter.state = ApplicationState::kPrinted;
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListCardApplicationsResponse> ListCardApplications(
    Inventory& app, const Call& call, const v1::ListCardApplicationsRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  const ApplicationFilter filter = ReadFilter(request, regency, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListCardApplicationsResponse> {
    ASSIGN_OR_RETURN(auto applications,
                     snapshot.ListApplications(regency, filter, page.last_key, page.size + 1));
    v1::ListCardApplicationsResponse response;
    if (CutToPage(page, applications)) {
      response.set_next_page_token(app.page_tokens.Make(page.query, SortKey(filter, applications.back())));
    }
    Lines lines(app.clock);
    for (const auto& application : applications) {
      v1::CardApplication* row = response.add_card_applications();
      *row = ToProto(application);
      if (application.state != ApplicationState::kWaitlisted) continue;
      ASSIGN_OR_RETURN(const WaitPromise promise, lines.PromiseNow(snapshot, application));
      *row->mutable_promise() = ToProto(promise);
    }
    return response;
  });
}

}  // namespace dukcapil::inventory
