#include "outreach-svc/domain/planner.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>

#include "absl/algorithm/container.h"
#include "outreach-svc/domain/errors.h"
#include "outreach-svc/domain/plan_network.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

// Stands for "no price": it cannot be had at all.
constexpr Micro kDearest = std::numeric_limits<Micro>::max();

std::size_t At(int index) {
  return static_cast<std::size_t>(index);
}

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

// The prices of sites without a visit: one search from the sink, or from a district at its minimum.
class Prices {
 public:
  Prices(const PlanNetwork& plan, const Flow& flow) : plan_(plan), flow_(flow) {}

  std::optional<Micro> Of(const SiteNodes& site) {
    const FlowArc& forced = plan_.network.arcs[At(site.first_visit_arc)];
    const int from = StartOf(forced.to);
    const auto [found, is_new] = from_.try_emplace(from);
    if (is_new) found->second = RerouteCosts(plan_.network, flow_, from);
    const std::optional<std::int64_t> back = found->second[At(forced.from)];
    if (!back.has_value()) return std::nullopt;
    return *back + forced.cost;
  }

 private:
  // A district that may have one visit more or less is as good as the sink: units go to and fro for nothing.
  int StartOf(int district) const {
    for (const DistrictNode& node : plan_.districts) {
      if (node.node != district) continue;
      const FlowArc& to_sink = plan_.network.arcs[At(node.arc)];
      const std::int64_t visits = flow_.units[At(node.arc)];
      if (to_sink.lower < visits && visits < to_sink.upper) return to_sink.to;
    }
    return district;
  }

  const PlanNetwork& plan_;
  const Flow& flow_;
  std::map<int, std::vector<std::optional<std::int64_t>>> from_;
};

std::vector<LeftOut> FindLeftOut(const PlanNetwork& plan, const Flow& flow,
                                 const std::vector<Visit>& visits) {
  std::vector<bool> is_visited(plan.sites.size());
  for (const Visit& visit : visits) is_visited[At(visit.site)] = true;
  Prices prices(plan, flow);
  std::vector<LeftOut> left_out;
  for (std::size_t i = 0; i < plan.sites.size(); ++i) {
    const SiteNodes& site = plan.sites[i];
    if (is_visited[i]) continue;
    LeftOut out = {static_cast<int>(i), LeftOutReason::kNoTarget, 0, std::nullopt};
    if (!site.has_slot) {
      out.reason = LeftOutReason::kNoSlot;
    } else if (site.first_visit_arc >= 0) {
      out.reason = LeftOutReason::kOutbid;
      out.first_visit = site.Worth(site.capacities.back(), 1);
      out.price = prices.Of(site);
    }
    left_out.push_back(out);
  }
  absl::c_stable_sort(left_out, [](const LeftOut& a, const LeftOut& b) {
    const bool a_outbid = a.reason == LeftOutReason::kOutbid;
    const bool b_outbid = b.reason == LeftOutReason::kOutbid;
    return std::make_tuple(a_outbid, a.price.value_or(kDearest)) >
           std::make_tuple(b_outbid, b.price.value_or(kDearest));
  });
  return left_out;
}

}  // namespace

absl::StatusOr<PlanResult> MakePlan(const PlanProblem& problem, const WorkingCalendar& calendar) {
  if (problem.teams.empty()) return NoTeamError();
  const SlotTable table =
      MakeSlots(problem.teams, problem.sites, problem.blackouts, calendar, problem.start, problem.deadline);
  if (table.slots.empty()) return NoSlotError();
  const PlanNetwork plan = BuildPlanNetwork(problem, table);
  ASSIGN_OR_RETURN(const std::optional<Flow> flow, SolveMinCostFlow(plan.network));
  if (!flow.has_value()) return WhyInfeasible(plan);
  PlanResult result;
  result.visits = ScheduleVisits(problem, table, plan, *flow);
  for (const Visit& visit : result.visits) result.expected += visit.expected;
  result.dual_bound = -DualBound(plan.network, flow->potential);
  result.left_out = FindLeftOut(plan, *flow, result.visits);
  result.slots = static_cast<int>(table.slots.size());
  result.arcs = static_cast<int>(plan.network.arcs.size());
  return result;
}

}  // namespace dukcapil::outreach
