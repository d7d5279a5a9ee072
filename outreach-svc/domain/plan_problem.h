// What a plan is made of.
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/domain/turnout.h"

namespace dukcapil::outreach {

struct PlanProblem {
  std::vector<Team> teams;  // those of a what-if among them
  std::vector<Site> sites;
  absl::CivilDay start;
  absl::CivilDay deadline;  // the last day
  double village_turnout = kVillageTurnout;
  double school_turnout = kSchoolTurnout;
  int minimum_visits_per_district = 0;  // for districts with a target
  int maximum_visits_per_site = 6;
  std::vector<Blackout> blackouts;
};

}  // namespace dukcapil::outreach
