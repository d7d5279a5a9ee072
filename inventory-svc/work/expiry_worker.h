// Ends reservations whose last day has passed.
#pragma once

#include "absl/status/status.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// One look, by the one instance that holds the lease (`holder` names this one): every lapsed reservation in a
// transaction of its own, which frees the blank and thus serves the waitlist. The first error met, after
// having tried all.
absl::Status ExpireReservations(Inventory& app, const std::string& holder);

}  // namespace dukcapil::inventory
