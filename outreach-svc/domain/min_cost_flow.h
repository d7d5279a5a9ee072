// Minimum-cost flow with a proof: LEMON's cost scaling, whose answer is checked here and not believed. (At
// province scale it takes half the time of LEMON's network simplex; on the reference case both take under a
// millisecond.)
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"

namespace dukcapil::outreach {

struct FlowArc {
  int from = 0;
  int to = 0;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  std::int64_t cost = 0;  // of one unit
};

// Nodes are numbered from 0; a positive supply flows out, a negative one in; they add up to 0.
struct FlowNetwork {
  std::vector<std::int64_t> supply;
  std::vector<FlowArc> arcs;

  int AddNode(std::int64_t node_supply = 0) {
    supply.push_back(node_supply);
    return static_cast<int>(supply.size()) - 1;
  }
  int AddArc(const FlowArc& arc) {
    arcs.push_back(arc);
    return static_cast<int>(arcs.size()) - 1;
  }
};

struct Flow {
  std::vector<std::int64_t> units;      // by arc
  std::vector<std::int64_t> potential;  // by node; the reduced cost of an arc is cost + from's - to's
  std::int64_t cost = 0;
};

// A flow of least cost; nothing where no flow meets supplies and bounds. Costs and bounds are integers, so
// the flow is integral and optimality is exact. INTERNAL where the answer fails DualBound.
absl::StatusOr<std::optional<Flow>> SolveMinCostFlow(const FlowNetwork& network);

// The least cost that any flow can have, proven by the potentials alone (weak duality):
// sum over arcs of min(reduced cost x lower, reduced cost x upper), less sum of potential x supply.
std::int64_t DualBound(const FlowNetwork& network, const std::vector<std::int64_t>& potential);

// True where `flow` conserves supplies, keeps the bounds, and on every arc is at its lower bound under a
// positive and at its upper bound under a negative reduced cost (complementary slackness): then, and only
// then, its cost equals DualBound, and no flow is cheaper.
bool IsProvenOptimal(const FlowNetwork& network, const Flow& flow);

// How one unit more travels cheapest from one node to every other, by node.
struct Reroutes {
  std::vector<std::optional<std::int64_t>> costs;  // the change of cost; nothing where there is no way
  // The arc by which the way arrives, forwards or, taking a unit back, backwards; -1 where it begins or there
  // is none.
  std::vector<int> last_arcs;
};

// Others rerouted at will: the shortest paths in the residual network of an optimal `flow`.
Reroutes Reroute(const FlowNetwork& network, const Flow& flow, int from);

}  // namespace dukcapil::outreach
