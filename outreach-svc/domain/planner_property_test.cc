// The laws of plans, on random problems: against exhaustion where that is possible.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "outreach-svc/domain/planner_test.h"

namespace dukcapil::outreach {
namespace {

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
      const std::vector<Micro> people =
          PeopleByVisit(place.target, TurnoutAt(problem_, place), largest, count);
      worth += BestOrder(capacities, people, TurnoutAt(problem_, place));
    }
    for (const auto& [district, count] : visits) {
      if (count < problem_.minimum_visits_per_district) return;
    }
    if (!best_.has_value() || worth > *best_) best_ = worth;
  }

  static Micro BestOrder(std::vector<Micro> capacities, const std::vector<Micro>& people,
                         const SiteTurnout& turnout) {
    std::sort(capacities.begin(), capacities.end());
    Micro best = 0;
    do {
      Micro worth = 0;
      for (std::size_t i = 0; i < people.size(); ++i)
        worth += RecordingsByVisit(people, turnout, capacities[i])[i];
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
    if (below(2) == 0) problem.sites.back().turnout = SiteTurnout{(1 + below(99)) / 100.0, below(3) / 10.0};
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
