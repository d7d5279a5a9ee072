// Keeps the forecast part of every regency's stock mode fresh.
#pragma once

#include "absl/status/status.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// One look: a mode is computed again when it is ten minutes old, or five seconds where the regency's stock
// has changed since. Where a sister or the database is away the last mode holds, with its age, and it is
// tried again. The first error met, after having tried all.
absl::Status RefreshOldModes(Inventory& app);

}  // namespace dukcapil::inventory
