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
  return -SolveWithClp(outreach::BuildPlanNetwork(problem, table).network);
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
    EXPECT_NEAR(SolveWithClp(network), static_cast<double>((*flow)->cost), 1e-6);
    ++solved;
  }
  EXPECT_GT(solved, 100);
}

}  // namespace
}  // namespace dukcapil::bench
