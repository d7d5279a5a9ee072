#include "outreach-svc/domain/visit_order.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/inlined_vector.h"
#include "outreach-svc/domain/at.h"

namespace dukcapil::outreach {
namespace {

// When, and through which gate.
using Visits = absl::InlinedVector<std::pair<int, int>, 8>;

class Exchanges {
 public:
  Exchanges(const PlanProblem& problem, const SlotTable& table, const std::vector<SiteNodes>& sites,
            std::vector<Placement>& placements)
      : table_(table), sites_(sites), placements_(placements), at_site_(sites.size()) {
    std::map<Crew, int> crews;
    for (std::size_t i = 0; i < placements.size(); ++i) {
      const Team& team = problem.teams[At(table.slots[At(placements[i].slot)].team)];
      const auto [crew, is_new] = crews.try_emplace(CrewOf(team), static_cast<int>(crews.size()));
      if (is_new) of_crew_.emplace_back();
      crew_.push_back(crew->second);
      if (!placements[i].is_pinned) of_crew_[At(crew->second)].push_back(i);
      if (placements[i].site >= 0) at_site_[At(placements[i].site)].push_back(i);
    }
  }

  void Run() {
    bool has_gained = true;
    while (has_gained) {
      has_gained = false;
      for (int site = 0; site < static_cast<int>(at_site_.size()); ++site) {
        for (const std::size_t visit : at_site_[At(site)]) {
          const Micro loss = BestWorth(site) - Worth(site);
          if (loss == 0) break;
          if (!placements_[visit].is_pinned) has_gained |= ExchangeBest(visit, loss);
        }
      }
    }
  }

 private:
  bool IsOpen(int site, int slot) const {
    return site < 0 || !absl::c_binary_search(table_.closed[At(table_.slots[At(slot)].kind)], site);
  }

  // What the site's visits are worth in their order of time.
  Micro Worth(int site) const {
    if (site < 0) return 0;
    Visits visits;
    for (const std::size_t i : at_site_[At(site)]) {
      visits.emplace_back(placements_[i].slot, placements_[i].gate);
    }
    absl::c_sort(visits);
    return Sum(site, visits);
  }

  // The same with the strongest first.
  Micro BestWorth(int site) const {
    Visits visits;
    for (const std::size_t i : at_site_[At(site)]) visits.emplace_back(0, placements_[i].gate);
    std::sort(visits.rbegin(), visits.rend());
    return Sum(site, visits);
  }

  Micro Sum(int site, const Visits& visits) const {
    Micro worth = 0;
    for (std::size_t i = 0; i < visits.size(); ++i) {
      worth += sites_[At(site)].Worth(visits[i].second, static_cast<int>(i) + 1);
    }
    return worth;
  }

  // Makes the exchange of `visit` with another of its crew that gains most, or the first that gains `enough`;
  // false where none gains.
  bool ExchangeBest(std::size_t visit, Micro enough) {
    const int site = placements_[visit].site;
    const Micro before = Worth(site);
    Micro best_gain = 0;
    std::size_t best = visit;
    for (const std::size_t other : of_crew_[At(crew_[visit])]) {
      const int other_site = placements_[other].site;
      if (other_site == site) continue;
      if (!IsOpen(site, placements_[other].slot) || !IsOpen(other_site, placements_[visit].slot)) continue;
      std::swap(placements_[visit].slot, placements_[other].slot);
      Micro gain = Worth(site) - before;
      const Micro other_after = gain > best_gain ? Worth(other_site) : 0;
      std::swap(placements_[visit].slot, placements_[other].slot);
      if (gain <= best_gain) continue;  // the other site can only gain what its own turn finds
      gain += other_after - Worth(other_site);
      if (gain <= best_gain) continue;
      best_gain = gain;
      best = other;
      if (gain >= enough) break;
    }
    if (best_gain == 0) return false;
    std::swap(placements_[visit].slot, placements_[best].slot);
    return true;
  }

  const SlotTable& table_;
  const std::vector<SiteNodes>& sites_;
  std::vector<Placement>& placements_;
  std::vector<std::vector<std::size_t>> at_site_;
  std::vector<std::vector<std::size_t>> of_crew_;  // not pinned
  std::vector<int> crew_;                          // by placement
};

}  // namespace

void ImproveOrder(const PlanProblem& problem, const SlotTable& table, const std::vector<SiteNodes>& sites,
                  std::vector<Placement>& placements) {
  Exchanges(problem, table, sites, placements).Run();
}

}  // namespace dukcapil::outreach
