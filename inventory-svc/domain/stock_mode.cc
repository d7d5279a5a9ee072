#include "inventory-svc/domain/stock_mode.h"

namespace dukcapil::inventory {

StockLevel ForecastLevel(StockLevel previous, bool arrived, absl::CivilDay date,
                         const std::optional<absl::CivilDay>& unrationed_run_out_date,
                         const std::optional<absl::CivilDay>& next_arrival) {
  if (!unrationed_run_out_date.has_value()) return StockLevel::kNormal;
  const int margin = previous == StockLevel::kConstrained && !arrived ? kRelaxDays : 0;
  const bool soon = *unrationed_run_out_date <= date + kConstrainedDays + margin;
  const bool before_arrival = next_arrival.has_value() && *unrationed_run_out_date < *next_arrival + margin;
  return soon || before_arrival ? StockLevel::kConstrained : StockLevel::kNormal;
}

StockLevel LiveLevel(StockLevel forecast_level, const std::optional<StockLevel>& override_level,
                     std::int64_t available, std::int64_t protected_stock) {
  return available <= protected_stock ? StockLevel::kCritical : override_level.value_or(forecast_level);
}

}  // namespace dukcapil::inventory
