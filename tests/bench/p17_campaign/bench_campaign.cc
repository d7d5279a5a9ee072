// Thirty simulated campaigns, each by every practice; prints a JSON list.
#include <cstdlib>
#include <iostream>
#include <tuple>

#include <nlohmann/json.hpp>

#include "outreach-svc/domain/campaign.h"

int main() {
  using dukcapil::outreach::Practice;
  using dukcapil::outreach::Strength;
  using dukcapil::outreach::World;
  constexpr std::uint64_t kSeeds = 30;
  nlohmann::json campaigns = nlohmann::json::array();
  const std::tuple<const char*, Strength, World> kCases[] = {
      {"three teams, as in the field", Strength::kThreeTeams, World::kAsInTheField},
      {"three villages a week, as in the field", Strength::kThreeVillagesAWeek, World::kAsInTheField},
      {"three teams, turnouts alone", Strength::kThreeTeams, World::kTurnoutsAlone},
      {"three villages a week, turnouts alone", Strength::kThreeVillagesAWeek, World::kTurnoutsAlone}};
  for (const auto& [name, strength, world] : kCases) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const auto regency = dukcapil::outreach::SimulateRegency(seed, strength, world);
      const auto run = [&](Practice practice) { return dukcapil::outreach::RunCampaign(regency, practice); };
      campaigns.push_back({{"campaign", name},
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
