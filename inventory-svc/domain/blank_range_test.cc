#include "inventory-svc/domain/blank_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "inventory-svc/domain/range_test.h"

namespace dukcapil::inventory {
namespace {

using ::testing::ElementsAre;

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

TEST(Ranges, MergeWhatOverlapsOrTouches) {
  EXPECT_THAT(Merge({R(5, 9), R(1, 4), R(8, 12), R(20, 20), {"S", 8, 13, 14}}),
              ElementsAre(R(1, 12), R(20, 20), SerialRange{"S", 8, 13, 14}));
}

// Law: by single serials, over all ranges of a small series.
TEST(Ranges, SubtractAndIntersectAsSetsDo) {
  std::mt19937 random(1702);
  const auto any = [&] {
    std::vector<SerialRange> ranges;
    for (unsigned i = static_cast<unsigned>(random() % 5); i > 0; --i) {
      const auto first = static_cast<std::int64_t>(random() % 20);
      ranges.push_back(
          {random() % 3 == 0 ? "S" : "R", 8, first, first + static_cast<std::int64_t>(random() % 6)});
    }
    return ranges;
  };
  const auto holds = [](const std::vector<SerialRange>& ranges, const SerialRange& serial) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const SerialRange& range) { return Intersection(range, serial).has_value(); });
  };
  for (int round = 0; round < 2000; ++round) {
    const auto a = any();
    const auto b = any();
    const auto difference = Subtract(a, b);
    const auto common = Intersect(a, b);
    EXPECT_EQ(difference, Merge(difference));
    for (const std::string prefix : {"R", "S"}) {
      for (std::int64_t number = 0; number < 27; ++number) {
        const SerialRange serial{prefix, 8, number, number};
        ASSERT_EQ(holds(difference, serial), holds(a, serial) && !holds(b, serial));
        ASSERT_EQ(holds(common, serial), holds(a, serial) && holds(b, serial));
      }
    }
  }
}

}  // namespace
}  // namespace dukcapil::inventory
