#include "outreach-svc/domain/min_cost_flow.h"

#include <lemon/cost_scaling.h>
#include <lemon/dijkstra.h>
#include <lemon/smart_graph.h>

#include <algorithm>

#include "outreach-svc/domain/at.h"
#include "outreach-svc/domain/errors.h"

namespace dukcapil::outreach {
namespace {

using Graph = lemon::SmartDigraph;
using ArcNumbers = Graph::ArcMap<std::int64_t>;
using NodeNumbers = Graph::NodeMap<std::int64_t>;
using Solver = lemon::CostScaling<Graph, std::int64_t, std::int64_t>;
using ShortestPaths = lemon::Dijkstra<Graph, ArcNumbers>;

std::int64_t ReducedCost(const FlowArc& arc, const std::vector<std::int64_t>& potential) {
  return arc.cost + potential[At(arc.from)] - potential[At(arc.to)];
}

void AddNodes(Graph& graph, std::size_t count) {
  graph.reserveNode(static_cast<int>(count));
  for (std::size_t i = 0; i < count; ++i) graph.addNode();
}

}  // namespace

absl::StatusOr<std::optional<Flow>> SolveMinCostFlow(const FlowNetwork& network) {
  Graph graph;
  AddNodes(graph, network.supply.size());
  graph.reserveArc(static_cast<int>(network.arcs.size()));
  for (const FlowArc& arc : network.arcs)
    graph.addArc(Graph::nodeFromId(arc.from), Graph::nodeFromId(arc.to));
  ArcNumbers lower(graph), upper(graph), cost(graph);
  NodeNumbers supply(graph);
  for (std::size_t i = 0; i < network.arcs.size(); ++i) {
    const Graph::Arc arc = Graph::arcFromId(static_cast<int>(i));
    lower[arc] = network.arcs[i].lower;
    upper[arc] = network.arcs[i].upper;
    cost[arc] = network.arcs[i].cost;
  }
  for (std::size_t i = 0; i < network.supply.size(); ++i) {
    supply[Graph::nodeFromId(static_cast<int>(i))] = network.supply[i];
  }
  Solver solver(graph);
  solver.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  if (solver.run() != Solver::OPTIMAL) return std::optional<Flow>();
  Flow flow;
  for (std::size_t i = 0; i < network.arcs.size(); ++i) {
    flow.units.push_back(solver.flow(Graph::arcFromId(static_cast<int>(i))));
    flow.cost += flow.units.back() * network.arcs[i].cost;
  }
  for (std::size_t i = 0; i < network.supply.size(); ++i) {
    flow.potential.push_back(solver.potential(Graph::nodeFromId(static_cast<int>(i))));
  }
  if (!IsProvenOptimal(network, flow)) return NotProvenError();
  return std::optional<Flow>(std::move(flow));
}

std::int64_t DualBound(const FlowNetwork& network, const std::vector<std::int64_t>& potential) {
  std::int64_t bound = 0;
  for (const FlowArc& arc : network.arcs) {
    const std::int64_t reduced = ReducedCost(arc, potential);
    bound += reduced * (reduced > 0 ? arc.lower : arc.upper);
  }
  for (std::size_t i = 0; i < network.supply.size(); ++i) bound -= potential[i] * network.supply[i];
  return bound;
}

bool IsProvenOptimal(const FlowNetwork& network, const Flow& flow) {
  std::vector<std::int64_t> balance = network.supply;
  for (std::size_t i = 0; i < network.arcs.size(); ++i) {
    const FlowArc& arc = network.arcs[i];
    const std::int64_t units = flow.units[i];
    if (units < arc.lower || units > arc.upper) return false;
    balance[At(arc.from)] -= units;
    balance[At(arc.to)] += units;
    const std::int64_t reduced = ReducedCost(arc, flow.potential);
    if (reduced > 0 && units != arc.lower) return false;
    if (reduced < 0 && units != arc.upper) return false;
  }
  return std::all_of(balance.begin(), balance.end(), [](std::int64_t rest) { return rest == 0; });
}

Reroutes Reroute(const FlowNetwork& network, const Flow& flow, int from) {
  Graph graph;
  AddNodes(graph, network.supply.size());
  ArcNumbers length(graph);  // reduced costs: not negative in the residual network of an optimal flow
  std::vector<int> arc_of;   // by arc of the graph
  for (std::size_t i = 0; i < network.arcs.size(); ++i) {
    const FlowArc& arc = network.arcs[i];
    const std::int64_t reduced = ReducedCost(arc, flow.potential);
    const bool may_rise = flow.units[i] < arc.upper;
    const bool may_fall = flow.units[i] > arc.lower;
    arc_of.insert(arc_of.end(), (may_rise ? 1U : 0U) + (may_fall ? 1U : 0U), static_cast<int>(i));
    if (may_rise) {
      length[graph.addArc(Graph::nodeFromId(arc.from), Graph::nodeFromId(arc.to))] = reduced;
    }
    if (may_fall) {
      length[graph.addArc(Graph::nodeFromId(arc.to), Graph::nodeFromId(arc.from))] = -reduced;
    }
  }
  ShortestPaths paths(graph, length);
  paths.run(Graph::nodeFromId(from));
  Reroutes reroutes;
  reroutes.costs.resize(network.supply.size());
  reroutes.last_arcs.resize(network.supply.size(), -1);
  for (std::size_t i = 0; i < reroutes.costs.size(); ++i) {
    const Graph::Node node = Graph::nodeFromId(static_cast<int>(i));
    if (!paths.reached(node)) continue;
    reroutes.costs[i] = paths.dist(node) - flow.potential[At(from)] + flow.potential[i];
    const Graph::Arc last = paths.predArc(node);
    if (last != lemon::INVALID) reroutes.last_arcs[i] = arc_of[At(Graph::id(last))];
  }
  return reroutes;
}

}  // namespace dukcapil::outreach
