// The half-days on which teams can go out.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/team.h"
#include "platform/clock/working_calendar.h"

namespace dukcapil::outreach {

// Days on which a site must not be visited: exams, a festival.
struct Blackout {
  std::string site;  // id; empty: every site
  absl::CivilDay first;
  absl::CivilDay last;  // inclusive
};

// Half a working day of a team.
struct Slot {
  int team = 0;  // index of the team
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
  int kind = 0;  // index into SlotTable::closed
};

struct SlotTable {
  std::vector<Slot> slots;  // by date, half, team
  // Indexes of the sites that are closed, ascending, for each kind of half-day: those on which the same sites
  // are closed are of one kind.
  std::vector<std::vector<int>> closed;
};

// The slots of `teams` from `start` to `deadline`, both inclusive: the team works then, it is no holiday, and
// not every site is closed or blacked out.
SlotTable MakeSlots(const std::vector<Team>& teams, const std::vector<Site>& sites,
                    const std::vector<Blackout>& blackouts, const WorkingCalendar& calendar,
                    absl::CivilDay start, absl::CivilDay deadline);

}  // namespace dukcapil::outreach
