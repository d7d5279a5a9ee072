// The forecast of a regency's stock: inputs as the three services know them, one pure function, the answer.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/forecast/ask.h"
#include "inventory-svc/domain/forecast/demand.h"
#include "inventory-svc/domain/forecast/quantiles.h"
#include "inventory-svc/domain/forecast/simulation.h"
#include "inventory-svc/domain/forecast/supply.h"

namespace dukcapil::inventory {

inline constexpr std::uint64_t kForecastSeed = 20240214;
inline constexpr int kForecastRuns = 1000;
// Run-out days are looked for so many days ahead, or until the deadline where that is later.
inline constexpr int kForecastHorizonDays = 270;
// History that rates are learned from, days before the start.
inline constexpr int kHistoryDays = 60;
// With fewer days the answer says that its bands are wider for it.
inline constexpr int kShortHistoryDays = 30;

struct ForecastInputs {
  absl::CivilDay date;      // the start; printing on it counts
  absl::CivilDay deadline;  // after it
  std::int64_t on_hand = 0;
  std::int64_t printed_on_date = 0;  // already, of the first day's capacity
  // Cards of the ministry's shipments under way, by the day they are expected on; before tomorrow: overdue.
  std::map<absl::CivilDay, std::int64_t> arrivals;
  WeekCapacity capacity = {};
  const WorkingCalendar* calendar = nullptr;
  CoverageFigures coverage;                              // on `date`
  CoverageFigures coverage_at_deadline;                  // as known now
  std::map<absl::CivilDay, double> expected_recordings;  // of planned visits
  std::optional<absl::Time> expected_recordings_time;    // when they were told; nothing: just now
  IssueHistory history;
  std::vector<double> decided_requests;  // shares approved of the office's own requests to the ministry
  std::uint64_t seed = kForecastSeed;
  int runs = kForecastRuns;
  int horizon_days = kForecastHorizonDays;
};

using DayQuantiles = Quantiles<std::optional<absl::CivilDay>>;  // nothing: after the horizon

enum class PartKind {
  kPrintReadyBacklog,
  kOutreach,
  kTurning17,
  kWalkIn,
  kLostOrStatusChange,
  kReplacement,
  kSpoilage
};
enum class BindingLimit { kRecordings, kCards, kPrintDays, kNone };

struct DemandPart {
  PartKind kind = PartKind::kPrintReadyBacklog;
  CountQuantiles cards;
  std::string basis;  // where the figure comes from, for a person
};

struct ForecastDay {
  absl::CivilDay date;
  CountQuantiles on_hand;
  std::int64_t demand_p50 = 0;
};

struct Forecast {
  std::vector<DemandPart> parts;  // unrationed, until the deadline
  CountQuantiles demand_rationed;
  CountQuantiles demand_unrationed;
  DayQuantiles run_out_rationed;
  DayQuantiles run_out_unrationed;
  CountQuantiles recordings_limit;
  std::int64_t cards_limit = 0;
  PrintSupply print_limit;
  CountQuantiles printed_by_deadline;  // rationed
  CountQuantiles printed_unrationed;
  BindingLimit binding_limit = BindingLimit::kNone;
  std::int64_t ask_cards = 0;  // the need
  absl::CivilDay ask_by_date;
  AskAdvice ask;
  std::vector<std::string> ask_words;
  std::int64_t protected_stock = 0;  // median of first cards wanted in the lead time
  std::vector<ForecastDay> path;     // days on which something prints
  std::vector<std::string> assumptions;
};

Forecast MakeForecast(const ForecastInputs& inputs);

// What the simulation is fed with. Pure; apart so that it can be looked at.
SimulationInputs PrepareSimulation(const ForecastInputs& inputs);

// The limit that keeps `future` from giving a card to everybody who needs a first one: demand left waiting at
// the deadline (more than `day_capacity`, one full day's print) for want of cards or else of print days;
// otherwise fewer recordings than `need`.
BindingLimit LimitOf(const Future& future, std::int64_t need, std::int64_t day_capacity);

// The basis of each part and the assumptions, in words.
std::string BasisOf(PartKind kind, const ForecastInputs& inputs);
std::vector<std::string> AssumptionsOf(const ForecastInputs& inputs);
// When to ask for how many, in words; `forecast` knows its figures already.
std::vector<std::string> AskWordsOf(const ForecastInputs& inputs, const Forecast& forecast);

}  // namespace dukcapil::inventory
