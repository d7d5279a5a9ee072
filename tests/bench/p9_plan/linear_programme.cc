#include "tests/bench/p9_plan/linear_programme.h"

#include <ClpSimplex.hpp>
#include <vector>

namespace dukcapil::bench {

std::optional<double> SolveWithClp(const outreach::FlowNetwork& network) {
  std::vector<int> rows;
  std::vector<double> entries;
  std::vector<CoinBigIndex> starts = {0};
  std::vector<double> lower, upper, cost;
  for (const outreach::FlowArc& arc : network.arcs) {
    rows.insert(rows.end(), {arc.from, arc.to});
    entries.insert(entries.end(), {1.0, -1.0});
    starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    lower.push_back(static_cast<double>(arc.lower));
    upper.push_back(static_cast<double>(arc.upper));
    cost.push_back(static_cast<double>(arc.cost));
  }
  const std::vector<double> supply(network.supply.begin(), network.supply.end());
  ClpSimplex simplex;
  simplex.setLogLevel(0);
  simplex.loadProblem(static_cast<int>(network.arcs.size()), static_cast<int>(network.supply.size()),
                      starts.data(), rows.data(), entries.data(), lower.data(), upper.data(), cost.data(),
                      supply.data(), supply.data());
  simplex.initialSolve();  // CLP's own choice of presolve and algorithm
  if (!simplex.isProvenOptimal()) return std::nullopt;
  return simplex.objectiveValue();
}

}  // namespace dukcapil::bench
