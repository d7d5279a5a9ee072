// What a visit is worth: expected new recordings, in millionths, so that optimality is exact.
//
// Each visit to a site draws the same share (the turnout) of those still left, and records at most what the
// team can do in half a day there: kits x recordings per kit-hour x hours left after travel.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "outreach-svc/domain/team.h"

namespace dukcapil::outreach {

// Millionths of a recording.
using Micro = std::int64_t;
inline constexpr Micro kMicro = 1'000'000;

// A half-day has 4 hours. The way there and back takes 1 hour within the team's base district and 1.5 hours
// to any other: an assumption while travel times are not known.
inline constexpr int kHalfDayMinutes = 240;
inline constexpr int kTravelMinutesWithinBase = 60;
inline constexpr int kTravelMinutesElsewhere = 90;

// The most that `team` records in half a day at a site of `district` (its code).
Micro HalfDayCapacity(const Team& team, absl::string_view district);

// How many people come to the first, second, ... of `visits` visits to a site with `target` people:
// turnout x those left, where each earlier visit recorded the smaller of those who came and
// `largest_capacity`, the capacity of the strongest team that can visit the site. Never increases.
//
// A visit by a team of capacity c as the k-th is worth min(c, result[k-1]). This is the rule itself where all
// teams are equally strong; behind a weaker team more people are left than it says, so it never promises
// more.
std::vector<Micro> PeopleByVisit(std::int64_t target, double turnout, Micro largest_capacity, int visits);

}  // namespace dukcapil::outreach
