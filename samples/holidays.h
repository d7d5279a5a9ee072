// The working calendar of the reference case.
#pragma once

#include "platform/clock/working_calendar.h"

namespace dukcapil::samples {

// Public holidays and collective leave of 2023 and 2024, holidays.csv: the file that the services load too.
const WorkingCalendar& ReferenceHolidays();

}  // namespace dukcapil::samples
