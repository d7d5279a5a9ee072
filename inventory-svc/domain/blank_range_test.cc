#include "inventory-svc/domain/blank_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace dukcapil::inventory {
namespace {

using ::testing::ElementsAre;

SerialRange R(std::int64_t first, std::int64_t last, const std::string& prefix = "R") {
  return {prefix, 8, first, last};
}

TEST(BlankRange, MovingSplitsIntoThree) {
  const BlankRange range{R(1, 100), "lot", "location:kantor"};
  EXPECT_THAT(
      MoveSerials(range, R(17, 20), "issued"),
      ElementsAre(BlankRange{R(1, 16), "lot", "location:kantor"}, BlankRange{R(17, 20), "lot", "issued"},
                  BlankRange{R(21, 100), "lot", "location:kantor"}));
  EXPECT_THAT(
      MoveSerials(range, R(1, 1), "issued"),
      ElementsAre(BlankRange{R(1, 1), "lot", "issued"}, BlankRange{R(2, 100), "lot", "location:kantor"}));
  EXPECT_THAT(MoveSerials(range, R(1, 500), "spoiled"), ElementsAre(BlankRange{R(1, 100), "lot", "spoiled"}));
  EXPECT_THAT(MoveSerials(range, R(1, 5, "Q"), "spoiled"), ElementsAre(range));
}

TEST(BlankRange, FindsTheFirstOverlap) {
  EXPECT_FALSE(FindOverlap({R(5, 9), R(1, 4), R(1, 9, "Q")}).has_value());
  EXPECT_EQ(FindOverlap({R(5, 9), R(1, 5)}), (Serial{"R", 8, 5}));
  EXPECT_EQ(FindOverlap({R(1, 100), R(50, 60), R(200, 201)}), (Serial{"R", 8, 50}));
}

TEST(BlankRange, FindsTheFirstSerialNotCovered) {
  EXPECT_FALSE(FindUncovered(R(3, 8), {R(6, 10), R(1, 5)}).has_value());
  EXPECT_EQ(FindUncovered(R(3, 8), {R(1, 4), R(6, 10)}), (Serial{"R", 8, 5}));
  EXPECT_EQ(FindUncovered(R(3, 8), {}), (Serial{"R", 8, 3}));
  EXPECT_EQ(FindUncovered(R(3, 8), {R(1, 7), R(1, 100, "Q")}), (Serial{"R", 8, 8}));
}

// Law: whatever is moved, the pieces hold each serial once, each in the account it was last moved to.
TEST(BlankRange, MovesKeepEverySerialOnce) {
  std::mt19937 random(20231014);
  const std::vector<std::string> accounts = {"location:a", "location:b", "issued", "spoiled"};
  for (int round = 0; round < 200; ++round) {
    std::vector<BlankRange> ranges = {{R(0, 99), "lot", "location:a"}};
    std::map<std::int64_t, std::string> expected;
    for (std::int64_t n = 0; n < 100; ++n) expected[n] = "location:a";
    for (int move = 0; move < 20; ++move) {
      const auto a = static_cast<std::int64_t>(random() % 110);
      const SerialRange taken = R(a, a + static_cast<std::int64_t>(random() % 15));
      const std::string& account = accounts[random() % accounts.size()];
      std::vector<BlankRange> next;
      for (const BlankRange& range : ranges) {
        for (BlankRange& piece : MoveSerials(range, taken, account)) next.push_back(std::move(piece));
      }
      ranges = std::move(next);
      for (std::int64_t n = taken.first; n <= taken.last && n < 100; ++n) expected[n] = account;
    }
    std::vector<SerialRange> serials;
    std::map<std::int64_t, std::string> actual;
    for (const BlankRange& range : ranges) {
      serials.push_back(range.serials);
      for (std::int64_t n = range.serials.first; n <= range.serials.last; ++n) actual[n] = range.account;
    }
    EXPECT_FALSE(FindOverlap(serials).has_value());
    EXPECT_EQ(CountSerials(serials), 100);
    EXPECT_EQ(actual, expected);
  }
}

}  // namespace
}  // namespace dukcapil::inventory
