#include "outreach-svc/domain/planner.h"

#include <map>
#include <random>
#include <set>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kMonday(2023, 10, 16);

Team MakeTeam(const std::string& id, int kits, const std::string& base) {
  return {id, id, 3, kits, 6, base, {{true, true, true, true, true, false, false}}};
}

Site Village(const std::string& code, std::int64_t target) {
  return {code, SiteKind::kVillage, code, code, target};
}

PlanProblem Problem(std::vector<Team> teams, std::vector<Site> sites, int days) {
  PlanProblem problem;
  problem.teams = std::move(teams);
  problem.sites = std::move(sites);
  problem.start = kMonday;
  problem.deadline = kMonday + days - 1;
  return problem;
}

std::string ReasonOf(const absl::Status& status) {
  return GetErrorDetail(status).reason;
}

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
  problem.sites[1].turnout = 0.5;
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

// What the model says of one choice for every slot, by exhaustion: no flow, no marginal values.
class Exhaustion {
 public:
  explicit Exhaustion(const PlanProblem& problem)
      : problem_(problem),
        table_(MakeSlots(problem.teams, problem.sites, problem.blackouts, WorkingCalendar(), problem.start,
                         problem.deadline)) {}

  // The best worth of any plan, with `forced` visited unless negative; nothing where there is none.
  std::optional<Micro> Best(int forced = -1) {
    best_.reset();
    forced_ = forced;
    choice_.assign(table_.slots.size(), -1);
    Choose(0);
    return best_;
  }

 private:
  bool IsOpen(std::size_t slot, int site) const {
    const std::vector<int>& closed = table_.closed[static_cast<std::size_t>(table_.slots[slot].kind)];
    return std::find(closed.begin(), closed.end(), site) == closed.end();
  }

  Micro Capacity(std::size_t slot, int site) const {
    return HalfDayCapacity(problem_.teams[static_cast<std::size_t>(table_.slots[slot].team)],
                           problem_.sites[static_cast<std::size_t>(site)]);
  }

  void Choose(std::size_t slot) {
    if (slot == table_.slots.size()) return Weigh();
    for (int site = -1; site < static_cast<int>(problem_.sites.size()); ++site) {
      if (site >= 0 && !IsOpen(slot, site)) continue;
      choice_[slot] = site;
      Choose(slot + 1);
    }
  }

  void Weigh() {
    Micro worth = 0;
    std::map<std::string, int> visits;
    for (int site = 0; site < static_cast<int>(problem_.sites.size()); ++site) {
      const Site& place = problem_.sites[static_cast<std::size_t>(site)];
      Micro largest = 0;
      std::vector<Micro> capacities;
      for (std::size_t slot = 0; slot < choice_.size(); ++slot) {
        if (!IsOpen(slot, site)) continue;
        largest = std::max(largest, Capacity(slot, site));
        if (choice_[slot] == site) capacities.push_back(Capacity(slot, site));
      }
      const int count = static_cast<int>(capacities.size());
      if (count > problem_.maximum_visits_per_site || (count > 0 && place.target == 0)) return;
      if (site == forced_ && count == 0) return;
      if (place.target > 0) visits[std::string(DistrictOf(place.village))] += count;
      worth += BestOrder(capacities, PeopleByVisit(place.target, problem_.village_turnout, largest, count));
    }
    for (const auto& [district, count] : visits) {
      if (count < problem_.minimum_visits_per_district) return;
    }
    if (!best_.has_value() || worth > *best_) best_ = worth;
  }

  static Micro BestOrder(std::vector<Micro> capacities, const std::vector<Micro>& people) {
    std::sort(capacities.begin(), capacities.end());
    Micro best = 0;
    do {
      Micro worth = 0;
      for (std::size_t i = 0; i < people.size(); ++i) worth += std::min(capacities[i], people[i]);
      best = std::max(best, worth);
    } while (std::next_permutation(capacities.begin(), capacities.end()));
    return best;
  }

  const PlanProblem& problem_;
  const SlotTable table_;
  std::vector<int> choice_;
  int forced_ = -1;
  std::optional<Micro> best_;
};

// A problem of at most `max_sites` sites in three districts.
PlanProblem RandomProblem(std::mt19937_64& random, int teams, int days, int max_sites) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::string> districts = {"17.02.09", "17.02.12", "17.02.15"};
  PlanProblem problem = Problem({}, {}, days);
  for (int i = 0; i < teams; ++i) {
    problem.teams.push_back(MakeTeam(absl::StrCat("t", i), 1 + below(2), districts[below(2) == 0 ? 0 : 1]));
  }
  const int sites = 1 + below(max_sites);
  for (int i = 0; i < sites; ++i) {
    const std::string code = absl::StrCat(districts[static_cast<std::size_t>(below(3))], ".", 2001 + i);
    problem.sites.push_back(Village(code, below(5) == 0 ? 0 : below(120)));
    if (below(3) == 0) {
      const absl::CivilDay first = kMonday + below(days);
      problem.blackouts.push_back({code, first, first + below(2)});
    }
  }
  problem.minimum_visits_per_district = below(3) == 0 ? 1 : 0;
  problem.maximum_visits_per_site = 1 + below(3);
  return problem;
}

