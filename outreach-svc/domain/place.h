// Where and when: what teams and sites have in common.
#pragma once

#include <string>

#include "absl/time/civil_time.h"

namespace dukcapil::outreach {

enum class HalfDay { kMorning = 1, kAfternoon = 2 };

// Both inclusive.
struct DayRange {
  absl::CivilDay first;
  absl::CivilDay last;
  std::string note = {};

  bool Has(absl::CivilDay day) const { return first <= day && day <= last; }
};

// Degrees north and east (WGS 84).
struct Coordinates {
  double latitude = 0;
  double longitude = 0;
};

// Along the surface of a sphere of the earth's mean radius.
double KilometresBetween(const Coordinates& a, const Coordinates& b);

}  // namespace dukcapil::outreach
