#include "inventory-svc/domain/stock_take.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SerialRange R(std::int64_t first, std::int64_t last) {
  return {"R", 8, first, last};
}

TEST(CompareCount, AgreesWithTheLedger) {
  const CountDifference difference = CompareCount({R(1, 50), R(51, 100)}, {{R(1, 100)}, {}, {}, {}, {}});
  EXPECT_THAT(difference.missing, IsEmpty());
  EXPECT_THAT(difference.unexplained, IsEmpty());
  EXPECT_THAT(PostCorrection("kantor", difference), IsEmpty());
}

TEST(MomentOf, IsItsTimeOrAllOfItsDay) {
  Movement count;
  count.occurred_date = absl::CivilDay(2023, 10, 10);
  count.recorded_time = absl::FromUnixSeconds(1697260000);
  count.count.emplace().time = absl::FromUnixSeconds(1696957199);
  EXPECT_EQ(MomentOf(count).time, count.count->time);
  EXPECT_EQ(MomentOf(count).entered, count.recorded_time);
  count.occurred_date += 2;
  EXPECT_EQ(MomentOf(count).day, absl::CivilDay(2023, 10, 10));
  count.occurred_date -= 2;
  count.count->time = EndOfDay(count.occurred_date);
  EXPECT_EQ(MomentOf(count).day, count.occurred_date);
  EXPECT_EQ(count.count->time, absl::FromUnixSeconds(1696957200)) << "midnight in UTC+7";
  EXPECT_EQ(MomentOf(count).time, count.recorded_time);
}

// 1–100 were there; since then 1–10 were printed, 101–200 came, and 20 went out and came back.
TEST(CompareCount, IsOfTheCountsTimeWhateverMovedSince) {
  const CountedLedger ledger = {{R(11, 200)}, {R(101, 200), R(20, 20)}, {R(1, 10), R(20, 20)}, {}, {}};
  EXPECT_EQ(ExpectedQuantity(ledger), 100);
  const CountDifference all = CompareCount({R(1, 100)}, ledger);
  EXPECT_THAT(all.missing, IsEmpty());
  EXPECT_THAT(all.unexplained, IsEmpty());
  const CountDifference fewer = CompareCount({R(6, 15), R(21, 90)}, ledger);
  EXPECT_THAT(fewer.missing, ElementsAre(R(16, 19), R(91, 100)));
}

TEST(CompareCount, TellsTheFoundFromTheUnexplained) {
  const CountDifference difference =
      CompareCount({R(1, 10), R(20, 29)}, {{R(1, 10)}, {}, {}, {R(20, 21)}, {R(25, 25)}});
  EXPECT_THAT(difference.found_adjusted, ElementsAre(R(20, 21)));
  EXPECT_THAT(difference.found_lost, ElementsAre(R(25, 25)));
  EXPECT_THAT(difference.unexplained, ElementsAre(R(22, 24), R(26, 29)));
}

TEST(PostCorrection, WritesOffAndBringsBack) {
  const auto postings = PostCorrection("kantor", {{R(1, 3)}, {R(20, 21)}, {R(25, 25)}, {}});
  const auto balances = BalancesOf(postings);
  EXPECT_EQ(balances.at("location:kantor"), 0);
  EXPECT_EQ(balances.at("adjustment"), 1);
  EXPECT_EQ(balances.at("lost"), -1);
  EXPECT_EQ(DeltaOf(postings, "kantor").moved, 0);
}

}  // namespace
}  // namespace dukcapil::inventory
