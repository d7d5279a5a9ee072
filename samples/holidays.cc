#include "samples/holidays.h"

namespace dukcapil::samples {

absl::string_view HolidaysCsv();

const WorkingCalendar& ReferenceHolidays() {
  static const auto& calendar = *new WorkingCalendar(WorkingCalendar::Parse(HolidaysCsv()).value());
  return calendar;
}

}  // namespace dukcapil::samples
