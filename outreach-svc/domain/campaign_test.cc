#include "outreach-svc/domain/campaign.h"

#include <numeric>

#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

TEST(Campaign, PlanningRecordsMoreThanGoingByBacklogAndLearningMoreThanPlanningOnce) {
  std::int64_t replanned = 0, planned_once = 0, by_backlog = 0, all_knowing = 0;
  for (std::uint64_t seed = 101; seed <= 104; ++seed) {
    const SimulatedRegency regency =
        SimulateRegency(seed, Strength::kThreeVillagesAWeek, World::kAsInTheField);
    replanned += RunCampaign(regency, Practice::kReplanned);
    planned_once += RunCampaign(regency, Practice::kPlannedOnce);
    by_backlog += RunCampaign(regency, Practice::kByBacklog);
    all_knowing += RunCampaign(regency, Practice::kAllKnowing);
  }
  EXPECT_GT(all_knowing, replanned);
  EXPECT_GT(replanned, planned_once);
  EXPECT_GT(planned_once, by_backlog);
}

TEST(Campaign, RecordsNobodyTwiceAndIsTheSameEveryTime) {
  const SimulatedRegency regency = SimulateRegency(7, Strength::kThreeTeams, World::kTurnoutsAlone);
  const std::int64_t to_record =
      std::accumulate(regency.sites.begin(), regency.sites.end(), std::int64_t{0},
                      [](std::int64_t sum, const Site& site) { return sum + site.target; });
  EXPECT_NEAR(static_cast<double>(to_record), 13'872, 200);  // parts are rounded
  const std::int64_t recorded = RunCampaign(regency, Practice::kByBacklogOfAll);
  EXPECT_GT(recorded, 0);
  EXPECT_LE(recorded, to_record);
  EXPECT_EQ(RunCampaign(SimulateRegency(7, Strength::kThreeTeams, World::kTurnoutsAlone),
                        Practice::kByBacklogOfAll),
            recorded);
}

TEST(Campaign, InTheFieldSomeCanNeverBeRecorded) {
  const SimulatedRegency regency = SimulateRegency(7, Strength::kThreeTeams, World::kAsInTheField);
  std::int64_t gone = 0, to_record = 0;
  for (std::size_t i = 0; i < regency.sites.size(); ++i) {
    EXPECT_LE(regency.gone[i], regency.sites[i].target);
    gone += regency.gone[i];
    to_record += regency.sites[i].target;
  }
  EXPECT_GT(gone, to_record / 5);
  EXPECT_LT(gone, to_record / 2);
  EXPECT_LE(RunCampaign(regency, Practice::kAllKnowing), to_record - gone);
}

}  // namespace
}  // namespace dukcapil::outreach
