// What the tests of announced visits share.
#pragma once

#include <string>

#include "outreach-svc/domain/announced_visit.h"

namespace dukcapil::outreach {

inline constexpr absl::CivilDay kVisitDay(2023, 10, 20);

inline AnnouncedVisit MakeVisit(const std::string& team, const std::string& site,
                                HalfDay half = HalfDay::kMorning) {
  AnnouncedVisit visit;
  visit.regency = "17.02";
  visit.id = team + site;
  visit.team = team;
  visit.site = site;
  visit.date = kVisitDay;
  visit.half = half;
  return visit;
}

}  // namespace dukcapil::outreach
