#include "outreach-svc/domain/visit_value.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::outreach {

int TravelMinutes(const Team& team, const Site& site) {
  const SiteAccess& access = site.access;
  if (access.travel_minutes.has_value()) return *access.travel_minutes;
  if (access.location.has_value() && team.base_location.has_value()) {
    const double way = 2 * kRoadFactor * KilometresBetween(*team.base_location, *access.location);
    const double steps = std::ceil(way / kKilometresPerHour * 60 / kTravelStepMinutes);
    return std::max(1, static_cast<int>(steps)) * kTravelStepMinutes;
  }
  return team.base == DistrictOf(site.village) ? kTravelMinutesWithinBase : kTravelMinutesElsewhere;
}

void PlaceBases(const std::vector<Site>& sites, std::vector<Team>& teams) {
  for (Team& team : teams) {
    if (team.base_location.has_value()) continue;
    Coordinates sum;
    int count = 0;
    for (const Site& site : sites) {
      if (!site.access.location.has_value() || DistrictOf(site.village) != team.base) continue;
      sum.latitude += site.access.location->latitude;
      sum.longitude += site.access.location->longitude;
      ++count;
    }
    if (count > 0) team.base_location = {sum.latitude / count, sum.longitude / count};
  }
}

Micro HalfDayCapacity(const Team& team, const Site& site) {
  const int minutes = std::max(0, kHalfDayMinutes - TravelMinutes(team, site));
  return Micro{team.kits} * team.recordings_per_kit_hour * minutes * kMicro / 60;
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
