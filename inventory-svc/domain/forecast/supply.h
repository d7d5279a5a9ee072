// Supply: how many cards can be printed on a day and until a day.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "platform/clock/working_calendar.h"

namespace dukcapil::inventory {

// Cards a day by weekday, Monday first; of one location or of several together.
using WeekCapacity = std::array<std::int64_t, 7>;

WeekCapacity SumOf(const std::vector<WeekCapacity>& locations);

// Cards that can be printed on `day`: 0 on holidays.
std::int64_t CapacityOn(absl::CivilDay day, const WeekCapacity& week, const WorkingCalendar& calendar);

struct PrintSupply {
  std::int64_t cards = 0;
  int days = 0;  // on which something prints
};

// From `first` to `last`, both included.
PrintSupply PrintLimit(absl::CivilDay first, absl::CivilDay last, const WeekCapacity& week,
                       const WorkingCalendar& calendar);

}  // namespace dukcapil::inventory
