#include "inventory-svc/domain/forecast/score.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::inventory {
namespace {

double Pinball(double quantile, std::int64_t forecast, std::int64_t happened) {
  const auto off = static_cast<double>(happened - forecast);
  return std::max(quantile * off, (quantile - 1) * off);
}

}  // namespace

double PinballLoss(const CountQuantiles& forecast, std::int64_t happened) {
  return (Pinball(0.1, forecast.p10, happened) + Pinball(0.5, forecast.p50, happened) +
          Pinball(0.9, forecast.p90, happened)) /
         3;
}

void AddTo(Score& score, const CountQuantiles& forecast, std::int64_t naive, std::int64_t happened) {
  ++score.forecasts;
  if (IsWithin(forecast, happened)) ++score.within;
  score.band += static_cast<double>(forecast.p90 - forecast.p10);
  score.loss += PinballLoss(forecast, happened);
  score.naive_loss += PinballLoss({naive, naive, naive}, happened);
}

ForecastOutcome NaiveForecast(const ForecastInputs& known) {
  double days = 0;
  double rationed = 0;
  double all = 0;
  for (const PrintedDay& day : known.history.days) {
    if (day.date < known.date - 30) continue;
    ++days;
    rationed += static_cast<double>(day.first_issues + day.lost_or_status_change);
    all += static_cast<double>(day.total());
  }
  const int ahead = PrintLimit(known.date, known.deadline, known.capacity, *known.calendar).days;
  const double share = days > 0 ? ahead / days : 0;
  ForecastOutcome naive;
  naive.wanted = std::llround(all * share);
  naive.printed = std::min<std::int64_t>(std::llround(rationed * share), known.on_hand);
  naive.on_hand = known.on_hand - naive.printed;
  return naive;
}

}  // namespace dukcapil::inventory
