// Goes on with the waitlists that one transaction could not serve to their end.
#pragma once

#include "absl/status/status.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// One transaction for each location that has work left, kPromotedAtOnce requests at most in each, so that
// other callers get their turn at the location between two looks. What is left is a row in the database: a
// process that is killed loses nothing, and any instance goes on. The first error met, after having tried
// all.
absl::Status PromoteWaiting(Inventory& app);

}  // namespace dukcapil::inventory