TEST(MakePlan, EqualsExhaustionOnSmallProblems) {
  std::mt19937_64 random(20231014);
  int infeasible = 0;
  int priced = 0;
  for (int round = 0; round < 1500; ++round) {
    SCOPED_TRACE(round);
    const PlanProblem problem =
        RandomProblem(random, 1 + static_cast<int>(random() % 2), 1 + static_cast<int>(random() % 2), 4);
    if (problem.teams.size() * 2 * static_cast<std::size_t>(problem.deadline - problem.start + 1) > 6)
      continue;
    Exhaustion exhaustion(problem);
    const std::optional<Micro> best = exhaustion.Best();
    const absl::StatusOr<PlanResult> plan = MakePlan(problem, WorkingCalendar());
    if (!plan.ok() && ReasonOf(plan.status()) == "NO_SLOT") continue;
    ASSERT_EQ(plan.ok(), best.has_value()) << plan.status();
    if (!plan.ok()) {
      EXPECT_EQ(ReasonOf(plan.status()), "MINIMUM_NOT_REACHABLE");
      ++infeasible;
      continue;
    }
    EXPECT_EQ(plan->dual_bound, *best);
    EXPECT_LE(plan->expected, *best);
    for (const LeftOut& out : plan->left_out) {
      if (out.reason != LeftOutReason::kOutbid) continue;
      const std::optional<Micro> forced = exhaustion.Best(out.site);
      ASSERT_EQ(out.price.has_value(), forced.has_value());
      if (!forced.has_value()) continue;
      EXPECT_EQ(*out.price, *best - *forced);
      ++priced;
    }
  }
  EXPECT_GT(infeasible, 5);  // so that both kinds were really seen
  EXPECT_GT(priced, 50);
}

TEST(MakePlan, KeepsEveryRuleOnLargerProblems) {
  std::mt19937_64 random(14022024);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    PlanProblem problem = RandomProblem(random, 3, 5 + static_cast<int>(random() % 20), 40);
    const WorkingCalendar calendar({{kMonday + 2, "holiday"}});
    const absl::StatusOr<PlanResult> plan = MakePlan(problem, calendar);
    if (!plan.ok()) {
      EXPECT_EQ(ReasonOf(plan.status()), "MINIMUM_NOT_REACHABLE");
      continue;
    }
    Micro sum = 0;
    std::set<std::tuple<int, absl::CivilDay, HalfDay>> busy;
    std::map<int, int> ordinal;
    std::map<std::string, int> by_district;
    for (const Visit& visit : plan->visits) {
      sum += visit.expected;
      EXPECT_TRUE(busy.emplace(visit.team, visit.date, visit.half).second);
      EXPECT_TRUE(problem.teams[static_cast<std::size_t>(visit.team)].work_week.Works(visit.date));
      EXPECT_FALSE(calendar.IsHoliday(visit.date));
      EXPECT_GE(visit.date, problem.start);
      EXPECT_LE(visit.date, problem.deadline);
      const Site& site = problem.sites[static_cast<std::size_t>(visit.site)];
      for (const Blackout& blackout : problem.blackouts) {
        EXPECT_FALSE(blackout.site == site.id && visit.date >= blackout.first && visit.date <= blackout.last);
      }
      EXPECT_EQ(visit.ordinal, ++ordinal[visit.site]);
      EXPECT_LE(visit.ordinal, problem.maximum_visits_per_site);
      ++by_district[std::string(DistrictOf(site.village))];
    }
    EXPECT_EQ(plan->expected, sum);
    EXPECT_LE(plan->expected, plan->dual_bound);
    // Unequal teams: what the order in time costs stays small.
    EXPECT_GE(static_cast<double>(plan->expected), 0.9 * static_cast<double>(plan->dual_bound));
    EXPECT_EQ(ordinal.size() + plan->left_out.size(), problem.sites.size());
    for (const Site& site : problem.sites) {
      if (site.target == 0) continue;
      EXPECT_GE(by_district[std::string(DistrictOf(site.village))], problem.minimum_visits_per_district);
    }
    // Equally strong teams from one base: the order in time costs nothing.
    for (Team& team : problem.teams) {
      team.kits = 2;
      team.base = "17.02.09";
    }
    const absl::StatusOr<PlanResult> alike = MakePlan(problem, calendar);
    ASSERT_TRUE(alike.ok());
    EXPECT_EQ(alike->expected, alike->dual_bound);
  }
}

TEST(MakePlan, IsTheSameEveryTime) {
  std::mt19937_64 random(7);
  const PlanProblem problem = RandomProblem(random, 3, 15, 40);
  const PlanResult first = MakePlan(problem, WorkingCalendar()).value();
  const PlanResult second = MakePlan(problem, WorkingCalendar()).value();
  ASSERT_EQ(first.visits.size(), second.visits.size());
  for (std::size_t i = 0; i < first.visits.size(); ++i) {
    EXPECT_EQ(first.visits[i].site, second.visits[i].site);
    EXPECT_EQ(first.visits[i].date, second.visits[i].date);
  }
}

}  // namespace
}  // namespace dukcapil::outreach
