// The order of visits in time, where teams are not equally strong.
#pragma once

#include <vector>

#include "outreach-svc/domain/plan_network.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

// A slot and the visit made on it.
struct Placement {
  int slot = 0;   // index into SlotTable::slots, which are in order of time
  int site = -1;  // -1: the slot is idle
  int gate = 0;   // of the site, for the slot's team
  bool is_pinned = false;
};

// Behind a strong team fewer people are left, so a site is worth most when its strongest visits come first.
// Exchanges slots of one crew, where both sites are open and neither visit is pinned, as long as that gains.
// Every exchange gains, so it ends; it does nothing where the order costs nothing.
void ImproveOrder(const PlanProblem& problem, const SlotTable& table, const std::vector<SiteNodes>& sites,
                  std::vector<Placement>& placements);

}  // namespace dukcapil::outreach
