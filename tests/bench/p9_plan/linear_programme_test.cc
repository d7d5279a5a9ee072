// The flow's optimum is the linear programme's: two solvers that share nothing agree.
#include "tests/bench/p9_plan/linear_programme.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "outreach-svc/domain/plan_network.h"
#include "outreach-svc/domain/planner.h"
#include "outreach-svc/domain/slots.h"
#include "tests/bench/p9_plan/plan_problems.h"

namespace dukcapil::bench {
namespace {

// What CLP says of the problem's network, in millionths of a recording.
double OptimumByClp(const outreach::PlanProblem& problem) {
  const outreach::SlotTable table = outreach::MakeSlots(problem.teams, problem.sites, problem.blackouts,
                                                        WorkingCalendar(), problem.start, problem.deadline);
  return -*SolveWithClp(outreach::BuildPlanNetwork(problem, table).network);
}

void ExpectAgreement(const outreach::PlanProblem& problem) {
  const absl::StatusOr<outreach::PlanResult> plan = outreach::MakePlan(problem, WorkingCalendar());
  ASSERT_TRUE(plan.ok()) << plan.status();
  const double bound = static_cast<double>(plan->dual_bound);
  EXPECT_NEAR(OptimumByClp(problem) / bound, 1, 1e-6);
}

TEST(LinearProgramme, AgreesOnTheReferenceCase) {
  ExpectAgreement(ReferenceProblem());
}

TEST(LinearProgramme, AgreesOnProblemsOfEverySize) {
  for (const int teams : {1, 2, 3, 5}) {
    for (const int days : {2, 7, 30}) {
      SCOPED_TRACE(teams * 100 + days);
      outreach::PlanProblem problem = RegenciesProblem(1, teams, days);
      problem.minimum_visits_per_district = 0;
      problem.blackouts = {{problem.sites[3].id, problem.start, problem.start + 3},
                           {problem.sites[170].id, problem.start + 1, problem.deadline}};
      ExpectAgreement(problem);
    }
  }
}

// Everything that a plan knows, drawn by chance: ways, turnouts, closures, pins, minima.
outreach::PlanProblem RandomPlan(std::mt19937_64& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  outreach::PlanProblem problem = RegenciesProblem(1, 1 + below(3), 2 + below(6));
  const std::size_t first = static_cast<std::size_t>(below(180));
  problem.sites = {problem.sites.begin() + static_cast<std::ptrdiff_t>(first),
                   problem.sites.begin() + static_cast<std::ptrdiff_t>(first) + 3 + below(15)};
  for (outreach::Site& site : problem.sites) {
    site.target = below(6) == 0 ? 0 : below(200);
    if (below(2) == 0) site.turnout = outreach::SiteTurnout{(1 + below(99)) / 100.0, below(3) / 10.0};
    if (below(4) == 0) site.access.travel_minutes = below(300);
    if (below(2) == 0) site.access.location = {-3.5 + below(100) / 200.0, 102.5 + below(100) / 200.0};
    if (below(4) == 0) site.access.afternoons = {};
    const absl::CivilDay day = problem.start + below(5);
    if (below(4) == 0) site.access.closures = {{day, day + below(3)}};
  }
  for (outreach::Team& team : problem.teams) {
    if (below(2) == 0) team.base_location = {-3.5 + below(100) / 200.0, 102.5 + below(100) / 200.0};
    if (below(3) == 0) team.mornings_only.days[static_cast<std::size_t>(below(7))] = true;
  }
  problem.minimum_visits_per_district = below(4) == 0 ? 1 : 0;
  problem.maximum_visits_per_site = 1 + below(6);
  const auto slots = outreach::MakeSlots(problem.teams, problem.sites, {}, WorkingCalendar(), problem.start,
                                         problem.deadline)
                         .slots;
  if (below(2) == 0 && !slots.empty()) {
    const outreach::Slot& slot = slots[static_cast<std::size_t>(below(static_cast<int>(slots.size())))];
    problem.pins = {{slot.team, below(static_cast<int>(problem.sites.size())), slot.date, slot.half}};
  }
  return problem;
}

TEST(LinearProgramme, AgreesWithFiveHundredPlansAndWithThePricesOfTwoHundred) {
  std::mt19937_64 random(14'02'2024);
  int plans = 0;
  int prices = 0;
  for (int round = 0; plans < 500 || prices < 200; ++round) {
    ASSERT_LT(round, 2000);
    SCOPED_TRACE(round);
    const outreach::PlanProblem problem = RandomPlan(random);
    const auto table = outreach::MakeSlots(problem.teams, problem.sites, problem.blackouts, WorkingCalendar(),
                                           problem.start, problem.deadline);
    if (table.slots.empty()) continue;
    outreach::PlanNetwork network = outreach::BuildPlanNetwork(problem, table);
    const std::optional<double> cost = SolveWithClp(network.network);
    const absl::StatusOr<outreach::PlanResult> plan = outreach::MakePlan(problem, WorkingCalendar());
    ASSERT_EQ(plan.ok(), cost.has_value()) << plan.status();
    if (!plan.ok()) continue;
    ++plans;
    EXPECT_NEAR(-*cost, static_cast<double>(plan->dual_bound), 1e-6 * std::max(1.0, -*cost));
    outreach::Micro sum = 0;
    for (const outreach::Visit& visit : plan->visits) sum += visit.expected;
    EXPECT_EQ(plan->expected, sum);
    EXPECT_LE(plan->expected, plan->dual_bound);
    if (plan->left_out.empty() || plan->left_out.front().reason != outreach::LeftOutReason::kOutbid) continue;
    const outreach::LeftOut& out = plan->left_out[random() % plan->left_out.size()];
    if (out.reason != outreach::LeftOutReason::kOutbid) continue;
    const int first_visit = network.sites[static_cast<std::size_t>(out.site)].first_visit_arc;
    network.network.arcs[static_cast<std::size_t>(first_visit)].lower = 1;
    const std::optional<double> forced = SolveWithClp(network.network);
    ASSERT_EQ(out.price.has_value(), forced.has_value());
    if (!forced.has_value()) continue;
    ++prices;
    EXPECT_NEAR(static_cast<double>(*out.price), *forced - *cost, 1e-6 * std::max(1.0, -*cost));
    ASSERT_TRUE(out.taken.has_value());
    EXPECT_NE(out.taken->displaced_site, out.site);
  }
  EXPECT_GE(prices, 200);
}

TEST(LinearProgramme, AgreesOnRandomNetworks) {
  std::mt19937_64 random(5);
  int solved = 0;
  for (int round = 0; round < 600; ++round) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    outreach::FlowNetwork network;
    for (int i = 0; i < 8; ++i) network.AddNode();
    for (int i = 0; i < 25; ++i) {
      const int lower = below(4) == 0 ? 1 : 0;
      network.AddArc({below(8), below(8), lower, lower + below(6), below(41) - 20});
    }
    const int amount = below(5);
    network.supply[0] = amount;
    network.supply[7] = -amount;
    const auto flow = outreach::SolveMinCostFlow(network);
    ASSERT_TRUE(flow.ok()) << flow.status();
    if (!flow->has_value()) continue;
    EXPECT_NEAR(*SolveWithClp(network), static_cast<double>((*flow)->cost), 1e-6);
    ++solved;
  }
  EXPECT_GT(solved, 100);
}

}  // namespace
}  // namespace dukcapil::bench
