// Times the split of the whole country beside CLP; prints one JSON object.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/p14_allocation/allocation_problems.h"
#include "tests/bench/p14_allocation/allocation_programme.h"

namespace {

constexpr int kRounds = 5;
constexpr int kRegencies = 514;

template <class F>
double Seconds(F body) {
  const absl::Time start = absl::Now();
  body();
  return absl::ToDoubleSeconds(absl::Now() - start);
}

}  // namespace

int main() {
  std::mt19937_64 random(20231014);
  nlohmann::json report;
  double difference = 0;
  for (int round = 0; round < kRounds; ++round) {
    dukcapil::bench::AllocationProblem problem = dukcapil::bench::DrawAllocation(kRegencies, random);
    problem.rules.total = 400'000;
    dukcapil::inventory::Allocation allocation;
    std::vector<double> peer;
    report["ours"].push_back(
        Seconds([&] { allocation = dukcapil::inventory::Allocate(problem.needs, problem.rules); }));
    report["peer"].push_back(
        Seconds([&] { peer = dukcapil::bench::SplitWithClp(problem.needs, problem.rules); }));
    for (std::size_t i = 0; i < peer.size(); ++i) {
      difference = std::max(difference, std::abs(allocation.shares[i].exact - peer[i]));
    }
  }
  report["difference"] = difference;
  report["regencies"] = kRegencies;
  std::cout << report.dump() << std::endl;
  return EXIT_SUCCESS;
}
