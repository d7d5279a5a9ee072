// How well forecasts of simulated offices keep their word.
#pragma once

#include <cstdint>

#include "inventory-svc/domain/forecast/score.h"

namespace dukcapil::inventory {

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
