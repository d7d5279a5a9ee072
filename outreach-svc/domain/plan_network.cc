#include "outreach-svc/domain/plan_network.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/algorithm/container.h"

namespace dukcapil::outreach {
namespace {

std::size_t At(int index) {
  return static_cast<std::size_t>(index);
}

// Slots of teams of one strength on days of one kind; a class is its part with one base.
struct Hub {
  Micro away = 0;  // capacity anywhere but in the base district
  int day_kind = 0;
  int node = 0;
};

class Builder {
 public:
  Builder(const PlanProblem& problem, const SlotTable& table) : problem_(problem), table_(table) {}

  PlanNetwork Build() {
    sink_ = net_.AddNode();
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
    int hub = 0;
    int slot_class = -1;
  };

  void AddClasses() {
    std::map<std::tuple<Micro, std::string, int>, int> class_of;
    for (int i = 0; i < static_cast<int>(table_.slots.size()); ++i) {
      const Slot& slot = table_.slots[At(i)];
      const Team& team = problem_.teams[At(slot.team)];
      const auto [found, is_new] = class_of.try_emplace({HalfDayCapacity(team, ""), team.base, slot.day_kind},
                                                        static_cast<int>(out_.classes.size()));
      if (is_new) {
        out_.classes.push_back(
            {FindHub(HalfDayCapacity(team, ""), slot.day_kind), slot.day_kind, slot.team, {}});
      }
      out_.classes[At(found->second)].slots.push_back(i);
    }
    for (SlotClass& slots : out_.classes) {
      const std::int64_t count = static_cast<std::int64_t>(slots.slots.size());
      slots.node = net_.AddNode(count);
      slots.hub_arc = net_.AddArc({slots.node, hubs_[At(slots.hub)].node, 0, count, 0});
      net_.AddArc({slots.node, sink_, 0, count, 0});
      net_.supply[At(sink_)] -= count;
    }
  }

  int FindHub(Micro away, int day_kind) {
    const auto same = [&](const Hub& hub) { return hub.away == away && hub.day_kind == day_kind; };
    const auto found = absl::c_find_if(hubs_, same);
    if (found != hubs_.end()) return static_cast<int>(found - hubs_.begin());
    hubs_.push_back({away, day_kind, net_.AddNode()});
    return static_cast<int>(hubs_.size()) - 1;
  }

  bool IsOpen(int site, int day_kind) const {
    return !absl::c_binary_search(table_.closed[At(day_kind)], site);
  }

  // True where a class of the hub has its base outside `district`: the others have their own way there.
  bool ComesFromElsewhere(int hub, absl::string_view district) const {
    return absl::c_any_of(out_.classes, [&](const SlotClass& slots) {
      return slots.hub == hub && problem_.teams[At(slots.team)].base != district;
    });
  }

  std::vector<Way> WaysInto(int site) const {
    const absl::string_view district = DistrictOf(problem_.sites[At(site)].village);
    std::vector<Way> ways;
    for (int i = 0; i < static_cast<int>(hubs_.size()); ++i) {
      const Hub& hub = hubs_[At(i)];
      if (IsOpen(site, hub.day_kind) && ComesFromElsewhere(i, district))
        ways.push_back({hub.away, hub.node, i, -1});
    }
    for (int i = 0; i < static_cast<int>(out_.classes.size()); ++i) {
      const SlotClass& slots = out_.classes[At(i)];
      const Team& team = problem_.teams[At(slots.team)];
      if (team.base != district || !IsOpen(site, slots.day_kind)) continue;
      ways.push_back({HalfDayCapacity(team, district), slots.node, slots.hub, i});
    }
    return ways;
  }

  std::int64_t Total() const { return -net_.supply[At(sink_)]; }

  void AddSite(int index) {
    const Site& site = problem_.sites[At(index)];
    SiteNodes& nodes = out_.sites[At(index)];
    std::vector<Way> ways = WaysInto(index);
    nodes.has_slot = !ways.empty();
    if (site.target <= 0) return;
    const int district = FindDistrict(std::string(DistrictOf(site.village)));
    if (ways.empty()) return;
    const Micro largest = absl::c_max_element(ways, [](const Way& a, const Way& b) {
                            return a.capacity < b.capacity;
                          })->capacity;
    const double turnout =
        site.kind == SiteKind::kSchool ? problem_.school_turnout : problem_.village_turnout;
    nodes.people = PeopleByVisit(site.target, turnout, largest, problem_.maximum_visits_per_site);
    while (!nodes.people.empty() && nodes.people.back() <= 0) nodes.people.pop_back();
    if (nodes.people.empty()) return;
    for (Way& way : ways) {
      way.capacity = std::min(way.capacity, nodes.people.front());
      nodes.capacities.push_back(way.capacity);
    }
    absl::c_sort(nodes.capacities);
    nodes.capacities.erase(std::unique(nodes.capacities.begin(), nodes.capacities.end()),
                           nodes.capacities.end());
    const std::vector<int> gates = AddVisits(index, district);
    for (const Way& way : ways) {
      const int gate =
          static_cast<int>(absl::c_lower_bound(nodes.capacities, way.capacity) - nodes.capacities.begin());
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
    const int visits = static_cast<int>(nodes.people.size());
    for (int first = 1, last = 1; first <= visits; first = ++last) {
      while (last < visits && IsWorthTheSame(nodes, first, last + 1)) ++last;
      const int arc = AddEqualVisits(nodes, gates, first, last - first + 1, district);
      if (first == 1) nodes.first_visit_arc = arc;
    }
    return gates;
  }

  static bool IsWorthTheSame(const SiteNodes& nodes, int k, int other) {
    return absl::c_all_of(nodes.capacities, [&](Micro capacity) {
      return nodes.Worth(capacity, k) == nodes.Worth(capacity, other);
    });
  }

  // `count` visits that are each worth what the k-th is. The arc that they enter the district by.
  int AddEqualVisits(const SiteNodes& nodes, const std::vector<int>& gates, int k, int count, int district) {
    const Micro people = nodes.people[At(k - 1)];
    if (nodes.capacities.front() >= people || gates.size() == 1) {
      return net_.AddArc({gates.front(), district, 0, count, -nodes.Worth(nodes.capacities.front(), k)});
    }
    const int visit = net_.AddNode();
    for (std::size_t gate = 0; gate < gates.size(); ++gate) {
      net_.AddArc({gates[gate], visit, 0, count, -nodes.Worth(nodes.capacities[gate], k)});
      if (nodes.capacities[gate] >= people) break;  // what is stronger comes through this gate
    }
    return net_.AddArc({visit, district, 0, count, 0});
  }

  // The node of the district, made on first use.
  int FindDistrict(const std::string& code) {
    const auto [found, is_new] = district_of_.try_emplace(code, 0);
    if (is_new) {
      found->second = net_.AddNode();
      const int arc = net_.AddArc({found->second, sink_, problem_.minimum_visits_per_district, Total(), 0});
      out_.districts.push_back({code, found->second, arc});
    }
    return found->second;
  }

  const PlanProblem& problem_;
  const SlotTable& table_;
  PlanNetwork out_;
  FlowNetwork& net_ = out_.network;
  int sink_ = 0;
  std::vector<Hub> hubs_;
  std::map<std::string, int> district_of_;
};

}  // namespace

Micro SiteNodes::Worth(Micro capacity, int k) const {
  return std::min(capacity, people[At(k - 1)]);
}

PlanNetwork BuildPlanNetwork(const PlanProblem& problem, const SlotTable& table) {
  return Builder(problem, table).Build();
}

}  // namespace dukcapil::outreach
