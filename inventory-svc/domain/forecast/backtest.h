// Forecasts from days of the office's own past, beside what then happened.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/forecast/score.h"
#include "inventory-svc/domain/usage.h"

namespace dukcapil::inventory {

// Days of history below which a forecast of the past is not made.
inline constexpr int kLeastKnownDays = 14;

struct BacktestInputs {
  absl::CivilDay today;
  int ahead_days = 0;
  WeekCapacity capacity = {};
  const WorkingCalendar* calendar = nullptr;
  std::vector<PrintedDay> printed;  // until today, by day
  std::vector<PrintedDay> asked;    // requests made that were or will be printed, likewise
  std::vector<StockDay> stock;      // until today
  std::int64_t on_hand = 0;         // today; likewise the next three
  std::int64_t open_lost_or_status_change = 0;
  std::int64_t open_replacements = 0;
  std::int64_t first_issues_unknown_to_register = 0;
  std::map<absl::CivilDay, CoverageFigures> coverage;  // on each cut-off
};

struct BacktestRow {
  absl::CivilDay cut_off;
  absl::CivilDay deadline;
  int known_days = 0;
  bool rationed = false;  // no replacement in the four weeks before
  CountQuantiles forecast;
  std::int64_t naive = 0;
  std::int64_t happened = 0;
};

struct Backtest {
  std::vector<BacktestRow> rows;  // oldest first
  Score score;
  std::vector<std::string> notes;
};

// The days from which forecasts are made, oldest first: `weeks` of them, the last so early that all of its
// days are over.
std::vector<absl::CivilDay> CutOffs(absl::CivilDay today, int ahead_days, int weeks);

// True where at least kLeastKnownDays of history were known on `cut_off`.
bool HasHistory(absl::CivilDay cut_off, const BacktestInputs& inputs);

// What was known on `cut_off`. Cards that came until the deadline count as on hand: when they would come is
// not the forecast's business. Planned visits and birthdays as known then are not kept, so that the rates
// stand for them.
ForecastInputs KnownAt(absl::CivilDay cut_off, const BacktestInputs& inputs);

Backtest MakeBacktest(const std::vector<absl::CivilDay>& cut_offs, const BacktestInputs& inputs);

}  // namespace dukcapil::inventory
