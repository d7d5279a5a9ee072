#include "inventory-svc/domain/forecast/demand.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::inventory {
namespace {

constexpr double kDelayMedianDays = 2.0;
constexpr double kDelayLogSd = 1.6;
constexpr std::int64_t kEnoughReplacements = 20;

// Recorded, not blocked and without a card.
std::int64_t RecordedWithoutCard(const CoverageFigures& figures) {
  return figures.covered - figures.blocked - figures.first_card;
}

}  // namespace

GammaRate Posterior(double prior_mean, double prior_days, std::int64_t count, int days) {
  return {prior_mean * prior_days + static_cast<double>(count), prior_days + days};
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

GammaRate FirstIssueRate(const IssueHistory& history) {
  return Posterior(30, 2, history.first_issues, history.print_days);
}

GammaRate LostOrStatusChangeRate(const IssueHistory& history) {
  return Posterior(10, 1, history.lost_or_status_change, history.print_days);
}

std::optional<GammaRate> ReplacementRate(const IssueHistory& history) {
  if (history.replacements < kEnoughReplacements || history.print_days <= 0) return std::nullopt;
  return Posterior(0, 0, history.replacements, history.print_days);
}

BetaShare SpoilageShare(const IssueHistory& history) {
  const std::int64_t printed = history.first_issues + history.lost_or_status_change + history.replacements;
  return {1.0 + static_cast<double>(history.spoiled), 99.0 + static_cast<double>(printed)};
}

}  // namespace dukcapil::inventory
