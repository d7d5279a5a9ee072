#include "outreach-svc/domain/planner_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(MakePlan, SendsTheTeamWhereMostAreReached) {
  const PlanProblem problem =
      Problem({MakeTeam("a", 1, "17.02.09")},
              {Village("17.02.09.2001", 10), Village("17.02.09.2002", 50), Village("17.02.09.2003", 40)}, 1);
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_THAT(plan.visits, SizeIs(2));
  EXPECT_EQ(plan.visits[0].site, 1);
  EXPECT_EQ(plan.visits[0].half, HalfDay::kMorning);
  EXPECT_EQ(plan.visits[0].expected, 14 * kMicro);
  EXPECT_EQ(plan.visits[1].site, 2);
  EXPECT_EQ(plan.visits[1].expected, 11'200'000);
  EXPECT_EQ(plan.expected, 25'200'000);
  EXPECT_EQ(plan.dual_bound, plan.expected);
  EXPECT_THAT(plan.slots, SizeIs(2));
  ASSERT_THAT(plan.left_out, SizeIs(1));
  EXPECT_EQ(plan.left_out[0].reason, LeftOutReason::kOutbid);
  EXPECT_EQ(plan.left_out[0].first_visit, 2'800'000);
  EXPECT_EQ(plan.left_out[0].price, 11'200'000 - 2'800'000);
}

TEST(MakePlan, VisitsASiteAgainWhereThatIsWorthMore) {
  const PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09")},
                                      {Village("17.02.09.2001", 10), Village("17.02.09.2002", 50)}, 1);
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_THAT(plan.visits, SizeIs(2));
  EXPECT_EQ(plan.visits[0].ordinal, 1);
  EXPECT_EQ(plan.visits[1].site, 1);
  EXPECT_EQ(plan.visits[1].ordinal, 2);
  EXPECT_EQ(plan.visits[1].expected, 10'080'000);  // 0.28 of 36
}

TEST(MakePlan, TellsTheSlotThatASiteWouldTake) {
  const PlanProblem problem =
      Problem({MakeTeam("a", 1, "17.02.09")},
              {Village("17.02.09.2001", 10), Village("17.02.09.2002", 50), Village("17.02.09.2003", 40)}, 1);
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_THAT(plan.left_out, SizeIs(1));
  ASSERT_TRUE(plan.left_out[0].taken.has_value());
  EXPECT_EQ(plan.left_out[0].taken->displaced_site, 2);
  EXPECT_EQ(plan.slots[static_cast<std::size_t>(plan.left_out[0].taken->slot)].half, HalfDay::kAfternoon);
}

TEST(MakePlan, BelievesTheTurnoutOfASiteBeforeThatOfItsKind) {
  PlanProblem problem = Problem({MakeTeam("a", 9, "17.02.09")},
                                {Village("17.02.09.2001", 100), Village("17.02.09.2002", 60)}, 1);
  problem.sites[1].turnout = SiteTurnout{0.5};
  problem.maximum_visits_per_site = 1;
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  EXPECT_EQ(plan.expected, 28 * kMicro + 30 * kMicro);
}

TEST(MakePlan, KeepsPinnedVisits) {
  PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09"), MakeTeam("b", 2, "17.02.12")},
                                {Village("17.02.09.2001", 100), Village("17.02.09.2002", 0)}, 2);
  problem.maximum_visits_per_site = 20;
  problem.pins = {{0, 1, kMonday, HalfDay::kAfternoon}, {1, 0, kMonday + 1, HalfDay::kMorning}};
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  const auto is_visited = [&](const Pin& pin) {
    return std::any_of(plan.visits.begin(), plan.visits.end(), [&](const Visit& visit) {
      return visit.team == pin.team && visit.site == pin.site && visit.date == pin.date &&
             visit.half == pin.half;
    });
  };
  EXPECT_TRUE(is_visited(problem.pins[0]));
  EXPECT_TRUE(is_visited(problem.pins[1]));
  // Pinning what was planned anyway changes nothing; pinning what nobody needs costs.
  PlanProblem free = problem;
  free.pins = {};
  const PlanResult best = MakePlan(free, WorkingCalendar()).value();
  EXPECT_LT(plan.dual_bound, best.dual_bound);
  for (const Visit& visit : best.visits)
    free.pins.push_back({visit.team, visit.site, visit.date, visit.half});
  EXPECT_EQ(MakePlan(free, WorkingCalendar())->dual_bound, best.dual_bound);
}

