#include "outreach-svc/domain/place.h"

#include <algorithm>
#include <cmath>

namespace dukcapil::outreach {
namespace {

constexpr double kEarthRadius = 6371.0;  // km
constexpr double kRadians = 3.14159265358979323846 / 180;

}  // namespace

double KilometresBetween(const Coordinates& a, const Coordinates& b) {
  const double north = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double east = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double chord =
      north * north + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * east * east;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace dukcapil::outreach
