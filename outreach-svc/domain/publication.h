// What publishing a plan does to the visits announced before.
#pragma once

#include <vector>

#include "outreach-svc/domain/announced_visit.h"

namespace dukcapil::outreach {

// Indexes into the planned and the announced visits.
struct Publication {
  struct Kept {
    int planned = 0;
    int announced = 0;
  };
  std::vector<int> created;      // planned
  std::vector<Kept> kept;        // the same team at the same site in the same half-day
  std::vector<int> fallen_away;  // announced, not begun, not pinned, and not planned
  std::vector<int> blocked;      // planned, where the team has another visit that stays
};

// `planned` are the plan's visits from today on, at most one a slot; `announced` those not cancelled in the
// same days. Visits that fall away stay where `keep_fallen`, and then hold their slots.
Publication Compare(const std::vector<AnnouncedVisit>& planned, const std::vector<AnnouncedVisit>& announced,
                    bool keep_fallen);

}  // namespace dukcapil::outreach
