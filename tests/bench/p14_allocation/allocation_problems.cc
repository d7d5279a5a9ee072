#include "tests/bench/p14_allocation/allocation_problems.h"

#include <string>

namespace dukcapil::bench {

AllocationProblem DrawAllocation(int regencies, std::mt19937_64& random) {
  const auto below = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)); };
  AllocationProblem problem;
  inventory::AllocationRules& rules = problem.rules;
  const std::int64_t packs[] = {1, 50, 100, 500};
  rules.pack_size = packs[below(4)];
  rules.floor_days = below(3) == 0 ? 0 : below(30);
  rules.floor_cards = below(3) == 0 ? 0 : below(500);
  const bool all_ask = below(2) == 0;
  for (int i = 0; i < regencies; ++i) {
    inventory::AllocationNeed& need = problem.needs.emplace_back();
    need.regency = std::to_string(i);
    need.daily_use = below(10) == 0 ? 0 : static_cast<double>(1 + below(6000)) / 30;
    need.on_hand = below(4) == 0 ? 0 : below(10000);
    need.on_the_way = below(3) == 0 ? below(3000) : 0;
    need.has_asked = all_ask || below(5) != 0;
    if (need.has_asked) need.asked = below(8000);
  }
  rules.total = (1 + below(20)) * regencies * (1 + below(500));
  return problem;
}

}  // namespace dukcapil::bench
