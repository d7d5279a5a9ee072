#include "platform/access/region_scope.h"
#include "platform/paging/page.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

// Stands for the whole country as the parent: above the provinces.
constexpr absl::string_view kCountry = "-";

std::optional<std::string> ParseParent(absl::string_view name, Violations& violations) {
  if (name == RegionName(kCountry)) return std::string(kCountry);
  return ParseRegion(name, "parent", violations);
}

// The level to list below `parent`: the next one unless another one below is asked for.
storage::RegionLevel LevelBelow(absl::string_view parent, v1::RegionLevel asked, Violations& violations) {
  const int own = parent == kCountry ? 0 : static_cast<int>(LevelOf(parent));
  if (own == v1::REGION_LEVEL_VILLAGE) {
    violations.Add("parent", "NOTHING_BELOW", "must be a province, regency or district");
  } else if (asked != v1::REGION_LEVEL_UNSPECIFIED && (!v1::RegionLevel_IsValid(asked) || asked <= own)) {
    violations.Add("level", "LEVEL_NOT_BELOW", "must be a level below the parent's");
  }
  return static_cast<storage::RegionLevel>(asked == v1::REGION_LEVEL_UNSPECIFIED ? own + 1
                                                                                 : static_cast<int>(asked));
}

}  // namespace

absl::StatusOr<v1::ListRegionsResponse> ListRegions(Population& app, const Call& call,
                                                    const v1::ListRegionsRequest& request) {
  Violations violations;
  const auto parent = ParseParent(request.parent(), violations);
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
