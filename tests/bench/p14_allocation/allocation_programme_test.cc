// The split is the linear programmes': two ways that share nothing agree. Then packs, and what asking for
// more wins.
#include "tests/bench/p14_allocation/allocation_programme.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/bench/p14_allocation/allocation_problems.h"

namespace dukcapil::bench {
namespace {

using inventory::Allocate;
using inventory::Allocation;
using inventory::SplitExactly;

TEST(AllocationProgramme, AgreesOnAThousandNationalSplits) {
  std::mt19937_64 random(20231014);
  int short_of_floors = 0, levelled = 0, capped = 0;
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(round);
    const AllocationProblem problem = DrawAllocation(4 + round % 12, random);
    const auto exact = SplitExactly(problem.needs, problem.rules);
    const std::vector<double> peer = SplitWithClp(problem.needs, problem.rules);
    for (std::size_t i = 0; i < peer.size(); ++i) EXPECT_NEAR(exact.split.shares[i], peer[i], 1e-3) << i;
    if (HasFailure()) return;
    const bool is_levelled = std::isfinite(exact.split.days);
    levelled += is_levelled ? 1 : 0;
    capped += is_levelled ? 0 : 1;
    const double floors = std::accumulate(exact.floor.begin(), exact.floor.end(), 0.0);
    if (floors + static_cast<double>(problem.rules.pack_size) > static_cast<double>(problem.rules.total)) {
      ++short_of_floors;
    }
  }
  EXPECT_GT(short_of_floors, 50);
  EXPECT_GT(levelled, 500);
  EXPECT_GT(capped, 50);
}

// Also where it decides whether all floors fit.
TEST(AllocationProgramme, ACardMoreTakesNothingFromAnybody) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    AllocationProblem problem = DrawAllocation(8, random);
    problem.rules.pack_size = 1;
    problem.needs[0].daily_use = 0;
    const auto shares = [&] { return SplitExactly(problem.needs, problem.rules).split.shares; };
    problem.rules.total = 1 << 20;
    const std::vector<double> floors = SplitExactly(problem.needs, problem.rules).floor;
    const auto all = static_cast<std::int64_t>(std::accumulate(floors.begin(), floors.end(), 0.0));
    problem.rules.total = std::max<std::int64_t>(all - 3, 1);
    std::vector<double> before = shares();
    for (int i = 0; i < 6; ++i) {
      ++problem.rules.total;
      const std::vector<double> now = shares();
      for (std::size_t at = 0; at < now.size(); ++at) EXPECT_GE(now[at], before[at] - 1e-6) << at;
      before = now;
    }
    if (HasFailure()) return;
  }
}

TEST(AllocationProgramme, PacksMoveAShareByLessThanOne) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(round);
    const AllocationProblem problem = DrawAllocation(4 + round % 40, random);
    const Allocation allocation = Allocate(problem.needs, problem.rules);
    std::int64_t given = 0;
    for (std::size_t i = 0; i < problem.needs.size(); ++i) {
      const auto& share = allocation.shares[i];
      EXPECT_EQ(share.cards % problem.rules.pack_size, 0);
      EXPECT_LT(std::abs(static_cast<double>(share.cards) - share.exact),
                static_cast<double>(problem.rules.pack_size) + 1e-3);
      if (problem.needs[i].has_asked) {
        EXPECT_LE(share.cards, problem.needs[i].asked);
      }
      given += share.cards;
    }
    EXPECT_LE(given, problem.rules.total);
    EXPECT_EQ(given + allocation.left_over, problem.rules.total);
    // Where somebody could still take a pack, less than one is left over.
    if (allocation.level_days.has_value()) {
      EXPECT_LT(allocation.left_over, problem.rules.pack_size);
    }
    if (HasFailure()) return;
  }
}

// What a regency gets when nothing limits it is its fair share. Asking for as much or any more gets just
// that; asking for less gets what was asked for: there is nothing to win by an inflated request, whatever the
// others ask for.
TEST(AllocationProgramme, AskingForMoreNeverGains) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    AllocationProblem problem = DrawAllocation(8, random);
    auto& need = problem.needs[static_cast<std::size_t>(round) % problem.needs.size()];
    const std::size_t at = static_cast<std::size_t>(round) % problem.needs.size();
    need.has_asked = false;
    const std::int64_t fair = Allocate(problem.needs, problem.rules).shares[at].cards;
    const double exact = SplitExactly(problem.needs, problem.rules).split.shares[at];
    need.has_asked = true;
    const std::int64_t pack = problem.rules.pack_size;
    const auto enough = static_cast<std::int64_t>(std::ceil(exact / static_cast<double>(pack))) * pack;
    for (const std::int64_t more : {std::int64_t{0}, pack, 10 * pack, std::int64_t{1'000'000}}) {
      need.asked = enough + more;
      EXPECT_EQ(Allocate(problem.needs, problem.rules).shares[at].cards, fair) << more;
    }
    need.asked = static_cast<std::int64_t>(exact / 2);
    EXPECT_EQ(Allocate(problem.needs, problem.rules).shares[at].cards, need.asked / pack * pack);
    if (HasFailure()) return;
  }
}

TEST(AllocationProgramme, ExplainsEveryShare) {
  const std::vector<inventory::AllocationNeed> needs = {{"17.02", 50, 100, 50, 10000, true},
                                                        {"17.03", 10, 900, 0, 200, true},
                                                        {"17.04", 0, 0, 0, 0, false},
                                                        {"17.05", 20, 0, 0, 100, true}};
  const inventory::AllocationRules rules = {1240, 100, 10, 150};
  const Allocation allocation = Allocate(needs, rules);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    words.push_back(ExplainShareInEnglish(needs[i], rules, allocation, allocation.shares[i]));
    EXPECT_NE(ExplainShareInIndonesian(needs[i], rules, allocation, allocation.shares[i]), "");
  }
  EXPECT_EQ(
      words[0],
      "100 on hand and 50 on the way last 3.0 days at 50.0 a day; 350 bring it to the floor; 950 bring it to "
      "the 22.0 days of all that are levelled; packs of 100 make it 1000.");
  EXPECT_EQ(words[1],
            "900 on hand and 0 on the way last 90.0 days at 10.0 a day; others run out before it does.");
  EXPECT_EQ(words[2],
            "0 on hand and 0 on the way; no use is known, so only the floor counts; 150 bring it to the "
            "floor; packs "
            "of 100 make it 100.");
  EXPECT_EQ(
      words[3],
      "0 on hand and 0 on the way last 0.0 days at 20.0 a day; 100 bring it to the floor; it gets the whole "
      "packs of the 100 it asked for.");
}

}  // namespace
}  // namespace dukcapil::bench
