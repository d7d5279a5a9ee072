#include "outreach-svc/domain/visit_value.h"

#include <algorithm>
#include <numeric>

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

TEST(ExpectedRecordings, AreTheSmallerOfThoseWhoComeAndTheCapacity) {
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, {0.28}, 40 * kMicro), 28 * kMicro);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, {0.28}, 20 * kMicro), 20 * kMicro);
  EXPECT_EQ(ExpectedRecordings(0, {0.28, 0.1}, 20 * kMicro), 0);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, {0.28, 0.1}, 0), 0);
}

TEST(ExpectedRecordings, OfASureTurnoutHaveNoScatter) {
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, {0.0, 0.1}, 20 * kMicro), 0);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, {1.0, 0.1}, 20 * kMicro), 20 * kMicro);
}

TEST(ExpectedRecordings, AreTheMeanOfTheSmaller) {
  // A share from 0 to 1, each as likely: mean 1/2, variance 1/12, that is 1/3 of 1/2 x 1/2. Of c at most,
  // c - c^2/2 is the mean.
  const SiteTurnout any = {0.5, 1.0 / 3};
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, any, 40 * kMicro), 32 * kMicro);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, any, 80 * kMicro), 48 * kMicro);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, any, 100 * kMicro), 50 * kMicro);
  EXPECT_EQ(ExpectedRecordings(100 * kMicro, any, 500 * kMicro), 50 * kMicro);
}

TEST(ExpectedRecordings, FallWithTheScatter) {
  Micro before = ExpectedRecordings(100 * kMicro, {0.3}, 30 * kMicro);
  for (const double scatter : {0.01, 0.05, 0.2, 0.8}) {
    const Micro now = ExpectedRecordings(100 * kMicro, {0.3, scatter}, 30 * kMicro);
    EXPECT_LT(now, before) << scatter;
    before = now;
  }
}

TEST(PeopleByVisit, AreWhomTheVisitsBeforeHaveLeft) {
  EXPECT_THAT(PeopleByVisit(100, {0.5}, 1000 * kMicro, 3),
              ElementsAre(100 * kMicro, 50 * kMicro, 25 * kMicro));
  // 150 invited, 42 come, 30 recorded.
  EXPECT_THAT(PeopleByVisit(150, {0.28}, 30 * kMicro, 3),
              ElementsAre(150 * kMicro, 120 * kMicro, 90 * kMicro));
  EXPECT_THAT(PeopleByVisit(10, {1.0}, 100 * kMicro, 3), ElementsAre(10 * kMicro, 0, 0));
  EXPECT_THAT(PeopleByVisit(10, {1.0}, 100 * kMicro, 0), IsEmpty());
}

TEST(RecordingsByVisit, AreAShareOfThoseLeftAsFarAsTheTeamCan) {
  const std::vector<Micro> people = {150 * kMicro, 120 * kMicro, 90 * kMicro};
  EXPECT_THAT(RecordingsByVisit(people, {0.28}, 30 * kMicro),
              ElementsAre(30 * kMicro, 30 * kMicro, 25'200'000));
  EXPECT_THAT(RecordingsByVisit(people, {0.28}, 10 * kMicro),
              ElementsAre(10 * kMicro, 10 * kMicro, 10 * kMicro));
  EXPECT_THAT(RecordingsByVisit({0, 0}, {0.28}, 10 * kMicro), Each(0));
}

TEST(RecordingsByVisit, OfAWeakerTeamDoNotDependOnHowStrongAnotherIs) {
  const SiteTurnout turnout = {0.28, 0.1};
  for (const Micro largest : {36 * kMicro, 54 * kMicro, 500 * kMicro}) {
    EXPECT_EQ(RecordingsByVisit(PeopleByVisit(100, turnout, largest, 1), turnout, 20 * kMicro).front(),
              ExpectedRecordings(100 * kMicro, turnout, 20 * kMicro));
  }
}

TEST(RecordingsByVisit, NeverIncreaseAndNeverExceedTheTarget) {
  for (const std::int64_t target : {1, 7, 140, 13'872, 1'000'000}) {
    for (const double mean : {0.001, 0.28, 0.6, 1.0}) {
      for (const double scatter : {0.0, 0.02, 0.5, 0.999}) {
        for (const Micro capacity : {Micro{500'000}, 30 * kMicro, 100'000 * kMicro}) {
          const SiteTurnout turnout = {mean, scatter};
          const std::vector<Micro> recordings =
              RecordingsByVisit(PeopleByVisit(target, turnout, capacity, 20), turnout, capacity);
          EXPECT_TRUE(std::is_sorted(recordings.rbegin(), recordings.rend()));
          EXPECT_GE(recordings.back(), 0);
          EXPECT_LE(recordings.front(), capacity);
          EXPECT_LE(std::accumulate(recordings.begin(), recordings.end(), Micro{0}), target * kMicro);
        }
      }
    }
  }
}

}  // namespace
}  // namespace dukcapil::outreach
