#include "inventory-svc/domain/forecast/calibration.h"

#include <algorithm>

#include "inventory-svc/domain/forecast/simulated_office.h"

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
  if (forecast.p10 <= happened && happened <= forecast.p90) ++score.within;
  score.band += static_cast<double>(forecast.p90 - forecast.p10);
  score.loss += PinballLoss(forecast, happened);
  score.naive_loss += PinballLoss({naive, naive, naive}, happened);
}

Calibration Calibrate(const CalibrationSample& sample, int known_days, int ahead_days) {
  Calibration table{known_days, ahead_days, {}, {}, {}};
  for (int i = 0; i < sample.offices * sample.lives; ++i) {
    const std::uint64_t seed = sample.first_seed + static_cast<std::uint64_t>(i / sample.lives);
    SimulatedOffice office = SimulateOffice(seed, i % sample.lives, known_days, ahead_days);
    office.known.runs = sample.runs;
    office.known.horizon_days = ahead_days;  // later days change nothing of what is compared
    const Forecast forecast = MakeForecast(office.known);
    const Outcome naive = NaiveForecast(office.known);
    AddTo(table.wanted, forecast.demand_unrationed, naive.wanted, office.happened.wanted);
    AddTo(table.printed, forecast.printed_by_deadline, naive.printed, office.happened.printed);
    AddTo(table.on_hand, forecast.path.back().on_hand, naive.on_hand, office.happened.on_hand);
  }
  return table;
}

}  // namespace dukcapil::inventory
