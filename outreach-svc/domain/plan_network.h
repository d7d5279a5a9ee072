// The plan as a minimum-cost flow: slots -> sites -> visits of falling worth -> districts -> sink.
//
// Slots that can do the same are one node (a SlotClass), so that the network does not grow with the days:
//
//   class --(all sites, as strong as away from base)--> hub --> gate --> visit k --> district --> sink
//   class --(sites of its base district)---------------------> gate
//   class --(idle)------------------------------------------------------------------------------> sink
//
// A gate is a site as reached with one capacity. Capacities that no visit there can exhaust are one gate.
// Where a site has one gate, gate and visits are one node, and visit k is an arc to the district; otherwise
// each gate has an arc to each visit's node. A visit is worth min(capacity, people who come, see
// visit_value.h); costs are the negative worth. The worth falls with k for every capacity, so that an optimum
// may be taken to use a site's first visits. Optimal over all assignments of slots to visits in this model.
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
  int gate = 0;
};

// An arc whose unit is the k-th visit to a site.
struct VisitArc {
  int arc = 0;
  int site = 0;
  int gate = 0;  // number of the gate at its site, from 0, weakest first
  int k = 1;
};

struct SiteNodes {
  std::vector<Micro> capacities;  // by gate, ascending; empty: no slot, or nobody to record
  std::vector<Micro> people;      // who come to visit 1, 2, ...; falling; only visits worth something
  int first_visit = -1;           // node of the first visit; -1: none
  int first_visit_arc = -1;       // the arc from that node to its district
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
  std::vector<VisitArc> visits;
  std::vector<SiteNodes> sites;  // by index of the problem's sites
  std::vector<DistrictNode> districts;
};

PlanNetwork BuildPlanNetwork(const PlanProblem& problem, const SlotTable& table);

}  // namespace dukcapil::outreach
