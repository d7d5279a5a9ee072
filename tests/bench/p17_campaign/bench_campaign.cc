// Thirty simulated campaigns, each by every practice; prints a JSON list.
#include <cstdlib>
#include <iostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "outreach-svc/domain/campaign.h"

int main() {
  using dukcapil::outreach::Practice;
  using dukcapil::outreach::Strength;
  constexpr std::uint64_t kSeeds = 30;
  nlohmann::json campaigns = nlohmann::json::array();
  for (const auto& [name, strength] : {std::pair{"three teams", Strength::kThreeTeams},
                                       std::pair{"three villages a week", Strength::kThreeVillagesAWeek}}) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const auto regency = dukcapil::outreach::SimulateRegency(seed, strength);
      const auto run = [&](Practice practice) { return dukcapil::outreach::RunCampaign(regency, practice); };
      campaigns.push_back({{"strength", name},
                           {"seed", seed},
                           {"replanned", run(Practice::kReplanned)},
                           {"planned_once", run(Practice::kPlannedOnce)},
                           {"by_backlog", run(Practice::kByBacklog)},
                           {"by_backlog_of_all", run(Practice::kByBacklogOfAll)},
                           {"all_knowing", run(Practice::kAllKnowing)}});
    }
  }
  std::cout << campaigns.dump() << std::endl;
  return EXIT_SUCCESS;
}
