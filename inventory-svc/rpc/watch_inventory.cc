#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/watched_kinds.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<std::unique_ptr<changes::Watcher>> WatchInventory(Watched& watched, const Call& call,
                                                                 const v1::WatchInventoryRequest& request) {
  ASSIGN_OR_RETURN(const std::string region, RegionOf(request.parent()));
  ASSIGN_OR_RETURN(changes::Filter filter, FilterOf(request, watched.policy, call.caller));
  std::optional<std::int64_t> after;
  if (request.has_after_sequence()) after = request.after_sequence();
  return watched.feed.Watch(call, region, after, std::move(filter));
}

}  // namespace dukcapil::inventory
