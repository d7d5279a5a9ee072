// Demand for cards, part by part: what is known, and how uncertain it is. The priors are public figures of
// this and neighbouring offices (domain.md, "Facts from the field"); they weigh as little as their few days
// say.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/forecast/scatter.h"
#include "inventory-svc/domain/forecast/supply.h"

namespace dukcapil::inventory {

// Figures of the register on a day (population's Coverage).
struct CoverageFigures {
  std::int64_t not_recorded = 0;
  std::int64_t covered = 0;
  std::int64_t blocked = 0;
  std::int64_t print_ready = 0;
  std::int64_t first_card = 0;
};

// What was printed here in the days before the forecast, and what is asked for and open.
struct IssueHistory {
  int print_days = 0;  // days of the window on which the office prints
  std::int64_t first_issues = 0;
  std::int64_t lost_or_status_change = 0;
  std::int64_t replacements = 0;  // damaged and other reprints
  std::int64_t spoiled = 0;
  std::int64_t open_lost_or_status_change = 0;
  std::int64_t open_replacements = 0;
  std::int64_t first_cards_unknown_to_register = 0;  // printed here, not yet in CoverageFigures::first_card
  // The print days of the window, oldest first. Where they are not known all days count alike.
  std::vector<PrintedDay> days;
};

// The days of `printed` and those between the first of them and `date` (excluded) on which the office prints
// and printed nothing.
std::vector<PrintedDay> WithIdlePrintDays(const std::vector<PrintedDay>& printed, absl::CivilDay date,
                                          const WeekCapacity& capacity, const WorkingCalendar& calendar);

// A history of `days`, with their totals.
IssueHistory HistoryOfDays(std::vector<PrintedDay> days);

// A Gamma distribution of a Poisson rate per print day.
struct GammaRate {
  double shape = 0;
  double days = 0;  // inverse scale
  double mean() const { return shape / days; }
};

// Gamma–Poisson: a prior of `prior_mean` a day worth `prior_days`, after `count` in `days`.
GammaRate Posterior(double prior_mean, double prior_days, double count, double days);

// Print-ready residents without a card: wanted at once.
std::int64_t PrintReadyBacklog(const CoverageFigures& today, const IssueHistory& history);

// Recorded and neither print-ready nor blocked: still at the centre.
std::int64_t AtTheCentre(const CoverageFigures& today);

// Recorded residents who become obliged until the deadline and have no card. Those not yet recorded are
// counted with visits and walk-ins.
std::int64_t TurningSeventeen(const CoverageFigures& today, const CoverageFigures& deadline);

// The chance that a recording becomes print-ready within `days`: lognormal, median 2 days, log-sd 1.6, so
// that one in ten takes over two weeks and one in a hundred over two months (minutes to months, domain.md).
double ChancePrintReadyWithin(double days);

// Expected recordings of each day turned into expected print-ready recordings of each day (same length).
std::vector<double> BecomePrintReady(const std::vector<double>& recordings);

// The same for `people` who are at the centre on the first of `days` days: they have waited already, so that
// those with long delays are over-represented (the residual of a delay in a steady flow).
std::vector<double> LeaveTheCentre(double people, std::size_t days);

// First issues a print day from history; prior 30 (10–50 seen elsewhere), worth 2 days.
GammaRate FirstIssueRate(const IssueHistory& history);
// Lost and status-change cards a print day from history; prior 10, worth 1 day.
GammaRate LostOrStatusChangeRate(const IssueHistory& history);
// Replacements a print day from history, where at least 20 were printed; nothing where they were rationed
// away.
std::optional<GammaRate> ReplacementRate(const IssueHistory& history);

// Elsewhere 130 data changes a day stand against about 30 first issues. Where there is no history of
// replacements, all reprints together are taken as first issues times a ratio between these two, evenly on
// the log scale.
inline constexpr double kReprintRatioLow = 1.0;
inline constexpr double kReprintRatioHigh = 130.0 / 30.0;

// How many of the past first issues came by themselves rather than by a visit is not recorded: those that
// visits at up to the planned pace leave over (how far up is even between none and all of it), and no less
// than this share.
inline constexpr double kWalkInShareLow = 0.25;

// Turnout of visits is uncertain by a common factor with mean 1 and standard deviation 0.25 (Gamma, shape
// 16).
inline constexpr double kTurnoutShape = 16.0;

// Spoilage per card printed: Beta after a prior of 1 in 100.
struct BetaShare {
  double spoiled = 0;
  double good = 0;
};
BetaShare SpoilageShare(const IssueHistory& history);

}  // namespace dukcapil::inventory
