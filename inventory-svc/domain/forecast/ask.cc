#include "inventory-svc/domain/forecast/ask.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::inventory {
namespace {

constexpr double kPublicCase = 2'000.0 / 10'000;
constexpr double kCaseWorth = 2;

}  // namespace

int LeadTimeAt(double quantile) {
  constexpr double kRange = kLongestLeadDays - kShortestLeadDays;
  constexpr double kRise = kLeadTimeDays - kShortestLeadDays;
  const double days = quantile < kRise / kRange
                          ? kShortestLeadDays + std::sqrt(quantile * kRange * kRise)
                          : kLongestLeadDays - std::sqrt((1 - quantile) * kRange * (kRange - kRise));
  return static_cast<int>(std::lround(days));
}

ApprovedShare LearnApprovedShare(const std::vector<double>& decided) {
  ApprovedShare share{1 + kCaseWorth * kPublicCase, 1 + kCaseWorth * (1 - kPublicCase)};
  for (const double approved : decided) {
    share.approved += kCaseWorth * approved;
    share.cut += kCaseWorth * (1 - approved);
  }
  return share;
}

AskAdvice AdviseAsking(const std::vector<AskedFuture>& futures, std::int64_t need, std::int64_t justified) {
  AskAdvice advice;
  if (futures.empty()) return advice;
  std::vector<std::int64_t> slack;
  std::vector<std::int64_t> lead;
  std::vector<std::int64_t> percent;
  for (const AskedFuture& future : futures) {
    slack.push_back(future.run_out_day - future.lead_time_days);
    lead.push_back(future.lead_time_days);
    percent.push_back(std::llround(100 * future.approved_share));
  }
  std::sort(slack.begin(), slack.end());
  const auto count = static_cast<double>(slack.size());
  // Asking on day d is late in the futures with less slack than d.
  const auto last = static_cast<std::size_t>(std::max(0.0, std::ceil(kLateChance * count) - 1));
  advice.by_day = static_cast<int>(std::max<std::int64_t>(0, slack[last]));
  const auto late = std::lower_bound(slack.begin(), slack.end(), advice.by_day) - slack.begin();
  advice.late_chance = static_cast<double>(late) / count;
  advice.lead_time = QuantilesOf(std::move(lead));
  advice.approved_percent = QuantilesOf(std::move(percent));
  const double share = static_cast<double>(std::max<std::int64_t>(1, advice.approved_percent.p50)) / 100;
  const std::int64_t raised = std::llround(std::ceil(static_cast<double>(need) / share));
  advice.raised_cards = std::max(need, std::min(raised, justified));
  return advice;
}

}  // namespace dukcapil::inventory
