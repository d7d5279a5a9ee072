#include "outreach-svc/domain/left_out.h"

#include <limits>
#include <map>
#include <tuple>

#include "absl/algorithm/container.h"
#include "outreach-svc/domain/at.h"

namespace dukcapil::outreach {
namespace {

// Stands for "no price": it cannot be had at all.
constexpr Micro kDearest = std::numeric_limits<Micro>::max();

// The prices of sites without a visit: one search from the sink, or from a district at its minimum.
class Prices {
 public:
  Prices(const SlotTable& table, const PlanNetwork& plan, const Flow& flow, const std::vector<Visit>& visits)
      : table_(table), plan_(plan), flow_(flow), visits_(visits), visits_to_(plan.sites.size()) {
    for (std::size_t i = 0; i < plan.serves.size(); ++i) serve_of_[plan.serves[i].arc] = static_cast<int>(i);
    std::vector<bool> is_busy(table.slots.size());
    for (std::size_t i = 0; i < visits.size(); ++i) {
      is_busy[At(visits[i].slot)] = true;
      visits_to_[At(visits[i].site)].push_back(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < plan.classes.size(); ++i) {
      const SlotClass& slots = plan.classes[i];
      if (slots.hub >= 0) first_class_of_.try_emplace(slots.hub, static_cast<int>(i));
      if (slots.idle_arc >= 0) idle_class_of_[slots.idle_arc] = static_cast<int>(i);
      for (const int slot : slots.slots) {
        if (!is_busy[At(slot)]) idle_slot_of_.try_emplace(static_cast<int>(i), slot);
      }
    }
    for (const DistrictNode& district : plan.districts) start_of_[district.node] = StartOf(district);
  }

  // Fills in price and slot.
  void Tell(LeftOut& out) {
    const FlowArc& forced = plan_.network.arcs[At(plan_.sites[At(out.site)].first_visit_arc)];
    const int from = start_of_.at(forced.to);
    const auto [found, is_new] = from_.try_emplace(from);
    if (is_new) found->second = Reroute(plan_.network, flow_, from);
    const std::optional<std::int64_t> back = found->second.costs[At(forced.from)];
    if (!back.has_value()) return;
    out.price = *back + forced.cost;
    out.taken = TakenOn(found->second, forced.from, out.site);
  }

 private:
  // A district that may have one visit more or less is as good as the sink: units go to and fro for nothing.
  int StartOf(const DistrictNode& district) const {
    const FlowArc& to_sink = plan_.network.arcs[At(district.arc)];
    const std::int64_t visits = flow_.units[At(district.arc)];
    return to_sink.lower < visits && visits < to_sink.upper ? to_sink.to : district.node;
  }

  // Back along the way: the first unit that is taken back, from idleness or from another site, frees the
  // slot.
  std::optional<TakenSlot> TakenOn(const Reroutes& ways, int node, int site) const {
    while (ways.last_arcs[At(node)] >= 0) {
      const int arc = ways.last_arcs[At(node)];
      const FlowArc& last = plan_.network.arcs[At(arc)];
      const bool is_backwards = last.from == node;
      if (is_backwards) {
        if (const auto idle = idle_class_of_.find(arc); idle != idle_class_of_.end()) {
          const auto slot = idle_slot_of_.find(idle->second);
          if (slot != idle_slot_of_.end()) return TakenSlot{slot->second, -1};
        }
        if (const auto serve = serve_of_.find(arc); serve != serve_of_.end()) {
          return LastVisit(plan_.serves[At(serve->second)], site);
        }
      }
      node = is_backwards ? last.to : last.from;
    }
    return std::nullopt;
  }

  // The last visit that the arc may stand for: the site's later visits are worth less. Exchanges in time may
  // have brought all of them to half-days on which `site` is closed; then it is the last slot of the arc,
  // whose visit moves to where the displaced one was.
  TakenSlot LastVisit(const ServeArc& serve, int site) const {
    const std::vector<int>& candidates = visits_to_[At(serve.site)];
    for (auto i = candidates.rbegin(); i != candidates.rend(); ++i) {
      const Visit& visit = visits_[At(*i)];
      const SlotClass& slots = plan_.classes[At(plan_.class_of[At(visit.slot)])];
      const bool is_open = !absl::c_binary_search(table_.closed[At(slots.kind)], site);
      if (slots.pinned_site < 0 && is_open) return {visit.slot, serve.site};
    }
    const int of_arc = serve.slot_class >= 0 ? serve.slot_class : first_class_of_.at(serve.hub);
    return {plan_.classes[At(of_arc)].slots.back(), serve.site};
  }

  const SlotTable& table_;
  const PlanNetwork& plan_;
  const Flow& flow_;
  const std::vector<Visit>& visits_;
  std::vector<std::vector<int>> visits_to_;  // by site, in order of time
  std::map<int, int> start_of_;              // by node of the district
  std::map<int, int> serve_of_;              // by arc
  std::map<int, int> idle_class_of_;         // by arc
  std::map<int, int> idle_slot_of_;          // by class
  std::map<int, int> first_class_of_;        // by hub
  std::map<int, Reroutes> from_;
};

LeftOutReason ReasonOf(const SiteNodes& site, const Site& place) {
  if (place.target <= 0) return LeftOutReason::kNoTarget;
  if (!site.is_open) return LeftOutReason::kNoSlot;
  if (site.first_visit_arc >= 0) return LeftOutReason::kOutbid;
  return site.is_reachable ? LeftOutReason::kNoTarget : LeftOutReason::kTooFar;
}

}  // namespace

std::vector<LeftOut> FindLeftOut(const PlanProblem& problem, const SlotTable& table, const PlanNetwork& plan,
                                 const Flow& flow, const std::vector<Visit>& visits) {
  std::vector<bool> is_visited(plan.sites.size());
  for (const Visit& visit : visits) is_visited[At(visit.site)] = true;
  Prices prices(table, plan, flow, visits);
  std::vector<LeftOut> left_out;
  for (std::size_t i = 0; i < plan.sites.size(); ++i) {
    const SiteNodes& site = plan.sites[i];
    if (is_visited[i]) continue;
    LeftOut& out = left_out.emplace_back();
    out.site = static_cast<int>(i);
    out.reason = ReasonOf(site, problem.sites[i]);
    if (out.reason != LeftOutReason::kOutbid) continue;
    out.first_visit = site.Worth(static_cast<int>(site.capacities.size()) - 1, 1);
    prices.Tell(out);
  }
  absl::c_stable_sort(left_out, [](const LeftOut& a, const LeftOut& b) {
    const bool a_outbid = a.reason == LeftOutReason::kOutbid;
    const bool b_outbid = b.reason == LeftOutReason::kOutbid;
    return std::make_tuple(a_outbid, a.price.value_or(kDearest)) >
           std::make_tuple(b_outbid, b.price.value_or(kDearest));
  });
  return left_out;
}

}  // namespace dukcapil::outreach
