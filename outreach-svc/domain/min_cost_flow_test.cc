#include "outreach-svc/domain/min_cost_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Optional;

// Two units from node 0 to node 2: directly for 5 a unit, or through node 1 for 1 + 1, one unit only.
FlowNetwork Sample() {
  FlowNetwork network;
  network.AddNode(2);
  network.AddNode();
  network.AddNode(-2);
  network.AddArc({0, 2, 0, 9, 5});
  network.AddArc({0, 1, 0, 1, 1});
  network.AddArc({1, 2, 0, 9, 1});
  return network;
}

Flow Solve(const FlowNetwork& network) {
  const absl::StatusOr<std::optional<Flow>> flow = SolveMinCostFlow(network);
  return flow.value().value();
}

TEST(MinCostFlow, FindsTheCheapestFlowAndProvesIt) {
  const Flow flow = Solve(Sample());
  EXPECT_THAT(flow.units, ElementsAre(1, 1, 1));
  EXPECT_EQ(flow.cost, 7);
  EXPECT_EQ(DualBound(Sample(), flow.potential), 7);
}

TEST(MinCostFlow, KeepsLowerBounds) {
  FlowNetwork network = Sample();
  network.arcs[0].lower = 2;
  const Flow flow = Solve(network);
  EXPECT_THAT(flow.units, ElementsAre(2, 0, 0));
  EXPECT_EQ(DualBound(network, flow.potential), 10);
}

TEST(MinCostFlow, SaysThatThereIsNone) {
  FlowNetwork network = Sample();
  network.arcs[0].upper = 0;
  EXPECT_THAT(SolveMinCostFlow(network).value(), Eq(std::nullopt));
}

TEST(IsProvenOptimal, RefusesAWorseAnUnbalancedAndAnOverfullFlow) {
  const Flow best = Solve(Sample());
  EXPECT_TRUE(IsProvenOptimal(Sample(), best));
  Flow worse = best;
  worse.units = {2, 0, 0};
  EXPECT_FALSE(IsProvenOptimal(Sample(), worse));
  Flow unbalanced = best;
  unbalanced.units = {1, 1, 0};
  EXPECT_FALSE(IsProvenOptimal(Sample(), unbalanced));
  Flow overfull = best;
  overfull.units = {0, 2, 2};
  EXPECT_FALSE(IsProvenOptimal(Sample(), overfull));
  Flow unexplained = best;
  unexplained.potential = {0, 0, 0};
  EXPECT_FALSE(IsProvenOptimal(Sample(), unexplained));
}

TEST(Reroute, TellsTheCheapestWaysInTheResidualNetwork) {
  const Flow flow = Solve(Sample());
  // From 2 back to 0 frees a unit of the dear arc; to 1 frees the unit between them.
  EXPECT_THAT(Reroute(Sample(), flow, 2).costs, ElementsAre(Optional(-5), Optional(-1), Optional(0)));
  // From 0 to 1 the arc is full: by 2 and back.
  EXPECT_THAT(Reroute(Sample(), flow, 0).costs, ElementsAre(Optional(0), Optional(4), Optional(5)));
}

TEST(Reroute, SaysWhereThereIsNoWay) {
  FlowNetwork network = Sample();
  network.arcs[0] = {0, 2, 1, 1, 5};
  const Flow flow = Solve(network);
  EXPECT_THAT(Reroute(network, flow, 0).costs, ElementsAre(Optional(0), Eq(std::nullopt), Eq(std::nullopt)));
}

}  // namespace
}  // namespace dukcapil::outreach
