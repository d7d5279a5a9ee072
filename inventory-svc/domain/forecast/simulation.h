// Simulated futures of a regency's stock, day by day, with and without rationing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "inventory-svc/domain/forecast/ask.h"
#include "inventory-svc/domain/forecast/demand.h"

namespace dukcapil::inventory {

// Everything the simulation needs, with day 0 the day it starts from. All vectors have one entry a day.
struct SimulationInputs {
  std::int64_t on_hand = 0;
  std::vector<std::int64_t> arrivals;  // cards that come before the day's print; shorter: none later
  std::vector<std::int64_t> capacity;  // printable each day, 0: closed
  std::int64_t backlog = 0;            // first cards wanted on day 0
  std::vector<double> from_centre;     // expected: already recorded, become print-ready
  std::vector<double> from_visits;     // expected at mean turnout: print-ready after visits
  std::vector<double> turning_17;      // expected: recorded earlier, become obliged
  std::int64_t unrecorded = 0;  // at the deadline, if nobody were recorded: visits and walk-ins end there
  std::int64_t open_lost_or_status_change = 0;
  std::int64_t open_replacements = 0;
  GammaRate first_issues;
  GammaRate lost_or_status_change;
  std::optional<GammaRate> replacements;
  BetaShare spoilage;
  Scatter scatter;
  ApprovedShare approved{1, 1};
  int deadline_days = 0;   // counts are taken over the days 0 … deadline_days − 1
  int lead_time_days = 0;  // of the ministry, most often
};

// Cards wanted in one future until the deadline, by part.
struct WantedParts {
  std::int64_t backlog = 0;
  std::int64_t visits = 0;
  std::int64_t turning_17 = 0;
  std::int64_t walk_in = 0;
  std::int64_t lost_or_status_change = 0;
  std::int64_t replacement = 0;
  std::int64_t spoiled = 0;  // everybody served

  std::int64_t first_cards() const { return backlog + visits + turning_17 + walk_in; }
};

// One way of serving demand in one future.
struct Served {
  std::int64_t printed = 0;        // until the deadline
  std::int64_t waiting = 0;        // wanted and not printed at the deadline
  std::optional<int> run_out_day;  // first day at whose end nothing is on hand
  bool out_of_stock = false;       // at the deadline
};

struct Future {
  WantedParts wanted;
  Served rationed;    // replacements steered to the digital identity
  Served unrationed;  // everybody
  std::int64_t first_cards_in_lead_time = 0;
  int lead_time_days = 0;                  // of cards asked for in this future
  double approved_share = 0;               // of what is asked for
  std::vector<std::int64_t> on_hand;       // rationed, at the end of each day until the deadline
  std::vector<std::int64_t> wanted_a_day;  // rationed, likewise
};

// `runs` futures. The same inputs and seed give the same futures on every machine (Boost.Random).
std::vector<Future> Simulate(const SimulationInputs& inputs, std::uint64_t seed, int runs);

}  // namespace dukcapil::inventory
