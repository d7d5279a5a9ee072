// What a plan is made of.
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/domain/turnout.h"

namespace dukcapil::outreach {

// A visit that the plan must contain.
struct Pin {
  int team = 0;  // index
  int site = 0;  // index
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
};

struct PlanProblem {
  std::vector<Team> teams;  // those of a what-if among them
  std::vector<Site> sites;
  absl::CivilDay start;
  absl::CivilDay deadline;  // the last day
  // Of sites without a turnout of their own, where every visit reaches exactly this share.
  double village_turnout = kVillageTurnout;
  double school_turnout = kSchoolTurnout;
  int minimum_visits_per_district = 0;  // for districts with a target
  int maximum_visits_per_site = 6;
  std::vector<Blackout> blackouts;
  std::vector<Pin> pins;  // at most one for a team's half-day
};

inline SiteTurnout TurnoutAt(const PlanProblem& problem, const Site& site) {
  const bool is_school = site.kind == SiteKind::kSchool;
  return site.turnout.value_or(SiteTurnout{is_school ? problem.school_turnout : problem.village_turnout});
}

}  // namespace dukcapil::outreach
