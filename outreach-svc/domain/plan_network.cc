#include "outreach-svc/domain/plan_network.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/algorithm/container.h"
#include "absl/container/btree_set.h"
#include "outreach-svc/domain/at.h"

namespace dukcapil::outreach {
namespace {

// Free slots of equally strong teams on half-days of one kind; a class is its part with one base.
struct Hub {
  int strength = 0;
  int kind = 0;
  int node = 0;
  std::vector<int> classes;
};

class Builder {
 public:
  Builder(const PlanProblem& problem, const SlotTable& table) : problem_(problem), table_(table) {}

  PlanNetwork Build() {
    sink_ = net_.AddNode();
    FindPins();
    AddClasses();
    out_.sites.resize(problem_.sites.size());
    for (int site = 0; site < static_cast<int>(problem_.sites.size()); ++site) AddSite(site);
    return std::move(out_);
  }

 private:
  // A way into a site: from a hub or a class, with what it can do there.
  struct Way {
    Micro capacity = 0;
    int node = 0;
    int hub = -1;
    int slot_class = -1;
  };

  void FindPins() {
    pinned_at_.assign(table_.slots.size(), -1);
    pins_at_.assign(problem_.sites.size(), 0);
    std::map<std::tuple<int, absl::CivilDay, HalfDay>, int> pins;
    for (const Pin& pin : problem_.pins) pins[{pin.team, pin.date, pin.half}] = pin.site;
    for (std::size_t i = 0; i < table_.slots.size() && !pins.empty(); ++i) {
      const Slot& slot = table_.slots[i];
      const auto pin = pins.find({slot.team, slot.date, slot.half});
      if (pin == pins.end()) continue;
      pinned_at_[i] = pin->second;
      ++pins_at_[At(pin->second)];
    }
  }

  void AddClasses() {
    std::map<std::tuple<Crew, int, int>, int> class_of;
    std::map<Crew, int> crews;
    for (int i = 0; i < static_cast<int>(table_.slots.size()); ++i) {
      const Slot& slot = table_.slots[At(i)];
      const Team& team = problem_.teams[At(slot.team)];
      const Crew crew = CrewOf(team);
      const int pinned = pinned_at_[At(i)];
      const auto [found, is_new] =
          class_of.try_emplace({crew, slot.kind, pinned}, static_cast<int>(out_.classes.size()));
      if (is_new) {
        const auto [number, is_new_crew] = crews.try_emplace(crew, static_cast<int>(crew_teams_.size()));
        if (is_new_crew) crew_teams_.push_back(slot.team);
        SlotClass& made = out_.classes.emplace_back();
        made.kind = slot.kind;
        made.team = slot.team;
        made.crew = number->second;
        made.pinned_site = pinned;
        if (pinned < 0) {
          made.hub = FindHub(StrengthOf(team), slot.kind);
          hubs_[At(made.hub)].classes.push_back(found->second);
        }
      }
      out_.classes[At(found->second)].slots.push_back(i);
      out_.class_of.push_back(found->second);
    }
    for (SlotClass& slots : out_.classes) {
      const std::int64_t count = static_cast<std::int64_t>(slots.slots.size());
      slots.node = net_.AddNode(count);
      net_.supply[At(sink_)] -= count;
      if (slots.pinned_site >= 0) continue;
      slots.hub_arc = net_.AddArc({slots.node, hubs_[At(slots.hub)].node, 0, count, 0});
      slots.idle_arc = net_.AddArc({slots.node, sink_, 0, count, 0});
    }
  }

  int FindHub(int strength, int kind) {
    const auto same = [&](const Hub& hub) { return hub.strength == strength && hub.kind == kind; };
    const auto found = absl::c_find_if(hubs_, same);
    if (found != hubs_.end()) return static_cast<int>(found - hubs_.begin());
    hubs_.push_back({strength, kind, net_.AddNode(), {}});
    return static_cast<int>(hubs_.size()) - 1;
  }

  bool IsOpen(int site, int kind) const { return !absl::c_binary_search(table_.closed[At(kind)], site); }

  std::vector<Way> WaysInto(int site) const {
    std::vector<Micro> capacities;  // by crew
    for (const int team : crew_teams_) {
      capacities.push_back(HalfDayCapacity(problem_.teams[At(team)], problem_.sites[At(site)]));
    }
    const auto capacity_of = [&](int slot_class) {
      return capacities[At(out_.classes[At(slot_class)].crew)];
    };
    std::vector<Way> ways;
    for (int i = 0; i < static_cast<int>(hubs_.size()); ++i) {
      const Hub& hub = hubs_[At(i)];
      if (!IsOpen(site, hub.kind)) continue;
      Micro least = capacity_of(hub.classes.front());
      for (const int slots : hub.classes) least = std::min(least, capacity_of(slots));
      if (least > 0) ways.push_back({least, hub.node, i, -1});
      for (const int slots : hub.classes) {
        if (capacity_of(slots) == least) continue;
        ways.push_back({capacity_of(slots), out_.classes[At(slots)].node, i, slots});
      }
    }
    for (int i = 0; i < static_cast<int>(out_.classes.size()) && pins_at_[At(site)] > 0; ++i) {
      const SlotClass& slots = out_.classes[At(i)];
      if (slots.pinned_site == site) ways.push_back({capacity_of(i), slots.node, -1, i});
    }
    return ways;
  }

  std::int64_t Total() const { return -net_.supply[At(sink_)]; }

