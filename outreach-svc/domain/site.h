// A place that teams visit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "outreach-svc/domain/place.h"
#include "outreach-svc/domain/team.h"

namespace dukcapil::outreach {

enum class SiteKind { kVillage = 1, kSchool = 2 };

// When and how a site can be visited: kept here, population-svc does not know it.
struct SiteAccess {
  WorkWeek mornings = {{true, true, true, true, true, true, true}};    // on which it is open
  WorkWeek afternoons = {{true, true, true, true, true, true, true}};  // likewise
  std::vector<DayRange> closures = {};                                 // exams, a festival, a flooded road
  std::optional<Coordinates> location = {};
  std::optional<int> travel_minutes = {};  // there and back, from any base; none: estimated

  bool IsOpen(absl::CivilDay day, HalfDay half) const {
    if (!(half == HalfDay::kMorning ? mornings : afternoons).Works(day)) return false;
    return std::none_of(closures.begin(), closures.end(),
                        [&](const DayRange& range) { return range.Has(day); });
  }
};

// The share of those left at a site that a visit reaches.
struct SiteTurnout {
  double mean = 0;
  double scatter = 0;  // of a visit's share about it: its variance as a part of mean x (1 - mean); 0: none
};

struct Site {
  std::string id;  // code of the village, or NPSN of the school
  SiteKind kind = SiteKind::kVillage;
  std::string display_name;
  std::string village;      // code of the village it lies in
  std::int64_t target = 0;  // people to record here by the date in question
  SiteAccess access = {};
  std::optional<SiteTurnout> turnout = {};  // none: its kind's
};

// The district part, `17.02.09`, of a village code.
inline absl::string_view DistrictOf(absl::string_view village) {
  return village.substr(0, village.rfind('.'));
}

}  // namespace dukcapil::outreach
