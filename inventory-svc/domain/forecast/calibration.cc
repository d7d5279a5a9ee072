#include "inventory-svc/domain/forecast/calibration.h"

#include "inventory-svc/domain/forecast/simulated_office.h"

namespace dukcapil::inventory {

Calibration Calibrate(const CalibrationSample& sample, int known_days, int ahead_days) {
  Calibration table{known_days, ahead_days, {}, {}, {}};
  for (int i = 0; i < sample.offices * sample.lives; ++i) {
    const std::uint64_t seed = sample.first_seed + static_cast<std::uint64_t>(i / sample.lives);
    SimulatedOffice office = SimulateOffice(seed, i % sample.lives, known_days, ahead_days);
    office.known.runs = sample.runs;
    office.known.horizon_days = ahead_days;  // later days change nothing of what is compared
    const Forecast forecast = MakeForecast(office.known);
    const ForecastOutcome naive = NaiveForecast(office.known);
    AddTo(table.wanted, forecast.demand_unrationed, naive.wanted, office.happened.wanted);
    AddTo(table.printed, forecast.printed_by_deadline, naive.printed, office.happened.printed);
    AddTo(table.on_hand, forecast.path.back().on_hand, naive.on_hand, office.happened.on_hand);
  }
  return table;
}

}  // namespace dukcapil::inventory
