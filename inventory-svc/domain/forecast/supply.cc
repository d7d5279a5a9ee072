#include "inventory-svc/domain/forecast/supply.h"

namespace dukcapil::inventory {

WeekCapacity SumOf(const std::vector<WeekCapacity>& locations) {
  WeekCapacity sum = {};
  for (const WeekCapacity& location : locations) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += location[i];
  }
  return sum;
}

std::int64_t CapacityOn(absl::CivilDay day, const WeekCapacity& week, const WorkingCalendar& calendar) {
  if (calendar.IsHoliday(day)) return 0;
  return week[static_cast<std::size_t>(absl::GetWeekday(day))];
}

PrintSupply PrintLimit(absl::CivilDay first, absl::CivilDay last, const WeekCapacity& week,
                       const WorkingCalendar& calendar) {
  PrintSupply supply;
  for (absl::CivilDay day = first; day <= last; ++day) {
    const std::int64_t capacity = CapacityOn(day, week, calendar);
    supply.cards += capacity;
    if (capacity > 0) ++supply.days;
  }
  return supply;
}

}  // namespace dukcapil::inventory
