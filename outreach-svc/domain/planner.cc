#include "outreach-svc/domain/planner.h"

#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "outreach-svc/domain/at.h"
#include "outreach-svc/domain/errors.h"
#include "outreach-svc/domain/plan_network.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr int kDaysOfWeek = 7;

// Why no flow exists: as many as possible of the wanted visits are made, and the first district (by code)
// that still falls short is named.
absl::Status WhyInfeasible(PlanNetwork plan) {
  FlowNetwork& network = plan.network;
  for (FlowArc& arc : network.arcs) arc.cost = 0;
  absl::c_sort(plan.districts, [](const DistrictNode& a, const DistrictNode& b) { return a.code < b.code; });
  std::vector<int> wanted_arcs;
  for (const DistrictNode& district : plan.districts) {
    FlowArc& to_sink = network.arcs[At(district.arc)];
    const FlowArc wanted = {to_sink.from, to_sink.to, 0, to_sink.lower, -1};
    to_sink.lower = 0;
    wanted_arcs.push_back(network.AddArc(wanted));
  }
  ASSIGN_OR_RETURN(const std::optional<Flow> flow, SolveMinCostFlow(network));
  if (!flow.has_value()) return NotProvenError();
  for (std::size_t i = 0; i < wanted_arcs.size(); ++i) {
    if (flow->units[At(wanted_arcs[i])] < network.arcs[At(wanted_arcs[i])].upper) {
      return MinimumNotReachableError(plan.districts[i].code);
    }
  }
  return NotProvenError();
}

// A problem as a network, with its optimal flow.
struct Solved {
  SlotTable table;
  PlanNetwork plan;
  Flow flow;

  Micro DualBoundOf() const { return -DualBound(plan.network, flow.potential); }
};

absl::StatusOr<Solved> Solve(const PlanProblem& problem, const WorkingCalendar& calendar) {
  if (problem.teams.empty()) return NoTeamError();
  Solved solved;
  solved.table =
      MakeSlots(problem.teams, problem.sites, problem.blackouts, calendar, problem.start, problem.deadline);
  if (solved.table.slots.empty()) return NoSlotError();
  solved.plan = BuildPlanNetwork(problem, solved.table);
  ASSIGN_OR_RETURN(std::optional<Flow> flow, SolveMinCostFlow(solved.plan.network));
  if (!flow.has_value()) return WhyInfeasible(solved.plan);
  solved.flow = *std::move(flow);
  return solved;
}

}  // namespace

absl::StatusOr<PlanResult> MakePlan(const PlanProblem& problem, const WorkingCalendar& calendar) {
  ASSIGN_OR_RETURN(const Solved solved, Solve(problem, calendar));
  PlanResult result;
  result.visits = ScheduleVisits(problem, solved.table, solved.plan, solved.flow);
  for (const Visit& visit : result.visits) result.expected += visit.expected;
  result.dual_bound = solved.DualBoundOf();
  result.left_out = FindLeftOut(problem, solved.table, solved.plan, solved.flow, result.visits);
  result.slots = solved.table.slots;
  result.arcs = static_cast<int>(solved.plan.network.arcs.size());
  return result;
}

absl::StatusOr<Gains> FindGains(const PlanProblem& problem, const WorkingCalendar& calendar, Micro optimum) {
  if (problem.teams.empty()) return NoTeamError();
  const auto optimum_of = [&](const PlanProblem& changed) -> absl::StatusOr<Micro> {
    ASSIGN_OR_RETURN(const Solved solved, Solve(changed, calendar));
    return solved.DualBoundOf();
  };
  Gains gains;
  PlanProblem more = problem;
  more.teams.push_back(problem.teams.front());
  ASSIGN_OR_RETURN(gains.team, optimum_of(more));
  more = problem;
  more.deadline += kDaysOfWeek;
  ASSIGN_OR_RETURN(gains.week, optimum_of(more));
  std::set<Crew> tried;
  for (std::size_t team = 0; team < problem.teams.size(); ++team) {
    if (!tried.insert(CrewOf(problem.teams[team])).second) continue;
    more = problem;
    ++more.teams[team].kits;
    ASSIGN_OR_RETURN(const Micro with_kit, optimum_of(more));
    if (with_kit <= gains.kit) continue;
    gains.kit = with_kit;
    gains.kit_team = static_cast<int>(team);
  }
  gains.team -= optimum;
  gains.week -= optimum;
  gains.kit -= optimum;
  return gains;
}

}  // namespace dukcapil::outreach
