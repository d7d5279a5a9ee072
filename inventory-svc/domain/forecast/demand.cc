#include "inventory-svc/domain/forecast/demand.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dukcapil::inventory {
namespace {

constexpr double kDelayMedianDays = 2.0;
constexpr double kDelayLogSd = 1.6;
constexpr std::int64_t kEnoughReplacements = 20;

// Recorded, not blocked and without a card.
std::int64_t RecordedWithoutCard(const CoverageFigures& figures) {
  return figures.covered - figures.blocked - figures.first_card;
}

// What history says of one part: an older day counts less.
struct Recent {
  double cards = 0;
  double days = 0;
};

Recent RecentOf(const IssueHistory& history, std::int64_t total, std::int64_t PrintedDay::*part) {
  if (history.days.empty()) return {static_cast<double>(total), static_cast<double>(history.print_days)};
  Recent recent;
  for (const PrintedDay& day : history.days) {
    const double weight = WeightOfAge(static_cast<double>(history.days.back().date - day.date));
    recent.cards += weight * static_cast<double>(day.*part);
    recent.days += weight;
  }
  return recent;
}

}  // namespace

std::vector<PrintedDay> WithIdlePrintDays(const std::vector<PrintedDay>& printed, absl::CivilDay date,
                                          const WeekCapacity& capacity, const WorkingCalendar& calendar) {
  std::vector<PrintedDay> days;
  if (printed.empty()) return days;
  auto next = printed.begin();
  for (absl::CivilDay day = next->date; day < date; ++day) {
    if (next != printed.end() && next->date == day) {
      days.push_back(*next++);
    } else if (CapacityOn(day, capacity, calendar) > 0) {
      days.push_back({day, 0, 0, 0});
    }
  }
  return days;
}

IssueHistory HistoryOfDays(std::vector<PrintedDay> days) {
  IssueHistory history;
  for (const PrintedDay& day : days) {
    history.first_issues += day.first_issues;
    history.lost_or_status_change += day.lost_or_status_change;
    history.replacements += day.replacements;
  }
  history.print_days = static_cast<int>(days.size());
  history.days = std::move(days);
  return history;
}

GammaRate Posterior(double prior_mean, double prior_days, double count, double days) {
  return {prior_mean * prior_days + count, prior_days + days};
}

std::int64_t PrintReadyBacklog(const CoverageFigures& today, const IssueHistory& history) {
  return std::max<std::int64_t>(
      0, today.print_ready - today.first_card - history.first_cards_unknown_to_register);
}

std::int64_t AtTheCentre(const CoverageFigures& today) {
  return std::max<std::int64_t>(0, today.covered - today.blocked - today.print_ready);
}

std::int64_t TurningSeventeen(const CoverageFigures& today, const CoverageFigures& deadline) {
  return std::max<std::int64_t>(0, RecordedWithoutCard(deadline) - RecordedWithoutCard(today));
}

double ChancePrintReadyWithin(double days) {
  if (days <= 0) return 0;
  return 0.5 * std::erfc(-std::log(days / kDelayMedianDays) / (kDelayLogSd * std::sqrt(2.0)));
}

std::vector<double> BecomePrintReady(const std::vector<double>& recordings) {
  std::vector<double> ready(recordings.size(), 0.0);
  std::vector<double> chance(recordings.size());
  for (std::size_t lag = 0; lag < chance.size(); ++lag) {
    const auto days = static_cast<double>(lag);
    chance[lag] = ChancePrintReadyWithin(days + 1) - ChancePrintReadyWithin(days);
  }
  for (std::size_t day = 0; day < recordings.size(); ++day) {
    if (recordings[day] <= 0) continue;
    for (std::size_t lag = 0; day + lag < ready.size(); ++lag)
      ready[day + lag] += recordings[day] * chance[lag];
  }
  return ready;
}

std::vector<double> LeaveTheCentre(double people, std::size_t days) {
  const double mean_delay = kDelayMedianDays * std::exp(kDelayLogSd * kDelayLogSd / 2);
  std::vector<double> ready(days, 0.0);
  for (std::size_t day = 0; day < days; ++day) {
    // The chance of a remaining wait between `day` and `day + 1`, by Simpson's rule.
    const auto from = static_cast<double>(day);
    const double stay = (1 - ChancePrintReadyWithin(from)) + 4 * (1 - ChancePrintReadyWithin(from + 0.5)) +
                        (1 - ChancePrintReadyWithin(from + 1));
    ready[day] = people * stay / 6 / mean_delay;
  }
  return ready;
}

GammaRate FirstIssueRate(const IssueHistory& history) {
  const Recent recent = RecentOf(history, history.first_issues, &PrintedDay::first_issues);
  return Posterior(30, 2, recent.cards, recent.days);
}

GammaRate LostOrStatusChangeRate(const IssueHistory& history) {
  const Recent recent = RecentOf(history, history.lost_or_status_change, &PrintedDay::lost_or_status_change);
  return Posterior(10, 1, recent.cards, recent.days);
}

std::optional<GammaRate> ReplacementRate(const IssueHistory& history) {
  if (history.replacements < kEnoughReplacements || history.print_days <= 0) return std::nullopt;
  const Recent recent = RecentOf(history, history.replacements, &PrintedDay::replacements);
  return Posterior(0, 0, recent.cards, recent.days);
}

BetaShare SpoilageShare(const IssueHistory& history) {
  const std::int64_t printed = history.first_issues + history.lost_or_status_change + history.replacements;
  return {1.0 + static_cast<double>(history.spoiled), 99.0 + static_cast<double>(printed)};
}

}  // namespace dukcapil::inventory
