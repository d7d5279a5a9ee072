// The peer of the planner: the same flow as a linear programme, solved by CLP.
#pragma once

#include <optional>

#include "outreach-svc/domain/min_cost_flow.h"

namespace dukcapil::bench {

// The least cost of `network`, a row a node and a column an arc; nothing where CLP finds no optimum.
std::optional<double> SolveWithClp(const outreach::FlowNetwork& network);

}  // namespace dukcapil::bench
