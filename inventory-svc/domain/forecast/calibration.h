// How well forecasts keep their word: coverage of their bands and pinball loss against the naive forecast.
#pragma once

#include <cstdint>
#include <vector>

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

// Mean over the quantiles 10, 50 and 90 %: 0 where all three are what happened.
double PinballLoss(const CountQuantiles& forecast, std::int64_t happened);
void AddTo(Score& score, const CountQuantiles& forecast, std::int64_t naive, std::int64_t happened);

// One row of the calibration table.
struct Calibration {
  int known_days = 0;
  int ahead_days = 0;
  Score wanted;
  Score printed;
  Score on_hand;
};

// Which forecasts: of so many offices from `first_seed` on, each in so many lives, each with `runs` futures.
struct CalibrationSample {
  std::uint64_t first_seed = 1;
  int offices = 200;
  int lives = 3;
  int runs = 100;
};
Calibration Calibrate(const CalibrationSample& sample, int known_days, int ahead_days);

}  // namespace dukcapil::inventory
