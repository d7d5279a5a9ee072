// How a change of inventory is told to whoever watches.
#pragma once

#include "dukcapil/inventory/v1/watch.pb.h"
#include "platform/changes/watcher.h"

namespace dukcapil::inventory {

// The message of what a watcher is told. The payload is the resource as it was noted, by its collection; one
// noted without its content, or of another collection, is told by name.
v1::WatchInventoryResponse ToWatchResponse(const changes::Told& told);

}  // namespace dukcapil::inventory
