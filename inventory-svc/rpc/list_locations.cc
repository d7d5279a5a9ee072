#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::ListLocationsResponse> ListLocations(Inventory& app, const Call& call,
                                                        const v1::ListLocationsRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  const absl::Time now = app.clock.Now();
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::ListLocationsResponse> {
    ASSIGN_OR_RETURN(auto locations, snapshot.ListLocations(regency, page.after, page.size + 1));
    v1::ListLocationsResponse response;
    if (CutToPage(page, locations)) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {locations.back().location.id}));
    }
    for (const auto& location : locations) *response.add_locations() = ToProto(regency, location, now);
    return response;
  });
}

}  // namespace dukcapil::inventory
