#include "tests/bench/p14_allocation/allocation_programme.h"

#include <ClpSimplex.hpp>
#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace dukcapil::bench {
namespace {

using inventory::AllocationNeed;
using inventory::AllocationRules;

constexpr double kDual = 1e-9;

// Whole packs of `cards`, in cards.
double InPacks(std::int64_t cards, std::int64_t pack_size) {
  const std::int64_t packs = cards / pack_size;
  return static_cast<double>(packs * pack_size);
}

// One step: columns are the shares and, last, the days T; rows are `share − use·T ≥ −stock` of each regency
// that still rises, and last the total.
class Programme {
 public:
  Programme(const std::vector<AllocationNeed>& needs, std::vector<double> lower, std::vector<double> upper,
            double total)
      : needs_(needs), lower_(std::move(lower)), upper_(std::move(upper)), total_(total) {}

  std::vector<double> Solve() {
    std::vector<bool> rises(needs_.size());
    for (std::size_t i = 0; i < needs_.size(); ++i) rises[i] = needs_[i].daily_use > 0;
    while (std::find(rises.begin(), rises.end(), true) != rises.end()) FixTight(rises);
    return lower_;
  }

 private:
  void FixTight(std::vector<bool>& rises) {
    const int columns = static_cast<int>(needs_.size()) + 1;
    std::vector<double> entries, row_lower, cost(static_cast<std::size_t>(columns), 0);
    std::vector<int> rows;
    std::vector<CoinBigIndex> starts = {0};
    std::vector<int> row_of(needs_.size(), -1);
    int count = 0;
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (rises[i]) row_of[i] = count++;
    }
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (rises[i]) {
        rows.push_back(row_of[i]);
        entries.push_back(1);
        row_lower.push_back(-static_cast<double>(needs_[i].stock()));
      }
      rows.push_back(count);
      entries.push_back(1);
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    }
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (!rises[i]) continue;
      rows.push_back(row_of[i]);
      entries.push_back(-needs_[i].daily_use);
    }
    starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    row_lower.push_back(-COIN_DBL_MAX);
    std::vector<double> row_upper(row_lower.size(), COIN_DBL_MAX);
    row_upper.back() = total_;
    std::vector<double> lower = lower_, upper = upper_;
    lower.push_back(0);
    upper.push_back(COIN_DBL_MAX);
    cost.back() = -1;
    ClpSimplex simplex;
    simplex.setLogLevel(0);
    simplex.loadProblem(columns, count + 1, starts.data(), rows.data(), entries.data(), lower.data(),
                        upper.data(), cost.data(), row_lower.data(), row_upper.data());
    simplex.primal();
    if (!simplex.isProvenOptimal()) std::abort();
    const double days = simplex.primalColumnSolution()[columns - 1];
    bool fixed = false;
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (!rises[i] || std::abs(simplex.dualRowSolution()[row_of[i]]) < kDual) continue;
      const double share = needs_[i].daily_use * days - static_cast<double>(needs_[i].stock());
      lower_[i] = upper_[i] = std::clamp(share, lower_[i], upper_[i]);
      rises[i] = false;
      fixed = true;
    }
    if (!fixed) std::abort();
  }

  const std::vector<AllocationNeed>& needs_;
  std::vector<double> lower_;
  std::vector<double> upper_;
  const double total_;
};

}  // namespace

std::vector<double> SplitWithClp(const std::vector<AllocationNeed>& needs, const AllocationRules& rules) {
  const double total = InPacks(rules.total, rules.pack_size);
  std::vector<double> cap, floor;
  for (const AllocationNeed& need : needs) {
    // Nobody can take more than there is: so large a cap is none.
    cap.push_back(need.has_asked ? InPacks(need.asked, rules.pack_size) : total + 1);
    const double level = std::max(need.daily_use * static_cast<double>(rules.floor_days),
                                  static_cast<double>(rules.floor_cards));
    floor.push_back(std::min(std::max(level - static_cast<double>(need.stock()), 0.0), cap.back()));
  }
  if (std::accumulate(floor.begin(), floor.end(), 0.0) > total) {
    const std::vector<double> whole = floor;
    floor = Programme(needs, std::vector<double>(needs.size(), 0), floor, total).Solve();
    // Who uses nothing: as if each used a card a day, and the others none.
    std::vector<AllocationNeed> idle = needs;
    for (AllocationNeed& need : idle) need.daily_use = need.daily_use > 0 ? 0 : 1;
    floor = Programme(idle, floor, whole, total).Solve();
  }
  return Programme(needs, floor, cap, total).Solve();
}

}  // namespace dukcapil::bench
