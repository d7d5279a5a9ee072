// The peer of the planner: the same flow as a linear programme, solved by CLP.
#pragma once

#include "outreach-svc/domain/min_cost_flow.h"

namespace dukcapil::bench {

// The least cost of `network`, a row a node and a column an arc; crashes where CLP finds no optimum.
double SolveWithClp(const outreach::FlowNetwork& network);

}  // namespace dukcapil::bench
