// One more day of the reference office, entered through the public RPCs as its staff would.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/forecast.pb.h"
#include "samples/loading.h"

namespace dukcapil::samples {

// What came of a day.
struct DayFigures {
  absl::CivilDay date;
  std::int64_t recorded = 0;  // people, that day
  std::int64_t printed = 0;   // cards, that day
  std::int64_t spoiled = 0;   // blanks, that day
  std::int64_t on_hand = 0;   // at its end
  std::int64_t waitlisted = 0;
  inventory::v1::StockModeLevel mode = inventory::v1::STOCK_MODE_LEVEL_UNSPECIFIED;
  std::optional<absl::CivilDay> run_out;  // median, rationed; unset: after the deadline
};

// Who enters what: a clerk, who confirms a count, and the ministry. All outlive it.
struct Staff {
  const LoaderPorts& clerk;
  const LoaderPorts& second;
  const LoaderPorts& ministry;
};

// Lives `day`, which must be the services' own today: visits and their uploads, answers of the centre,
// requests at the counter, prints and spoilage, cards handed over, blanks taken along by a team and brought
// back, a request to the ministry, which grants a part and delivers less, a count that a second person
// confirms. Chance is a function of the day.
//
// Errors: what a service answered; FAILED_PRECONDITION SAMPLE_REFUSED where it is another day, or a row that
// must be taken is refused. A day that was cut off goes on: what was entered is not entered again.
absl::StatusOr<DayFigures> LiveDay(const Staff& staff, absl::CivilDay day);

}  // namespace dukcapil::samples
