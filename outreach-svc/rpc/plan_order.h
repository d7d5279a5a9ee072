// What a request for a plan asks for.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/storage/rows.h"
#include "platform/clock/working_calendar.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// A pin whose team and site are not looked up yet.
struct NamedPin {
  std::string site;
  std::string team;
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
};

// A request for a plan, valid as far as it can be told without the teams and sites.
struct PlanOrder {
  std::string regency;
  v1::PlanInputs inputs;    // defaults filled in
  PlanProblem problem;      // without teams, sites and pins; its deadline has the extra weeks
  absl::CivilDay deadline;  // as given
  std::vector<NamedPin> pins;
  std::string base_plan;  // id; empty: none
  absl::CivilDay keep_until;
};

// `violations` names every field at fault: MALFORMED_RESOURCE_NAME, WRONG_REGION, INVALID_DATE, REQUIRED,
// IN_THE_PAST, TOO_LATE, BEFORE_START, OUT_OF_RANGE, TOO_MANY, WHAT_IF_NEEDS_VALIDATE_ONLY.
PlanOrder FromProto(const v1::CreatePlanRequest& request, absl::CivilDay today, Violations& violations);

// The visits of a kept plan, as pins.
std::vector<NamedPin> PinsOf(const std::vector<storage::VisitRow>& visits);

// Adds kits to the first team, and what-if teams `extra-1`, ... like it was.
void AddWhatIfs(const v1::PlanInputs& inputs, std::vector<Team>& teams);

// Looks up the order's pins, once `problem` has its teams and sites. INVALID_ARGUMENT naming each that cannot
// be: TEAM_UNKNOWN, SITE_UNKNOWN, NO_SUCH_SLOT (the team is off, a holiday, or outside the plan),
// PINNED_TWICE.
absl::Status AddPins(const PlanOrder& order, const WorkingCalendar& calendar, PlanProblem& problem);

// Pins those visits of an announced plan until the order's day that can still be made as they were.
void KeepAnnounced(const std::vector<NamedPin>& announced, const PlanOrder& order,
                   const WorkingCalendar& calendar, PlanProblem& problem);

// INVALID_ARGUMENT (SITE_UNKNOWN) naming each blackout of a site that is not among the sites.
absl::Status CheckBlackouts(const PlanProblem& problem);

}  // namespace dukcapil::outreach
