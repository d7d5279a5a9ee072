// A regency that never was, with true turnouts that the planner does not know, for campaigns to be tried out
// on.
//
// What is chosen, and from where (before any campaign was run on it):
//   13,872 people to record until 14 February 2024, of whom 2,600 pupils at 40 schools (30 to 50 come to a
//   visit); 156 villages in 15 districts. Five districts hold what they held in 2020 (2,226, 1,525, 244, 197
//   and 13); the other ten share the rest, which scatters by a factor of 2.2, as villages do within a
//   district by 2 and schools by 1.6. Three teams of two kits, 8 recordings a kit and hour, go out from three
//   districts. The turnout of a kind is 0.28 in villages and 0.60 in schools, off by a logit of 0.5 (other
//   offices' figures do not agree better); districts scatter about it by 0.4, sites by 0.6, visits by 0.3.
//   Not the planner's model, which knows Beta distributions and other scatters.
#pragma once

#include <cstdint>
#include <vector>

#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/team.h"
#include "platform/clock/working_calendar.h"

namespace dukcapil::outreach {

inline constexpr absl::CivilDay kCampaignStart(2023, 10, 16);    // a Monday
inline constexpr absl::CivilDay kCampaignDeadline(2024, 2, 13);  // the day before the election

enum class Strength {
  kThreeTeams = 1,         // of the reference case: Tuesday to Thursday, 18 half-days a week
  kThreeVillagesAWeek = 2  // of the report: one team, three mornings a week
};

struct SimulatedRegency {
  std::uint64_t seed = 0;
  std::vector<Team> teams;
  std::vector<Site> sites;       // with the targets at the start; schools are closed from 18 to 31 December
  std::vector<double> turnouts;  // by site, hidden from whoever plans
};

// The same seed is the same regency on every machine.
SimulatedRegency SimulateRegency(std::uint64_t seed, Strength strength);

// How many of `left` come to the `visit`th visit (from 1) to the site. A matter of regency, site and visit
// only, so that campaigns on one regency meet the same chance.
std::int64_t Come(const SimulatedRegency& regency, int site, int visit, std::int64_t left);

}  // namespace dukcapil::outreach
