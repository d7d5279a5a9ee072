// What a new day brings: reservations whose last day has passed end, changed rules take effect.
#pragma once

#include "absl/status/status.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// One look, by the one instance that holds the lease (`holder` names this one): every lapsed reservation in a
// transaction of its own, which frees the blank and thus serves the waitlist. The first error met, after
// having tried all. The first look of a day also notes for the promotion worker where a policy takes effect
// or an override of the stock mode has ended.
absl::Status ExpireReservations(Inventory& app, const std::string& holder);

}  // namespace dukcapil::inventory
