// A team of outreach and the days it works.
#pragma once

#include <array>
#include <string>

#include "absl/time/civil_time.h"

namespace dukcapil::outreach {

// Days of the week a team works, Monday first.
struct WorkWeek {
  std::array<bool, 7> days = {};

  bool Works(absl::CivilDay day) const {
    return days[static_cast<std::size_t>(absl::GetWeekday(day))];  // absl counts from Monday, too
  }
};

struct Team {
  std::string id;
  std::string display_name;
  int member_count = 1;
  int kits = 1;
  int recordings_per_kit_hour = 1;  // at the site
  std::string base;                 // code of the district it sets out from
  WorkWeek work_week;
};

}  // namespace dukcapil::outreach
