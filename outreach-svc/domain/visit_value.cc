#include "outreach-svc/domain/visit_value.h"

#include <algorithm>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace dukcapil::outreach {
namespace {

// In the precision of long double it takes ten times as long; this is exact to far less than a millionth too.
using Double = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// The mean of the smaller of a share and `most`, below 1, where the share has a Beta distribution.
double MeanOfSmaller(const SiteTurnout& turnout, double most) {
  const double weight = 1 / turnout.scatter - 1;
  const double a = turnout.mean * weight;
  const double b = (1 - turnout.mean) * weight;
  // E[x; x < c] + c P(x >= c). x times the density of Beta(a, b) is the mean times that of Beta(a + 1, b),
  // and I_c(a + 1, b) = I_c(a, b) - c^a (1 - c)^b / (a B(a, b)) (DLMF 8.17.20).
  const double below = boost::math::ibeta(a, b, most, Double());
  const double step = boost::math::ibeta_derivative(a, b, most, Double()) * most * (1 - most) / a;
  return turnout.mean * (below - step) + most * (1 - below);
}

}  // namespace

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

Micro ExpectedRecordings(Micro left, const SiteTurnout& turnout, Micro capacity) {
  if (left <= 0 || capacity <= 0) return 0;
  const double people = static_cast<double>(left);
  const double most = static_cast<double>(capacity) / people;  // the share that the team can record
  const bool is_sure = turnout.scatter <= 0 || turnout.mean <= 0 || turnout.mean >= 1;
  const double share = is_sure || most >= 1 ? std::min(turnout.mean, most) : MeanOfSmaller(turnout, most);
  return static_cast<Micro>(std::llround(share * people));
}

std::vector<Micro> PeopleByVisit(std::int64_t target, const SiteTurnout& turnout, Micro largest_capacity,
                                 int visits) {
  std::vector<Micro> people;
  Micro left = target * kMicro;
  for (int k = 0; k < visits; ++k) {
    people.push_back(left);
    left -= ExpectedRecordings(left, turnout, largest_capacity);
  }
  return people;
}

std::vector<Micro> RecordingsByVisit(const std::vector<Micro>& people, const SiteTurnout& turnout,
                                     Micro capacity) {
  std::vector<Micro> recordings;
  for (const Micro left : people) {
    const Micro expected = ExpectedRecordings(left, turnout, capacity);
    // Rounding must not make a later visit worth more.
    recordings.push_back(recordings.empty() ? expected : std::min(expected, recordings.back()));
  }
  return recordings;
}

}  // namespace dukcapil::outreach
