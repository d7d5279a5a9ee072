// The plan as a minimum-cost flow: slots -> sites -> visits of falling worth -> districts -> sink.
//
// Slots that can do the same are one node (a SlotClass), so that the network does not grow with the days:
//
//   class --(all sites, as strong as away from base)--> hub --> gate --> visit k --> district --> sink
//   class --(sites of its base district)---------------------> gate
//   class --(idle)------------------------------------------------------------------------------> sink
//
// A gate is a site as reached with one capacity; capacities that no visit there can exhaust are one gate, and
// a stronger gate may pass units on to the next weaker. A visit is worth min(capacity, people who come, see
// visit_value.h), and costs are the negative worth. Visits worth the same to every gate are one node, with
// arcs from each gate that the people exhaust and from the weakest that they do not; visits that exhaust no
// gate are arcs from the weakest to the district. The worth falls with k for every capacity, so an optimum
// may be taken to use a site's first visits, the strongest teams first. Optimal over all assignments of slots
// to visits in this model.
#pragma once

#include <string>
#include <vector>

#include "outreach-svc/domain/min_cost_flow.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

// Interchangeable slots: equally strong teams from one base on days of one kind.
struct SlotClass {
  int hub = 0;
  int day_kind = 0;
  int team = 0;            // one of its teams
  std::vector<int> slots;  // indexes into SlotTable::slots, in order of time
  int node = 0;
  int hub_arc = 0;
};

// An arc by which slots reach a site.
struct ServeArc {
  int arc = 0;
  int hub = 0;          // of the class or hub that it leaves
  int slot_class = -1;  // -1: it leaves the hub, and stands for any class of it
  int site = 0;
  int gate = 0;  // number of the gate at its site, from 0, weakest first
};

struct SiteNodes {
  std::vector<Micro> capacities;  // by gate, ascending; empty: no slot, or nobody to record
  std::vector<Micro> people;      // who come to visit 1, 2, ...; falling; only visits worth something
  int first_visit_arc = -1;       // by which the first visit enters the district; -1: none
  bool has_slot = false;

  Micro Worth(Micro capacity, int k) const;
};

struct DistrictNode {
  std::string code;
  int node = 0;
  int arc = 0;  // to the sink; its lower bound is the minimum of visits
};

struct PlanNetwork {
  FlowNetwork network;
  std::vector<SlotClass> classes;
  std::vector<ServeArc> serves;
  std::vector<SiteNodes> sites;  // by index of the problem's sites
  std::vector<DistrictNode> districts;
};

PlanNetwork BuildPlanNetwork(const PlanProblem& problem, const SlotTable& table);

}  // namespace dukcapil::outreach
