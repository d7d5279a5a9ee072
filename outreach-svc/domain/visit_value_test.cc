#include "outreach-svc/domain/visit_value.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Team TeamWith(int kits, int rate) {
  Team team;
  team.kits = kits;
  team.recordings_per_kit_hour = rate;
  team.base = "17.02.09";
  return team;
}

Site SiteIn(const std::string& district) {
  return {"a", SiteKind::kVillage, "A", district + ".2001", 100};
}

TEST(HalfDayCapacity, IsKitsTimesRateTimesHoursLeftAfterTravel) {
  EXPECT_EQ(HalfDayCapacity(TeamWith(2, 6), SiteIn("17.02.09")), 36 * kMicro);  // 3 hours
  EXPECT_EQ(HalfDayCapacity(TeamWith(2, 6), SiteIn("17.02.12")), 30 * kMicro);  // 2.5 hours
  EXPECT_EQ(HalfDayCapacity(TeamWith(1, 1), SiteIn("17.02.12")), 2'500'000);
}

TEST(TravelMinutes, AreAsGivenElseEstimatedElseAssumed) {
  Team team = TeamWith(1, 1);
  Site site = SiteIn("17.02.12");
  EXPECT_EQ(TravelMinutes(team, site), 90);
  team.base_location = {-3.47, 102.53};
  EXPECT_EQ(TravelMinutes(team, site), 90);  // where the site lies is not known
  site.access.location = {-3.57, 102.53};    // 11.1 km, 15.6 by road: 62 minutes there and back
  EXPECT_EQ(TravelMinutes(team, site), 75);
  site.access.location = team.base_location;
  EXPECT_EQ(TravelMinutes(team, site), 15);
  site.access.travel_minutes = 200;
  EXPECT_EQ(TravelMinutes(team, site), 200);
  site.access.travel_minutes = 600;
  EXPECT_EQ(HalfDayCapacity(team, site), 0);
}

TEST(KilometresBetween, IsTheGreatCircle) {
  EXPECT_NEAR(KilometresBetween({-3.47, 102.53}, {-3.8, 102.26}), 47.4, 0.1);  // Curup to Bengkulu
  EXPECT_NEAR(KilometresBetween({0, 179.5}, {0, -179.5}), 111.2, 0.1);
  EXPECT_NEAR(KilometresBetween({0, 0}, {0, 180}), 20'015, 1);
}

TEST(PeopleByVisit, AreAShareOfThoseLeft) {
  EXPECT_THAT(PeopleByVisit(100, 0.5, 1000 * kMicro, 3), ElementsAre(50 * kMicro, 25 * kMicro, 12'500'000));
}

TEST(PeopleByVisit, LeaveMoreBehindWhenTheTeamCannotServeAll) {
  // 500 invited, 140 come, 30 recorded; of the 470 left 131.6 come.
  EXPECT_THAT(PeopleByVisit(500, 0.28, 30 * kMicro, 3), ElementsAre(140 * kMicro, 131'600'000, 123'200'000));
}

TEST(PeopleByVisit, EndWhenNobodyIsLeft) {
  EXPECT_THAT(PeopleByVisit(0, 0.28, kMicro, 3), Each(0));
  EXPECT_THAT(PeopleByVisit(10, 1.0, 100 * kMicro, 3), ElementsAre(10 * kMicro, 0, 0));
  EXPECT_THAT(PeopleByVisit(10, 1.0, 100 * kMicro, 0), IsEmpty());
}

TEST(PeopleByVisit, NeverIncreaseAndNeverExceedTheTarget) {
  for (const std::int64_t target : {1, 7, 140, 13'872, 1'000'000}) {
    for (const double turnout : {0.001, 0.28, 0.6, 1.0}) {
      for (const Micro capacity : {Micro{500'000}, 30 * kMicro, 100'000 * kMicro}) {
        const std::vector<Micro> people = PeopleByVisit(target, turnout, capacity, 20);
        EXPECT_TRUE(std::is_sorted(people.rbegin(), people.rend()));
        Micro recorded = 0;
        for (const Micro come : people) recorded += std::min(come, capacity);
        EXPECT_LE(recorded, target * kMicro);
      }
    }
  }
}

}  // namespace
}  // namespace dukcapil::outreach
