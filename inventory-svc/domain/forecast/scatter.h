// How much an office's days differ from its rate, and how its rate wanders: learned from what was printed day
// by day. Without it a forecast promises what a Poisson process would keep and an office does not.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"

namespace dukcapil::inventory {

// Cards printed on one day on which the office prints; nothing printed counts as well.
struct PrintedDay {
  absl::CivilDay date;
  std::int64_t first_issues = 0;
  std::int64_t lost_or_status_change = 0;
  std::int64_t replacements = 0;  // damaged and other reprints

  std::int64_t total() const { return first_issues + lost_or_status_change + replacements; }
};

// Shared by all parts of demand. Every figure 0: none.
struct Scatter {
  double day = 0;       // variance of a day's own factor, whose mean is 1
  double level = 0;     // variance of the logarithm of today's rate about the one learned
  double week = 0;      // variance of the step that the rate's logarithm makes in a week
  double lost_day = 0;  // chance that nothing is printed on a print day: power, network, printer
};

// The weight of a day of `age` days: half at four weeks, since the rate wanders.
double WeightOfAge(double age);

// `days` are consecutive print days, oldest first; few of them say little and priors prevail, none leaves
// them alone.
Scatter LearnScatter(const std::vector<PrintedDay>& days);

}  // namespace dukcapil::inventory
