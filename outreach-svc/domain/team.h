// A team of outreach and the half-days it works.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "outreach-svc/domain/place.h"

namespace dukcapil::outreach {

// Days of the week, Monday first.
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
  int recordings_per_kit_hour = 1;                // at the site
  std::string base;                               // code of the district it sets out from
  WorkWeek work_week;                             // days it works
  WorkWeek mornings_only = {};                    // of these, without the afternoon
  std::vector<DayRange> leaves = {};              // days it is away; they may overlap
  std::optional<Coordinates> base_location = {};  // from where its ways are estimated

  bool Works(absl::CivilDay day, HalfDay half) const {
    if (!work_week.Works(day) || (half == HalfDay::kAfternoon && mornings_only.Works(day))) return false;
    return std::none_of(leaves.begin(), leaves.end(), [&](const DayRange& leave) { return leave.Has(day); });
  }
};

// Recordings in an hour at the site.
inline int StrengthOf(const Team& team) {
  return team.kits * team.recordings_per_kit_hour;
}

// The same for teams that can do the same everywhere: equally strong, from one place.
using Crew = std::tuple<int, std::string, double, double>;
inline Crew CrewOf(const Team& team) {
  const Coordinates from = team.base_location.value_or(Coordinates{});
  return {StrengthOf(team), team.base, from.latitude, from.longitude};
}

}  // namespace dukcapil::outreach