TEST(MakePlan, SaysWhereNoTeamGetsInHalfADay) {
  PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09")},
                                {Village("17.02.09.2001", 100), Village("17.02.09.2002", 100)}, 1);
  problem.sites[1].access.travel_minutes = 240;
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_THAT(plan.left_out, SizeIs(1));
  EXPECT_EQ(plan.left_out[0].site, 1);
  EXPECT_EQ(plan.left_out[0].reason, LeftOutReason::kTooFar);
}

TEST(MakePlan, AKitOfOneTeamMakesNothingOfAnothersVisits) {
  const SiteTurnout turnout = {0.28, 0.1};
  for (const int kits : {2, 3, 5}) {
    PlanProblem problem = Problem({MakeTeam("a", kits, "17.02.09"), MakeTeam("b", 2, "17.02.09")},
                                  {Village("17.02.09.2001", 1000), Village("17.02.09.2002", 100)}, 1);
    for (Team& team : problem.teams) team.mornings_only = team.work_week;
    for (Site& site : problem.sites) site.turnout = turnout;
    problem.maximum_visits_per_site = 1;
    if (kits == 2)
      problem.pins = {{0, 0, kMonday, HalfDay::kMorning}};  // else the stronger goes where more are
    const absl::StatusOr<PlanResult> plan = MakePlan(problem, WorkingCalendar());
    ASSERT_TRUE(plan.ok()) << plan.status();
    ASSERT_EQ(plan->visits.size(), 2u);
    EXPECT_EQ(plan->dual_bound, plan->expected);
    for (const Visit& visit : plan->visits) {
      EXPECT_EQ(visit.team, visit.site);
      const Site& site = problem.sites[static_cast<std::size_t>(visit.site)];
      const Team& team = problem.teams[static_cast<std::size_t>(visit.team)];
      EXPECT_EQ(visit.expected,
                ExpectedRecordings(site.target * kMicro, turnout, HalfDayCapacity(team, site)));
    }
  }
}

TEST(FindGains, AreWhatAnotherPlanIsWorthMore) {
  const PlanProblem problem =
      Problem({MakeTeam("a", 1, "17.02.09"), MakeTeam("b", 2, "17.02.09")},
              {Village("17.02.09.2001", 300), Village("17.02.09.2002", 50), Village("17.02.09.2003", 40)}, 1);
  const Micro now = MakePlan(problem, WorkingCalendar())->dual_bound;
  const Gains gains = FindGains(problem, WorkingCalendar(), now).value();
  PlanProblem more = problem;
  more.teams.push_back(more.teams[0]);
  EXPECT_EQ(gains.team, MakePlan(more, WorkingCalendar())->dual_bound - now);
  more = problem;
  more.deadline += 7;
  EXPECT_EQ(gains.week, MakePlan(more, WorkingCalendar())->dual_bound - now);
  Micro best = 0;
  for (const std::size_t team : {0U, 1U}) {
    more = problem;
    ++more.teams[team].kits;
    best = std::max(best, MakePlan(more, WorkingCalendar())->dual_bound - now);
  }
  EXPECT_EQ(gains.kit, best);
  EXPECT_GT(gains.kit, 0);
  EXPECT_EQ(ReasonOf(FindGains(Problem({}, problem.sites, 1), WorkingCalendar(), 0).status()), "NO_TEAM");
}

