// Between the plan's protos and the planner.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/planner.h"
#include "outreach-svc/storage/rows.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// A request for a plan, valid as far as it can be told without the sites.
struct PlanOrder {
  std::string regency;
  v1::PlanInputs inputs;  // defaults filled in
  PlanProblem problem;    // without teams and sites
  int extra_teams = 0;
};

// `violations` names every field at fault: MALFORMED_RESOURCE_NAME, WRONG_REGION, INVALID_DATE, REQUIRED,
// IN_THE_PAST, TOO_LATE, BEFORE_START, OUT_OF_RANGE, TOO_MANY, EXTRA_TEAMS_NEED_VALIDATE_ONLY.
PlanOrder FromProto(const v1::CreatePlanRequest& request, absl::CivilDay today, Violations& violations);

// Adds what-if teams `extra-1`, ... like the first.
void AddExtraTeams(int count, std::vector<Team>& teams);

// INVALID_ARGUMENT (SITE_UNKNOWN) naming each blackout of a site that is not among the sites.
absl::Status CheckBlackouts(const PlanProblem& problem);

// The plan without name, solve time and create time.
v1::Plan ToProto(const PlanOrder& order, const PlanProblem& problem, const PlanResult& result);

std::vector<storage::VisitRow> ToRows(const PlanProblem& problem, const PlanResult& result);

}  // namespace dukcapil::outreach
