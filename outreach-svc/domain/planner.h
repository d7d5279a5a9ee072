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

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/schedule.h"
#include "outreach-svc/domain/visit_value.h"
#include "platform/clock/working_calendar.h"

namespace dukcapil::outreach {

enum class LeftOutReason { kNoTarget = 1, kOutbid = 2, kNoSlot = 3 };

struct LeftOut {
  int site = 0;  // index
  LeftOutReason reason = LeftOutReason::kNoTarget;
  Micro first_visit = 0;  // worth of its first visit by the strongest team
  // Only for kOutbid: recordings lost, net, if it had to be visited once: the cheapest rerouting of the whole
  // flow, hence exact in the model (a reduced cost would only be a lower bound where the basis is
  // degenerate). Nothing where the minima of districts leave no slot for it.
  std::optional<Micro> price;
};

struct PlanResult {
  std::vector<Visit> visits;      // by date, half, team
  std::vector<LeftOut> left_out;  // dearest first: those without a price, then by price, then by site
  Micro expected = 0;             // sum over the visits
  Micro dual_bound = 0;           // no plan can be worth more
  int slots = 0;
  int arcs = 0;
};

// FAILED_PRECONDITION: NO_TEAM, NO_SLOT, MINIMUM_NOT_REACHABLE.
absl::StatusOr<PlanResult> MakePlan(const PlanProblem& problem, const WorkingCalendar& calendar);

}  // namespace dukcapil::outreach
