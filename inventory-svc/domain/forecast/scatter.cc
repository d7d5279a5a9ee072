#include "inventory-svc/domain/forecast/scatter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace dukcapil::inventory {
namespace {

constexpr double kHalfWeightDays = 28;
// Priors, each with the days or weeks of history that it is worth.
constexpr double kPriorDay = 0.08;
constexpr double kPriorDayWorth = 10;
constexpr double kPriorWeek = 0.003;
constexpr double kPriorWeekWorth = 12;
constexpr double kPriorLostDay = 0.02;
constexpr double kPriorLostDayWorth = 50;
// Where nothing was printed yet the rate is a guess from other offices.
constexpr double kUnknownLevel = 0.25;
// What a few days cannot show at all (a season, a backlog just worked off): so much, shared by the days.
constexpr double kUnseen = 0.10;
// A weekday's own habit is believed as far as its days outweigh this many of an average day.
constexpr double kWeekdayWorth = 2;

// An office that prints at least so many a day does not print nothing by chance.
constexpr double kBusy = 8;

using Weekdays = std::array<double, 7>;

double MeanOf(const std::vector<PrintedDay>& days) {
  double sum = 0;
  for (const PrintedDay& day : days) sum += static_cast<double>(day.total());
  return sum / static_cast<double>(days.size());
}

// Without the days that were lost.
std::vector<PrintedDay> WorkedOf(const std::vector<PrintedDay>& days) {
  std::vector<PrintedDay> worked;
  std::copy_if(days.begin(), days.end(), std::back_inserter(worked),
               [](const PrintedDay& day) { return day.total() > 0; });
  return worked.empty() || MeanOf(worked) < kBusy ? days : worked;
}

Weekdays ExpectedByWeekday(const std::vector<PrintedDay>& days, double mean) {
  Weekdays sum = {};
  Weekdays count = {};
  for (const PrintedDay& day : days) {
    const auto weekday = static_cast<std::size_t>(absl::GetWeekday(day.date));
    sum[weekday] += static_cast<double>(day.total());
    ++count[weekday];
  }
  Weekdays expected = {};
  for (std::size_t i = 0; i < expected.size(); ++i)
    expected[i] = (sum[i] + kWeekdayWorth * mean) / (count[i] + kWeekdayWorth);
  return expected;
}

double Shrunk(double prior, double worth, double found, double count) {
  return (prior * worth + found * count) / (worth + count);
}

// Variance beyond Poisson's of a day about what its weekday leads to expect, relative to the mean.
double DayVariance(const std::vector<PrintedDay>& days, const Weekdays& expected) {
  double excess = 0;
  double squares = 0;
  for (const PrintedDay& day : days) {
    const double of_weekday = expected[static_cast<std::size_t>(absl::GetWeekday(day.date))];
    const double off = static_cast<double>(day.total()) - of_weekday;
    excess += off * off - of_weekday;
    squares += of_weekday * of_weekday;
  }
  const auto count = static_cast<double>(days.size());
  // Each weekday's mean and the wandering rate were taken from the same days.
  const double freedom = std::max(1.0, count - 6) / count;
  return squares <= 0 ? 0 : std::max(0.0, excess / squares / freedom);
}

struct Week {
  double printed = 0;
  double expected = 0;
  double ratio() const { return printed / expected; }
};

std::vector<Week> WeeksOf(const std::vector<PrintedDay>& days, const Weekdays& expected) {
  std::vector<Week> weeks;
  for (const PrintedDay& day : days) {
    const auto index = static_cast<std::size_t>((days.back().date - day.date) / 7);
    weeks.resize(std::max(weeks.size(), index + 1));
    weeks[index].printed += static_cast<double>(day.total());
    weeks[index].expected += expected[static_cast<std::size_t>(absl::GetWeekday(day.date))];
  }
  // A holiday week, and what is left over at the old end, say too little.
  double most = 0;
  for (const Week& week : weeks) most = std::max(most, week.expected);
  const auto is_thin = [most](const Week& week) { return week.expected < most / 2; };
  weeks.erase(std::remove_if(weeks.begin(), weeks.end(), is_thin), weeks.end());
  return weeks;
}

// Neighbouring weeks differ by a step of the rate, and by the chance of either.
double WeekVariance(const std::vector<Week>& weeks, double day_variance, double days_a_week) {
  double squares = 0;
  for (std::size_t i = 1; i < weeks.size(); ++i) {
    const double step = weeks[i].ratio() - weeks[i - 1].ratio();
    const double by_chance =
        1 / weeks[i].expected + 1 / weeks[i - 1].expected + 2 * day_variance / days_a_week;
    squares += step * step - by_chance;
  }
  return std::max(0.0, squares / static_cast<double>(weeks.size() - 1));
}

// How far today's rate may have wandered from the weighted mean of the days, and how far chance may have
// moved that mean.
double LevelVariance(const std::vector<PrintedDay>& days, const Scatter& scatter) {
  double sum = 0;
  double squares = 0;
  for (const PrintedDay& day : days) {
    const double weight = WeightOfAge(static_cast<double>(days.back().date - day.date));
    sum += weight;
    squares += weight * weight;
  }
  double older = 0;
  double wandered = 0;
  for (std::size_t i = 0; i + 1 < days.size(); ++i) {
    older += WeightOfAge(static_cast<double>(days.back().date - days[i].date)) / sum;
    wandered += older * older * static_cast<double>(days[i + 1].date - days[i].date) / 7;
  }
  return scatter.day * squares / (sum * sum) + scatter.week * wandered;
}

}  // namespace

double WeightOfAge(double age) {
  return std::exp2(-age / kHalfWeightDays);
}

Scatter LearnScatter(const std::vector<PrintedDay>& days) {
  Scatter scatter{kPriorDay, kUnknownLevel, kPriorWeek, kPriorLostDay};
  const std::vector<PrintedDay> worked = WorkedOf(days);
  if (worked.empty()) return scatter;
  const auto count = static_cast<double>(worked.size());
  const auto all = static_cast<double>(days.size());
  const Weekdays expected = ExpectedByWeekday(worked, MeanOf(worked));
  scatter.day = Shrunk(kPriorDay, kPriorDayWorth, DayVariance(worked, expected), count);
  const std::vector<Week> weeks = WeeksOf(worked, expected);
  if (weeks.size() > 1) {
    const auto steps = static_cast<double>(weeks.size() - 1);
    const double found = WeekVariance(weeks, scatter.day, count / static_cast<double>(weeks.size()));
    scatter.week = Shrunk(kPriorWeek, kPriorWeekWorth, found, steps);
  }
  scatter.lost_day = Shrunk(kPriorLostDay, kPriorLostDayWorth, (all - count) / all, all);
  scatter.level = std::min(kUnknownLevel, kUnseen / count + LevelVariance(worked, scatter));
  return scatter;
}

}  // namespace dukcapil::inventory
