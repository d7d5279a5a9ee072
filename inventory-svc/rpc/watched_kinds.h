// Which changes a caller may watch, and which he asked for.
#pragma once

#include "absl/status/statusor.h"
#include "dukcapil/inventory/v1/watch.pb.h"
#include "platform/access/access_policy.h"
#include "platform/changes/watcher.h"

namespace dukcapil::inventory {

// The filter of a request's `kinds`. Changes of a collection that has no kind are told only to whoever may
// watch everything and asks for no kind. INVALID_ARGUMENT naming each kind that is not known;
// PERMISSION_DENIED where card applications are named and the caller may not watch them.
absl::StatusOr<changes::Filter> FilterOf(const v1::WatchInventoryRequest& request, const AccessPolicy& policy,
                                         const Caller& caller);

}  // namespace dukcapil::inventory
