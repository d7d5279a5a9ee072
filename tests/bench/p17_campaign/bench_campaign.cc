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
  // How much turnouts scatter is the least known; docs/adr/0020 has the two factors.
  const std::tuple<const char*, Strength, World, double> kCases[] = {
      {"three teams, as in the field", Strength::kThreeTeams, World::kAsInTheField, 1},
      {"three villages a week, as in the field", Strength::kThreeVillagesAWeek, World::kAsInTheField, 1},
      {"three teams, turnouts alone", Strength::kThreeTeams, World::kTurnoutsAlone, 1},
      {"three villages a week, turnouts alone", Strength::kThreeVillagesAWeek, World::kTurnoutsAlone, 1},
      {"three teams, scatter x 0.66", Strength::kThreeTeams, World::kAsInTheField, 0.66},
      {"three villages a week, scatter x 0.66", Strength::kThreeVillagesAWeek, World::kAsInTheField, 0.66},
      {"three teams, scatter x 1.34", Strength::kThreeTeams, World::kAsInTheField, 1.34},
      {"three villages a week, scatter x 1.34", Strength::kThreeVillagesAWeek, World::kAsInTheField, 1.34}};
  for (const auto& [name, strength, world, scatter] : kCases) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const auto regency = dukcapil::outreach::SimulateRegency(seed, strength, world, scatter);
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
