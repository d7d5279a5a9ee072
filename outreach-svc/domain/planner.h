// The plan with the most expected recordings, proven.
//
// The model is plan_network.h's. Its optimum is exact and integral; the solver's answer counts only after the
// check of complementary slackness, and `dual_bound` is computed from the node potentials alone. A unit of
// flow then gets a slot (schedule.h), and a visit is worth what its place in time makes it. Where every site
// is reached with one capacity (equally strong teams, one base, or capacities that nobody's turnout
// exhausts), that changes nothing: `expected == dual_bound`. Otherwise a weaker team may come to a site
// before a stronger one, and `expected` may fall short of the bound by what the order costs; it is never
// above.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "outreach-svc/domain/left_out.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/schedule.h"
#include "outreach-svc/domain/visit_value.h"
#include "platform/clock/working_calendar.h"

namespace dukcapil::outreach {

struct PlanResult {
  std::vector<Visit> visits;  // by date, half, team
  std::vector<LeftOut> left_out;
  Micro expected = 0;       // sum over the visits
  Micro dual_bound = 0;     // no plan can be worth more
  std::vector<Slot> slots;  // by date, half, team
  int arcs = 0;
};

// Pins are of slots that there are (the team works, it is no holiday); whether the site is open then is not
// asked. FAILED_PRECONDITION: NO_TEAM, NO_SLOT, MINIMUM_NOT_REACHABLE.
absl::StatusOr<PlanResult> MakePlan(const PlanProblem& problem, const WorkingCalendar& calendar);

// By how much the optimum rises, each alone, found by solving again with more.
struct Gains {
  Micro team = 0;    // one more team like the first
  Micro week = 0;    // a deadline a week later, for the same people
  Micro kit = 0;     // one more kit for the team that makes most of it
  int kit_team = 0;  // index of that team
};

// `optimum` is the dual bound of the problem's plan. Errors as those of MakePlan.
absl::StatusOr<Gains> FindGains(const PlanProblem& problem, const WorkingCalendar& calendar, Micro optimum);

}  // namespace dukcapil::outreach
