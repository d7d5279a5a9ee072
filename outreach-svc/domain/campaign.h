// Campaigns on a simulated regency, to say what planning with learnt turnout is worth.
#pragma once

#include <cstdint>

#include "outreach-svc/domain/simulated_regency.h"

namespace dukcapil::outreach {

enum class Practice {
  kReplanned = 1,    // a new plan each Monday, with the turnout learnt and those who are left
  kPlannedOnce = 2,  // the first of these plans, to its end
  kByBacklog =
      3,  // villages, the largest backlog first, one half-day each; then the same again with those left
  kByBacklogOfAll = 4,  // likewise with the schools among them
  kAllKnowing = 5,  // a new plan each Monday by one who knows all that is hidden, but not what chance will do
};

// People recorded by the teams until the deadline.
std::int64_t RunCampaign(const SimulatedRegency& regency, Practice practice);

}  // namespace dukcapil::outreach
