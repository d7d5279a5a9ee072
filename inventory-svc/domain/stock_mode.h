// The stock mode of a regency. Its forecast part (NORMAL or CONSTRAINED) is computed by a worker and stored;
// CRITICAL is judged live against the balances.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

// Stock that would run out within so many days is constrained (domain.md, Stock mode).
inline constexpr int kConstrainedDays = 120;
// Hysteresis: a constrained regency is normal again only when stock lasts so many days longer, or when cards
// have arrived.
inline constexpr int kRelaxDays = 30;

struct StockMode {
  StockLevel forecast_level = StockLevel::kNormal;
  std::int64_t on_hand = 0;          // in the regency when it was computed
  std::int64_t reserved = 0;         // likewise
  std::int64_t protected_stock = 0;  // first-issue demand expected in the ministry's lead time
  std::int64_t floor_stock = 0;      // a quarter of it
  std::optional<absl::CivilDay> unrationed_run_out_date;  // median; nothing: after the horizon
  absl::CivilDay date;
  absl::Time compute_time;
};

// How long a level may be set by hand.
inline constexpr int kMaximumOverrideDays = 90;

// A level set by an administrator in the place of the forecast's; without a level, the end of the one before.
struct StockModeOverride {
  std::string id;  // UUIDv7
  std::optional<StockLevel> level;
  std::optional<absl::CivilDay> end_date;  // last day on which it holds
  std::string reason;
  std::string actor;
  absl::Time create_time;

  bool HoldsOn(absl::CivilDay day) const {
    return level.has_value() && end_date.has_value() && day <= *end_date;
  }
};

// The level that a forecast asks for. `next_arrival` is the next confirmed arrival, if there is one;
// `arrived` says that cards have come in since `previous` was found.
StockLevel ForecastLevel(StockLevel previous, bool arrived, absl::CivilDay date,
                         const std::optional<absl::CivilDay>& unrationed_run_out_date,
                         const std::optional<absl::CivilDay>& next_arrival);

// The level that holds now: CRITICAL where no more than the protected stock is available in the regency;
// otherwise the one set by hand; otherwise `forecast_level`.
StockLevel LiveLevel(StockLevel forecast_level, const std::optional<StockLevel>& override_level,
                     std::int64_t available, std::int64_t protected_stock);

// The floor below which not even lost cards are printed: a quarter, rounded down.
inline std::int64_t FloorOf(std::int64_t protected_stock) {
  return protected_stock / 4;
}

}  // namespace dukcapil::inventory
