// Closing a double, and undoing it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

// The double, closed.
Resident AsMerged(Resident duplicate, const std::string& kept_id, absl::CivilDay today);

// The resident kept, with what is known of the double: `recording` is folded from the events of both.
Resident WithDouble(Resident kept, const Resident& duplicate, const Recording& recording);

// The resident kept without `duplicate`, which was merged into it. `own_first_card` is its own, before any
// was merged into it; `doubles_left` are those that still are. A first card known since then stays.
// `recording` is folded without the double's events.
Resident WithoutDouble(Resident kept, std::optional<absl::CivilDay> own_first_card, const Resident& duplicate,
                       const std::vector<Resident>& doubles_left, const Recording& recording);

}  // namespace dukcapil::population
