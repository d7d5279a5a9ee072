#include "outreach-svc/domain/schedule.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "absl/algorithm/container.h"
#include "outreach-svc/domain/at.h"
#include "outreach-svc/domain/visit_order.h"

namespace dukcapil::outreach {
namespace {

// A unit of flow: a visit without a slot yet.
struct Token {
  int round = 1;  // 1: the site's first visit
  int place = 0;  // position of the site in the order of village codes
  int site = 0;

  friend bool operator<(const Token& a, const Token& b) {
    return std::tie(a.round, a.place) < std::tie(b.round, b.place);
  }
};

// Tokens that wait for a slot: of one class only, or of any class of a hub.
struct Queues {
  std::map<int, std::deque<Token>> by_class;
  std::map<int, std::deque<Token>> by_hub;

  void Sort() {
    for (auto& [slot_class, queue] : by_class) absl::c_sort(queue);
    for (auto& [hub, queue] : by_hub) absl::c_sort(queue);
  }
};

// For each site its position in the order of (village code, id).
std::vector<int> Places(const std::vector<Site>& sites) {
  std::vector<int> order(sites.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  absl::c_sort(order, [&](int a, int b) {
    return std::tie(sites[At(a)].village, sites[At(a)].id) < std::tie(sites[At(b)].village, sites[At(b)].id);
  });
  std::vector<int> places(sites.size());
  for (std::size_t i = 0; i < order.size(); ++i) places[At(order[i])] = static_cast<int>(i);
  return places;
}

Queues MakeQueues(const PlanProblem& problem, const PlanNetwork& plan, const Flow& flow) {
  const std::vector<int> places = Places(problem.sites);
  std::vector<ServeArc> serves = plan.serves;
  absl::c_stable_sort(serves, [](const ServeArc& a, const ServeArc& b) { return a.gate > b.gate; });
  std::map<int, int> rounds;  // by site, so far: the strongest come first
  Queues queues;
  for (const ServeArc& serve : serves) {
    for (std::int64_t unit = 0; unit < flow.units[At(serve.arc)]; ++unit) {
      const Token token = {++rounds[serve.site], places[At(serve.site)], serve.site};
      if (serve.slot_class >= 0) {
        queues.by_class[serve.slot_class].push_back(token);
      } else {
        queues.by_hub[serve.hub].push_back(token);
      }
    }
  }
  queues.Sort();
  return queues;
}

// Walks the slots in order of time; each takes the earliest token that its class may take.
std::vector<Placement> PlaceTokens(const PlanProblem& problem, const SlotTable& table,
                                   const PlanNetwork& plan, const Flow& flow, Queues queues) {
  std::vector<std::int64_t> hub_units;  // by class: how many of the hub's tokens it takes
  for (const SlotClass& slots : plan.classes) {
    hub_units.push_back(slots.hub_arc < 0 ? 0 : flow.units[At(slots.hub_arc)]);
  }
  std::vector<Placement> placements;
  for (int slot = 0; slot < static_cast<int>(table.slots.size()); ++slot) {
    const int slot_class = plan.class_of[At(slot)];
    std::deque<Token>& own = queues.by_class[slot_class];
    std::deque<Token>& shared = queues.by_hub[plan.classes[At(slot_class)].hub];
    const bool may_share = hub_units[At(slot_class)] > 0 && !shared.empty();
    if (own.empty() && !may_share) {
      placements.push_back({slot});
      continue;
    }
    const bool takes_shared = may_share && (own.empty() || shared.front() < own.front());
    std::deque<Token>& queue = takes_shared ? shared : own;
    if (takes_shared) --hub_units[At(slot_class)];
    const int site = queue.front().site;
    queue.pop_front();
    const Team& team = problem.teams[At(table.slots[At(slot)].team)];
    const bool is_pinned = plan.classes[At(slot_class)].pinned_site >= 0;
    const int gate = plan.sites[At(site)].GateOf(HalfDayCapacity(team, problem.sites[At(site)]));
    placements.push_back({slot, site, gate, is_pinned});
  }
  return placements;
}

}  // namespace

std::vector<Visit> ScheduleVisits(const PlanProblem& problem, const SlotTable& table, const PlanNetwork& plan,
                                  const Flow& flow) {
  std::vector<Placement> placements =
      PlaceTokens(problem, table, plan, flow, MakeQueues(problem, plan, flow));
  ImproveOrder(problem, table, plan.sites, placements);
  absl::c_sort(placements, [](const Placement& a, const Placement& b) { return a.slot < b.slot; });
  std::vector<Visit> visits;
  std::map<int, int> count;
  for (const Placement& placement : placements) {
    if (placement.site < 0) continue;
    const Slot& slot = table.slots[At(placement.slot)];
    const int ordinal = ++count[placement.site];
    visits.push_back({placement.slot, slot.team, placement.site, slot.date, slot.half, ordinal,
                      plan.sites[At(placement.site)].Worth(placement.gate, ordinal)});
  }
  return visits;
}

}  // namespace dukcapil::outreach
