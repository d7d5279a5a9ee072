// Offices that never were, with a true process that the forecast does not know: visits with turnout, weekday
// habits, a wandering rate with sudden changes, bursts, heavy-tailed delays at the centre, spoilage, lost
// days. What a forecast says of them is compared with what then happens.
#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"
#include "inventory-svc/domain/forecast/score.h"

namespace dukcapil::inventory {

struct SimulatedOffice {
  ForecastInputs known;  // at the cut-off; `seed` and `runs` as by default
  ForecastOutcome happened;
};

// The office of `seed`, with `known_days` of history, to be forecast for `ahead_days`, in one of the lives
// that chance gives it. The same seed is the same office on every machine.
SimulatedOffice SimulateOffice(std::uint64_t seed, int life, int known_days, int ahead_days);

}  // namespace dukcapil::inventory
