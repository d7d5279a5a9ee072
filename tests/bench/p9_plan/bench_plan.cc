// Times the planner beside CLP at province scale, and alone on the reference case; prints one JSON object.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/plan_network.h"
#include "outreach-svc/domain/planner.h"
#include "outreach-svc/domain/slots.h"
#include "tests/bench/p9_plan/linear_programme.h"
#include "tests/bench/p9_plan/plan_problems.h"

namespace {

using dukcapil::outreach::PlanProblem;
using dukcapil::outreach::PlanResult;

constexpr int kRounds = 5;

template <class F>
double Seconds(F body) {
  const absl::Time start = absl::Now();
  body();
  return absl::ToDoubleSeconds(absl::Now() - start);
}

nlohmann::json SizeOf(const PlanProblem& problem, const PlanResult& plan) {
  return {{"sites", problem.sites.size()},
          {"teams", problem.teams.size()},
          {"slots", plan.slots.size()},
          {"arcs", plan.arcs},
          {"visits", plan.visits.size()},
          {"left_out", plan.left_out.size()},
          {"expected", static_cast<double>(plan.expected) / 1e6},
          {"dual_bound", static_cast<double>(plan.dual_bound) / 1e6}};
}

}  // namespace

int main() {
  const PlanProblem province = dukcapil::bench::RegenciesProblem(10, 30, 90);
  const PlanProblem reference = dukcapil::bench::ReferenceProblem();
  nlohmann::json report;
  PlanResult plan;
  double optimum = 0;
  for (int round = 0; round < kRounds; ++round) {
    report["ours"].push_back(
        Seconds([&] { plan = *dukcapil::outreach::MakePlan(province, dukcapil::WorkingCalendar()); }));
    report["peer"].push_back(Seconds([&] {
      const auto table =
          dukcapil::outreach::MakeSlots(province.teams, province.sites, province.blackouts,
                                        dukcapil::WorkingCalendar(), province.start, province.deadline);
      optimum =
          -*dukcapil::bench::SolveWithClp(dukcapil::outreach::BuildPlanNetwork(province, table).network);
    }));
  }
  report["size"] = SizeOf(province, plan);
  report["difference"] = std::abs(optimum / static_cast<double>(plan.dual_bound) - 1);
  for (int round = 0; round < kRounds; ++round) {
    report["reference"].push_back(
        Seconds([&] { plan = *dukcapil::outreach::MakePlan(reference, dukcapil::WorkingCalendar()); }));
  }
  report["reference_size"] = SizeOf(reference, plan);
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
