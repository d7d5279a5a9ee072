#include "inventory-svc/domain/forecast/simulation.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

// Nothing is wanted but what a test adds.
SimulationInputs Quiet(int days) {
  SimulationInputs inputs;
  const auto size = static_cast<std::size_t>(days);
  inputs.capacity.assign(size, 100);
  inputs.from_centre.assign(size, 0.0);
  inputs.from_visits.assign(size, 0.0);
  inputs.turning_17.assign(size, 0.0);
  inputs.first_issues = {0, 1};
  inputs.lost_or_status_change = {0, 1};
  inputs.replacements = GammaRate{0, 1};
  inputs.spoilage = {0, 1};
  inputs.deadline_days = days;
  return inputs;
}

TEST(Simulation, ServesABacklogByCapacity) {
  SimulationInputs inputs = Quiet(10);
  inputs.on_hand = 1000;
  inputs.backlog = 250;
  const Future future = Simulate(inputs, 1, 1)[0];
  EXPECT_EQ(future.rationed.printed, 250);
  EXPECT_EQ(future.rationed.waiting, 0);
  EXPECT_FALSE(future.rationed.run_out_day.has_value());
  EXPECT_EQ(future.on_hand[0], 900);
  EXPECT_EQ(future.on_hand[2], 750);
}

TEST(Simulation, RunsOutOnTheDayTheLastCardIsUsed) {
  SimulationInputs inputs = Quiet(10);
  inputs.on_hand = 150;
  inputs.backlog = 250;
  const Future future = Simulate(inputs, 1, 1)[0];
  EXPECT_EQ(future.rationed.run_out_day, 1);
  EXPECT_EQ(future.rationed.printed, 150);
  EXPECT_EQ(future.rationed.waiting, 100);
  EXPECT_TRUE(future.rationed.out_of_stock);
}

TEST(Simulation, RationingSteersReplacementsAway) {
  SimulationInputs inputs = Quiet(10);
  inputs.on_hand = 500;
  inputs.open_replacements = 600;
  inputs.open_lost_or_status_change = 40;
  const Future future = Simulate(inputs, 1, 1)[0];
  EXPECT_EQ(future.rationed.printed, 40);
  EXPECT_EQ(future.unrationed.printed, 500);
  EXPECT_EQ(future.unrationed.run_out_day, 4);
  EXPECT_EQ(future.wanted.replacement, 600);
}

TEST(Simulation, NobodyIsRecordedTwice) {
  SimulationInputs inputs = Quiet(50);
  inputs.unrecorded = 300;
  inputs.from_visits.assign(50, 20.0);
  inputs.first_issues = {5000, 100};
  for (const Future& future : Simulate(inputs, 7, 50)) {
    EXPECT_LE(future.wanted.visits + future.wanted.walk_in, 300);
  }
}

// Law: every future conserves cards and people.
TEST(Simulation, Conserves) {
  SimulationInputs inputs = Quiet(120);
  inputs.on_hand = 4000;
  inputs.backlog = 350;
  inputs.unrecorded = 13872;
  inputs.from_visits.assign(120, 45.0);
  inputs.turning_17.assign(120, 6.0);
  inputs.first_issues = {1400, 45};
  inputs.lost_or_status_change = {600, 45};
  inputs.replacements.reset();
  inputs.spoilage = {20, 2000};
  inputs.lead_time_days = 30;
  for (std::size_t day = 6; day < 120; day += 7) inputs.capacity[day] = 0;
  for (const Future& future : Simulate(inputs, 3, 200)) {
    const std::int64_t wanted = future.wanted.first_cards() + future.wanted.lost_or_status_change;
    EXPECT_EQ(future.rationed.printed + future.rationed.waiting, wanted);
    EXPECT_EQ(future.unrationed.printed + future.unrationed.waiting, wanted + future.wanted.replacement);
    EXPECT_LE(future.rationed.printed, 4000);
    EXPECT_GE(future.on_hand.back(), 0);
    EXPECT_LE(future.rationed.printed, 4000 - future.on_hand.back());
    EXPECT_EQ(future.rationed.out_of_stock, future.on_hand.back() == 0);
    if (future.rationed.run_out_day.has_value()) {
      ASSERT_TRUE(future.unrationed.run_out_day.has_value());
      EXPECT_LE(*future.unrationed.run_out_day, *future.rationed.run_out_day + 2);
    }
    for (std::size_t day = 1; day < future.on_hand.size(); ++day) {
      EXPECT_LE(future.on_hand[day], future.on_hand[day - 1]);
      if (inputs.capacity[day] == 0) {
        EXPECT_EQ(future.on_hand[day], future.on_hand[day - 1]);
      }
    }
  }
}

TEST(Simulation, TheSameSeedGivesTheSameFutures) {
  SimulationInputs inputs = Quiet(30);
  inputs.on_hand = 500;
  inputs.turning_17.assign(30, 12.0);
  inputs.lost_or_status_change = {100, 10};
  const auto a = Simulate(inputs, 42, 20);
  const auto b = Simulate(inputs, 42, 20);
  const auto c = Simulate(inputs, 43, 20);
  bool differs = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].on_hand, b[i].on_hand);
    differs = differs || a[i].on_hand != c[i].on_hand;
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace dukcapil::inventory
