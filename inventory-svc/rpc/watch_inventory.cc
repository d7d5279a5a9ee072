#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<std::unique_ptr<changes::Watcher>> WatchInventory(changes::Feed& feed, const Call& call,
                                                                 const v1::WatchInventoryRequest& request) {
  ASSIGN_OR_RETURN(const std::string region, RegionOf(request.parent()));
  std::optional<std::int64_t> after;
  if (request.has_after_sequence()) after = request.after_sequence();
  return feed.Watch(call, region, after);
}

}  // namespace dukcapil::inventory
