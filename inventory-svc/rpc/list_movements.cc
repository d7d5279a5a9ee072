#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/paging/page.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

MovementFilter ReadFilter(const v1::ListMovementsRequest& request, const std::string& regency,
                          Violations& violations) {
  MovementFilter filter;
  if (!request.location().empty()) {
    filter.location = ParseSibling(request.location(), "locations", false, regency, "location", violations);
  }
  filter.kind = FromProto(request.kind());
  if (!filter.kind.has_value() && request.kind() != v1::MOVEMENT_KIND_UNSPECIFIED) {
    violations.Add("kind", "UNKNOWN_VALUE", "must be a known kind of movement");
  }
  filter.account = request.account();
  filter.unconfirmed = request.unconfirmed();
  CheckText(request.account(), 0, 60, "account", violations);
  filter.occurred_from =
      OptionalFromProto(request.has_occurred_from(), request.occurred_from(), "occurred_from", violations);
  filter.occurred_to =
      OptionalFromProto(request.has_occurred_to(), request.occurred_to(), "occurred_to", violations);
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListMovementsResponse> ListMovements(Inventory& app, const Call& call,
                                                        const v1::ListMovementsRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  const MovementFilter filter = ReadFilter(request, regency, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListMovementsResponse> {
    ASSIGN_OR_RETURN(auto movements, snapshot.ListMovements(regency, filter, page.after, page.size + 1));
    v1::ListMovementsResponse response;
    if (CutToPage(page, movements)) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {movements.back().id}));
    }
    if (!filter.account.empty()) {
      ASSIGN_OR_RETURN(const std::int64_t balance, snapshot.AccountBalance(regency, filter.account));
      response.set_account_balance(balance);
    }
    for (const Movement& movement : movements) *response.add_movements() = ToProto(regency, movement);
    return response;
  });
}

}  // namespace dukcapil::inventory
