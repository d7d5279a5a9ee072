#include "outreach-svc/domain/visit_value.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::outreach {

Micro HalfDayCapacity(const Team& team, absl::string_view district) {
  const int travel = team.base == district ? kTravelMinutesWithinBase : kTravelMinutesElsewhere;
  return Micro{team.kits} * team.recordings_per_kit_hour * (kHalfDayMinutes - travel) * kMicro / 60;
}

std::vector<Micro> PeopleByVisit(std::int64_t target, double turnout, Micro largest_capacity, int visits) {
  std::vector<Micro> people;
  Micro left = target * kMicro;
  for (int k = 0; k < visits; ++k) {
    people.push_back(static_cast<Micro>(std::llround(turnout * static_cast<double>(left))));
    left -= std::min(largest_capacity, people.back());
  }
  return people;
}

}  // namespace dukcapil::outreach
