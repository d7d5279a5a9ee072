// What a visit is worth: expected new recordings, in millionths, so that optimality is exact.
//
// Each visit to a site reaches a share (the turnout) of those still left, and records at most what the team
// can do in half a day there: kits x recordings per kit-hour x hours left after travel.
#pragma once

#include <cstdint>
#include <vector>

#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/team.h"

namespace dukcapil::outreach {

// Millionths of a recording.
using Micro = std::int64_t;
inline constexpr Micro kMicro = 1'000'000;

// A half-day has 4 hours.
inline constexpr int kHalfDayMinutes = 240;
// The way there and back where neither it nor both places are known: an assumption.
inline constexpr int kTravelMinutesWithinBase = 60;  // within the team's base district
inline constexpr int kTravelMinutesElsewhere = 90;
// Where both places are known: roads are 1.4 times the great circle, driven at 30 km/h, and a quarter of an
// hour is as exact as that is.
inline constexpr double kRoadFactor = 1.4;
inline constexpr double kKilometresPerHour = 30;
inline constexpr int kTravelStepMinutes = 15;

// There and back: as given for the site, else estimated from the coordinates of base and site, else assumed.
int TravelMinutes(const Team& team, const Site& site);

// Gives teams without coordinates of their own the middle of those sites of their base whose coordinates are
// known.
void PlaceBases(const std::vector<Site>& sites, std::vector<Team>& teams);

// The most that `team` records in half a day at `site`; 0 where the way takes all of it.
Micro HalfDayCapacity(const Team& team, const Site& site);

// What a visit to a site with `left` people is expected to record: the mean of the smaller of those who come
// and `capacity`, where the share that comes has a Beta distribution of the mean and scatter of `turnout`.
// Less than the smaller of the means: the half-day on which more come than can be recorded does not make up
// for the one on which fewer do.
Micro ExpectedRecordings(Micro left, const SiteTurnout& turnout, Micro capacity);

// How many people are left for the first, second, ... of `visits` visits to a site with `target` people,
// where each visit before recorded what is expected of `largest_capacity`, that of the strongest team that
// can visit the site.
std::vector<Micro> PeopleByVisit(std::int64_t target, const SiteTurnout& turnout, Micro largest_capacity,
                                 int visits);

// What a team of `capacity` is expected to record on the first, second, ... visit, by the people left for
// each. Never increases. This is the rule itself where all teams are equally strong; behind a weaker team
// more people are left than PeopleByVisit says, so it never promises more.
std::vector<Micro> RecordingsByVisit(const std::vector<Micro>& people, const SiteTurnout& turnout,
                                     Micro capacity);

}  // namespace dukcapil::outreach
