#include "platform/access/region_scope.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/region_level.h"

namespace dukcapil::population {

absl::StatusOr<v1::ListRegionsResponse> ListRegions(Population& app, const Call& call,
                                                    const v1::ListRegionsRequest& request) {
  Violations violations;
  const auto parent = ParseRegionOrCountry(request.parent(), "parent", violations);
  const auto level = LevelBelow(parent.value_or(""), request.level(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const Page page, PageOf(app.page_tokens, call, request));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListRegionsResponse> {
    if (*parent != kCountry) {
      ASSIGN_OR_RETURN(const auto found, snapshot.FindRegion(*parent));
      if (!found) return NotFoundError(request.parent());
    }
    ASSIGN_OR_RETURN(auto regions, snapshot.ListRegions(*parent, level, page.after, page.size + 1));
    const bool has_more = CutToPage(page, regions);
    v1::ListRegionsResponse response;
    for (const auto& region : regions) *response.add_regions() = ToProto(region);
    if (has_more) {
      response.set_next_page_token(app.page_tokens.Make(page.query, {regions.back().code}));
    }
    return response;
  });
}

}  // namespace dukcapil::population
