// The calls that inventory's workers make.
#pragma once

#include "platform/worker/worker.h"

namespace dukcapil::inventory {

// A call of the service for itself, `limit` from now; `method` names the worker.
inline Call OwnCall(absl::string_view method, absl::Duration limit) {
  return dukcapil::OwnCall("inventory-svc", method, limit);
}

}  // namespace dukcapil::inventory
