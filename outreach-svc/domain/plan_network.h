// The plan as a minimum-cost flow: slots -> sites -> visits of falling worth -> districts -> sink.
//
// Slots that can do the same are one node (a SlotClass), so that the network does not grow with the days:
//
//   class --(any site, as strong as the least of its hub)--> hub --> gate --> visit k --> district --> sink
//   class --(sites to which it has a shorter way)------------------> gate
//   class --(idle)-----------------------------------------------------------------------------------> sink
//
// The slots of pinned visits are classes of their own, from which only that site can be reached.
//
// A gate is a site as reached with one capacity; capacities with which as much is expected are one gate, and
// a stronger gate may pass units on to the next weaker. A visit is worth what is expected of its gate (see
// visit_value.h), and costs are the negative worth. Visits worth the same to every gate are one node, with
// arcs from each gate up to the first to which they are worth what they are to the strongest; visits that are
// worth as much to the weakest are arcs from there to the district. The worth falls with k for every gate,
// and what a stronger gate adds does too, so an optimum may be taken to use a site's first visits, the
// strongest teams first. Optimal over all assignments of slots to visits in this model.
#pragma once

#include <string>
#include <vector>

#include "outreach-svc/domain/min_cost_flow.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

// Interchangeable slots: of one crew on half-days of one kind, pinned to one site or free.
struct SlotClass {
  int hub = -1;  // -1: pinned
  int kind = 0;
  int team = 0;  // one of its teams
  int crew = 0;
  int pinned_site = -1;
  std::vector<int> slots;  // indexes into SlotTable::slots, in order of time
  int node = 0;
  int hub_arc = -1;   // -1: pinned
  int idle_arc = -1;  // likewise
};

// An arc by which slots reach a site.
struct ServeArc {
  int arc = 0;
  int hub = -1;         // of the class or hub that it leaves
  int slot_class = -1;  // -1: it leaves the hub, and stands for any class of it
  int site = 0;
  int gate = 0;  // number of the gate at its site, from 0, weakest first
};

struct SiteNodes {
  std::vector<Micro> capacities;               // by gate, ascending; empty: no way there, or nobody to record
  std::vector<std::vector<Micro>> recordings;  // by gate, then visit 1, 2, ...; only visits worth something
  int first_visit_arc = -1;                    // by which the first visit enters the district; -1: none
  bool is_open = false;                        // on some slot
  bool is_reachable = false;                   // by some team on such a slot, with time left

  int visits() const { return recordings.empty() ? 0 : static_cast<int>(recordings.back().size()); }
  // The gate for a team of `capacity`, no less than the weakest's.
  int GateOf(Micro capacity) const;
  // Of the k-th visit, from 1.
  Micro Worth(int gate, int k) const;
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
  std::vector<int> class_of;     // by index of the slot
  std::vector<DistrictNode> districts;
};

PlanNetwork BuildPlanNetwork(const PlanProblem& problem, const SlotTable& table);

}  // namespace dukcapil::outreach