  void AddSite(int index) {
    const Site& site = problem_.sites[At(index)];
    SiteNodes& nodes = out_.sites[At(index)];
    const int pins = pins_at_[At(index)];
    nodes.is_open = absl::c_any_of(hubs_, [&](const Hub& hub) { return IsOpen(index, hub.kind); });
    if (site.target <= 0 && pins == 0) return;
    const int district = FindDistrict(std::string(DistrictOf(site.village)), site.target > 0);
    const std::vector<Way> ways = WaysInto(index);
    nodes.is_reachable = !ways.empty();
    if (ways.empty()) return;
    AddGates(site, ways, pins, nodes);
    if (nodes.visits() > 0) AddWays(index, district, ways);
  }

  void AddGates(const Site& site, const std::vector<Way>& ways, int pins, SiteNodes& nodes) {
    absl::btree_set<Micro> capacities;
    for (const Way& way : ways) capacities.insert(way.capacity);
    const SiteTurnout turnout = TurnoutAt(problem_, site);
    const std::vector<Micro> people = PeopleByVisit(site.target, turnout, *capacities.rbegin(),
                                                    std::max(pins, problem_.maximum_visits_per_site));
    if (people.empty()) return;
    for (const Micro capacity : capacities) {
      std::vector<Micro> recordings = RecordingsByVisit(people, turnout, capacity);
      if (!nodes.recordings.empty() && recordings.front() == nodes.recordings.back().front()) continue;
      nodes.capacities.push_back(capacity);
      nodes.recordings.push_back(std::move(recordings));
    }
    // Pinned visits are made, whatever they are worth.
    while (nodes.visits() > pins && nodes.recordings.back().back() <= 0) {
      for (std::vector<Micro>& recordings : nodes.recordings) recordings.pop_back();
    }
  }

  void AddWays(int index, int district, const std::vector<Way>& ways) {
    const std::vector<int> gates = AddVisits(index, district);
    for (const Way& way : ways) {
      const int gate = out_.sites[At(index)].GateOf(way.capacity);
      const int arc = net_.AddArc({way.node, gates[At(gate)], 0, Total(), 0});
      out_.serves.push_back({arc, way.hub, way.slot_class, index, gate});
    }
  }

  // The nodes of the site's gates.
  std::vector<int> AddVisits(int index, int district) {
    SiteNodes& nodes = out_.sites[At(index)];
    std::vector<int> gates;
    for (std::size_t i = 0; i < nodes.capacities.size(); ++i) {
      gates.push_back(net_.AddNode());
      if (i > 0) net_.AddArc({gates[i], gates[i - 1], 0, Total(), 0});
    }
    const int visits = nodes.visits();
    for (int first = 1, last = 1; first <= visits; first = ++last) {
      while (last < visits && IsWorthTheSame(nodes, first, last + 1)) ++last;
      const int arc = AddEqualVisits(nodes, gates, first, last - first + 1, district);
      if (first == 1) nodes.first_visit_arc = arc;
    }
    return gates;
  }

  static bool IsWorthTheSame(const SiteNodes& nodes, int k, int other) {
    return absl::c_all_of(nodes.recordings, [&](const std::vector<Micro>& recordings) {
      return recordings[At(k - 1)] == recordings[At(other - 1)];
    });
  }

  // `count` visits that are each worth what the k-th is. The arc that they enter the district by.
  int AddEqualVisits(const SiteNodes& nodes, const std::vector<int>& gates, int k, int count, int district) {
    const int strongest = static_cast<int>(gates.size()) - 1;
    const Micro most = nodes.Worth(strongest, k);
    if (nodes.Worth(0, k) == most) return net_.AddArc({gates.front(), district, 0, count, -most});
    const int visit = net_.AddNode();
    for (int gate = 0; gate <= strongest; ++gate) {
      net_.AddArc({gates[At(gate)], visit, 0, count, -nodes.Worth(gate, k)});
      if (nodes.Worth(gate, k) == most) break;  // what is stronger comes through this gate
    }
    return net_.AddArc({visit, district, 0, count, 0});
  }

  // The node of the district, made on first use. It has its minimum where there is somebody to record.
  int FindDistrict(const std::string& code, bool has_target) {
    const auto [found, is_new] = district_of_.try_emplace(code, 0);
    if (is_new) {
      found->second = net_.AddNode();
      const int arc = net_.AddArc({found->second, sink_, 0, Total(), 0});
      out_.districts.push_back({code, found->second, arc});
      arc_of_[found->second] = arc;
    }
    if (has_target) net_.arcs[At(arc_of_[found->second])].lower = problem_.minimum_visits_per_district;
    return found->second;
  }

  const PlanProblem& problem_;
  const SlotTable& table_;
  PlanNetwork out_;
  FlowNetwork& net_ = out_.network;
  int sink_ = 0;
  std::vector<Hub> hubs_;
  std::vector<int> crew_teams_;  // one team of each crew
  std::vector<int> pinned_at_;   // by slot: the site; -1: free
  std::vector<int> pins_at_;     // by site
  std::map<std::string, int> district_of_;
  std::map<int, int> arc_of_;  // by node of the district
};

}  // namespace

int SiteNodes::GateOf(Micro capacity) const {
  return static_cast<int>(absl::c_upper_bound(capacities, capacity) - capacities.begin()) - 1;
}

Micro SiteNodes::Worth(int gate, int k) const {
  return recordings[At(gate)][At(k - 1)];
}

PlanNetwork BuildPlanNetwork(const PlanProblem& problem, const SlotTable& table) {
  return Builder(problem, table).Build();
}

}  // namespace dukcapil::outreach