TEST(MakePlan, SaysWhySitesAreLeftOut) {
  PlanProblem problem =
      Problem({MakeTeam("a", 1, "17.02.09")},
              {Village("17.02.09.2001", 0), Village("17.02.09.2002", 50), Village("17.02.09.2003", 40)}, 1);
  problem.blackouts = {{"17.02.09.2003", kMonday, kMonday}};
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_THAT(plan.left_out, SizeIs(2));
  EXPECT_EQ(plan.left_out[0].reason, LeftOutReason::kNoTarget);
  EXPECT_EQ(plan.left_out[1].reason, LeftOutReason::kNoSlot);
}

TEST(MakePlan, MorePupilsComeThanVillagers) {
  Site school = Village("10702001", 50);
  school.kind = SiteKind::kSchool;
  school.village = "17.02.09.2001";
  const PlanResult plan =
      MakePlan(Problem({MakeTeam("a", 9, "17.02.09")}, {school}, 1), WorkingCalendar()).value();
  EXPECT_EQ(plan.visits[0].expected, 30 * kMicro);
}

TEST(MakePlan, GivesEveryDistrictItsMinimum) {
  PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09")},
                                {Village("17.02.09.2001", 100), Village("17.02.12.2001", 1)}, 1);
  EXPECT_THAT(MakePlan(problem, WorkingCalendar())->left_out, SizeIs(1));
  problem.minimum_visits_per_district = 1;
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  EXPECT_THAT(plan.left_out, IsEmpty());
  EXPECT_EQ(plan.expected, 18 * kMicro + 280'000);
  EXPECT_EQ(plan.dual_bound, plan.expected);
}

TEST(MakePlan, NamesTheDistrictThatCannotHaveTheMinimum) {
  PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09")},
                                {Village("17.02.09.2001", 100), Village("17.02.12.2001", 5)}, 2);
  problem.minimum_visits_per_district = 2;
  problem.maximum_visits_per_site = 2;
  EXPECT_TRUE(MakePlan(problem, WorkingCalendar()).ok());
  problem.blackouts = {{"17.02.12.2001", kMonday, kMonday + 1}};
  const absl::Status status = MakePlan(problem, WorkingCalendar()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "MINIMUM_NOT_REACHABLE");
  EXPECT_THAT(GetErrorDetail(status).metadata, ElementsAre(std::make_pair("district", "regions/17.02.12")));
}

TEST(MakePlan, RefusesToPlanWithoutTeamsOrSlots) {
  const std::vector<Site> sites = {Village("17.02.09.2001", 100)};
  EXPECT_EQ(ReasonOf(MakePlan(Problem({}, sites, 1), WorkingCalendar()).status()), "NO_TEAM");
  EXPECT_EQ(ReasonOf(MakePlan(Problem({MakeTeam("a", 1, "17.02.09")}, sites, 1),
                              WorkingCalendar({{kMonday, "holiday"}}))
                         .status()),
            "NO_SLOT");
}

TEST(MakePlan, PlansNothingWhereNobodyIsToBeRecorded) {
  const PlanResult plan =
      MakePlan(Problem({MakeTeam("a", 1, "17.02.09")}, {Village("17.02.09.2001", 0)}, 1), WorkingCalendar())
          .value();
  EXPECT_THAT(plan.visits, IsEmpty());
  EXPECT_EQ(plan.dual_bound, 0);
}

TEST(MakePlan, FirstVisitsComeBeforeSecondOnes) {
  const PlanProblem problem = Problem({MakeTeam("a", 1, "17.02.09"), MakeTeam("b", 1, "17.02.09")},
                                      {Village("17.02.09.2001", 60), Village("17.02.09.2002", 50),
                                       Village("17.02.09.2003", 55), Village("17.02.12.2001", 45)},
                                      3);
  const PlanResult plan = MakePlan(problem, WorkingCalendar()).value();
  std::vector<int> ordinals;
  for (const Visit& visit : plan.visits) ordinals.push_back(visit.ordinal);
  EXPECT_THAT(ordinals, ElementsAre(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3));
}

}  // namespace
}  // namespace dukcapil::outreach
