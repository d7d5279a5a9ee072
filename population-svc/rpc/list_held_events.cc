#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert_held_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

storage::HeldEventFilter FilterFrom(const v1::ListHeldEventsRequest& request, Violations& violations) {
  storage::HeldEventFilter filter;
  filter.regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  if (!v1::HoldReason_IsValid(request.reason())) {
    violations.Add("reason", "UNKNOWN_VALUE", "must be a known value");
  } else if (request.reason() != v1::HOLD_REASON_UNSPECIFIED) {
    filter.reason = static_cast<HoldReason>(request.reason());
  }
  if (!v1::HeldEventState_IsValid(request.state())) {
    violations.Add("state", "UNKNOWN_VALUE", "must be a known value");
  } else if (request.state() != v1::HELD_EVENT_STATE_UNSPECIFIED) {
    filter.state = static_cast<HeldState>(request.state());
  }
  if (!request.kit().empty()) filter.kit = request.kit();
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListHeldEventsResponse> ListHeldEvents(Population& app, const Call& call,
                                                          const v1::ListHeldEventsRequest& request) {
  Violations violations;
  const storage::HeldEventFilter filter = FilterFrom(request, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListHeldEventsResponse> {
    ASSIGN_OR_RETURN(auto events, snapshot.ListHeldEvents(filter, page.after, page.size + 1));
    ASSIGN_OR_RETURN(const auto counts, snapshot.CountHeldEvents(filter.regency));
    const bool has_more = CutToPage(page, events);
    v1::ListHeldEventsResponse response;
    for (const storage::HeldEventRow& held : events) {
      ASSIGN_OR_RETURN(*response.add_held_events(), ToProto(filter.regency, held, app.nik_aead));
    }
    for (const storage::HeldCount& count : counts) {
      v1::HeldEventsOfKit& kit = *response.add_kits();
      kit.set_kit(count.kit);
      kit.set_reason(static_cast<v1::HoldReason>(count.reason));
      kit.set_held_count(count.events);
    }
    if (has_more) response.set_next_page_token(app.page_tokens.Make(page.query, {events.back().id}));
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
