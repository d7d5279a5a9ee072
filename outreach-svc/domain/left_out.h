// Why a site is not in a plan, and what it would take to have it there.
#pragma once

#include <optional>
#include <vector>

#include "outreach-svc/domain/min_cost_flow.h"
#include "outreach-svc/domain/plan_network.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/schedule.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

enum class LeftOutReason {
  kNoTarget = 1,  // nobody to record, or nobody expected to come
  kOutbid = 2,    // every slot is worth more elsewhere
  kNoSlot = 3,    // closed or blacked out whenever a team could come
  kTooFar = 4,    // the way takes every team the whole half-day
};

// The slot that a site would take if it were forced in.
struct TakenSlot {
  int slot = 0;  // index into SlotTable::slots
  int displaced_site =
      -1;  // whose visit falls away, or moves to where the rerouting sends it; -1: the slot is idle
};

struct LeftOut {
  int site = 0;  // index
  LeftOutReason reason = LeftOutReason::kNoTarget;
  Micro first_visit = 0;  // worth of its first visit by the strongest team
  // Only for kOutbid: recordings lost, net, if it had to be visited once: the cheapest rerouting of the whole
  // flow, hence exact in the model (a reduced cost would only be a lower bound where the basis is
  // degenerate). Nothing where pins and the minima of districts leave no slot for it.
  std::optional<Micro> price;
  std::optional<TakenSlot> taken;  // where there is a price
};

// The sites without a visit, dearest first: those without a price, then by price, then by site; then those of
// other reasons.
std::vector<LeftOut> FindLeftOut(const PlanProblem& problem, const SlotTable& table, const PlanNetwork& plan,
                                 const Flow& flow, const std::vector<Visit>& visits);

}  // namespace dukcapil::outreach
