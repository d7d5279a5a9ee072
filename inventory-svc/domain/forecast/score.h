// How well forecasts keep their word: coverage of their bands and pinball loss against the naive forecast.
#pragma once

#include <cstdint>

#include "inventory-svc/domain/forecast/forecast.h"

namespace dukcapil::inventory {

// Sums over forecasts of one figure.
struct Score {
  int forecasts = 0;
  int within = 0;         // the outcome lay in the 80 % band
  double band = 0;        // widths of the bands
  double loss = 0;        // pinball, mean over the three quantiles
  double naive_loss = 0;  // of the naive forecast, which knows one figure for all three

  double coverage() const { return forecasts == 0 ? 0 : static_cast<double>(within) / forecasts; }
  double loss_ratio() const { return naive_loss <= 0 ? 0 : loss / naive_loss; }
};

inline bool IsWithin(const CountQuantiles& band, std::int64_t happened) {
  return band.p10 <= happened && happened <= band.p90;
}
// Mean over the quantiles 10, 50 and 90 %: 0 where all three are what happened.
double PinballLoss(const CountQuantiles& forecast, std::int64_t happened);
void AddTo(Score& score, const CountQuantiles& forecast, std::int64_t naive, std::int64_t happened);

// What a forecast is about.
struct ForecastOutcome {
  std::int64_t wanted = 0;   // until the deadline, everybody served
  std::int64_t printed = 0;  // rationed
  std::int64_t on_hand = 0;  // at the deadline
};

// "As in the last 30 days", of which fewer may be known: the forecast to beat.
ForecastOutcome NaiveForecast(const ForecastInputs& known);

}  // namespace dukcapil::inventory
