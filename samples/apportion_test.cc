#include "samples/apportion.h"

#include <cstddef>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples/random.h"

namespace dukcapil::samples {
namespace {

using ::testing::ElementsAre;

TEST(Apportion, GivesTheLargestRemaindersTheRest) {
  EXPECT_THAT(Apportion(10, {1, 1, 1}), ElementsAre(4, 3, 3));
  EXPECT_THAT(Apportion(7, {1, 2, 4}), ElementsAre(1, 2, 4));
  EXPECT_THAT(Apportion(3, {10, 16, 14}), ElementsAre(1, 1, 1));
  EXPECT_THAT(Apportion(0, {0, 0}), ElementsAre(0, 0));
}

TEST(Apportion, AddsUpAndNeverExceedsAWeight) {
  Random random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::int64_t> weights(static_cast<std::size_t>(random.Between(1, 30)));
    for (std::int64_t& weight : weights) weight = random.Between(0, 100);
    weights[0] += 1;
    const std::int64_t total =
        random.Between(0, std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    const std::vector<std::int64_t> shares = Apportion(total, weights);
    EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}), total);
    for (std::size_t i = 0; i < shares.size(); ++i) EXPECT_LE(shares[i], weights[i]);
  }
}

}  // namespace
}  // namespace dukcapil::samples
