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
//
// In the field there is more than turnout, and World::kAsInTheField has it too. What is chosen there
// (likewise before any campaign was run on it):
//   Not everybody in the backlog is absent: of those registered at a village 30 in 100 have died, moved, are
//   recorded elsewhere or stand there twice, at a school 10 (other regencies' pupils), scattered by a logit
//   of 0.8. Turnout is of the others, raised so that of all together as many come as above. Every visit finds
//   out half of them: an outcome per person cleans the backlog. One visit in ten to a village falls through
//   on the day (rain, road, nobody told), one in 33 to a school, scattered by a logit of 0.8: the half-day is
//   lost, and nothing is learnt of turnout. Thirty a week come to the office by themselves.
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

enum class World {
  kTurnoutsAlone = 1,  // everybody in the backlog may come, and every visit is made
  kAsInTheField = 2
};

struct SimulatedRegency {
  std::uint64_t seed = 0;
  std::vector<Team> teams;
  std::vector<Site> sites;  // with the targets at the start; schools are closed from 18 to 31 December
  // By site, hidden from whoever plans.
  std::vector<double> turnouts;    // of those who can come at all
  std::vector<std::int64_t> gone;  // of the target: who can never come
  std::vector<double> failing;     // the chance that a visit falls through
  double to_office = 0;            // the share of those who can come that goes to the office in a week
  double scatter = 1;              // of turnouts
};

// The same seed is the same regency on every machine. Turnouts scatter `scatter` times as much as said above:
// what reports of single visits say of it is between 0.66 and 1.34 (docs/adr/0020).
SimulatedRegency SimulateRegency(std::uint64_t seed, Strength strength, World world, double scatter = 1);

// What one who knows all that is hidden can say of a visit to the site before it: the share of those who can
// that comes to it on average, visits that fall through among them, and how visits scatter about that, as far
// as a Beta distribution can have it.
SiteTurnout TrueTurnout(const SimulatedRegency& regency, int site);

// What chance decides is a matter of regency, site and visit (from 1) or week only, so that campaigns on one
// regency meet the same.

bool FallsThrough(const SimulatedRegency& regency, int site, int visit);
// How many of `left`, who can, come to the visit.
std::int64_t Come(const SimulatedRegency& regency, int site, int visit, std::int64_t left);
// How many of `left`, who can never come, the visit finds out.
std::int64_t FoundGone(const SimulatedRegency& regency, int site, int visit, std::int64_t left);
// How many of `left`, who can, go to the office in the `week`th week.
std::int64_t GoToOffice(const SimulatedRegency& regency, int site, int week, std::int64_t left);

}  // namespace dukcapil::outreach
