#include "samples/blanks.h"

#include <set>

#include <gtest/gtest.h>

#include "samples/office.h"

namespace dukcapil::samples {
namespace {

using absl::CivilDay;

std::set<int> NumbersOf(const std::vector<SerialRun>& runs) {
  std::set<int> numbers;
  for (const SerialRun& run : runs)
    for (int number = run.first; number <= run.last; ++number)
      EXPECT_TRUE(numbers.insert(number).second) << number;
  return numbers;
}

TEST(Blanks, BeginWhereTheReferenceCaseEnds) {
  EXPECT_EQ(SerialOf(RunsInUse(CivilDay(2023, 10, 15)).front().first), Serial(2000));
}

TEST(Blanks, ADeliveryIsShortAndComesIntoUseLast) {
  const CivilDay arrival(2023, 10, 30);
  const auto delivery = DeliveryOf(arrival);
  ASSERT_TRUE(delivery.has_value());
  EXPECT_EQ(delivery->shipped.last - delivery->shipped.first + 1, kGrantedByMinistry);
  EXPECT_EQ(delivery->arrived.last - delivery->arrived.first + 1, 1497);
  for (const CivilDay day : {arrival - 14, arrival - 7, arrival - 3}) {
    ASSERT_TRUE(DeliveryOf(day).has_value()) << day;
    EXPECT_EQ(DeliveryOf(day)->document, delivery->document);
  }
  EXPECT_FALSE(DeliveryOf(arrival - 1).has_value());
  EXPECT_NE(DeliveryOf(arrival + 7)->document, delivery->document);
  EXPECT_EQ(DeliveryOf(arrival + 21)->arrival_date, arrival + 21);
  const auto before = RunsInUse(arrival - 1), after = RunsInUse(arrival);
  ASSERT_EQ(after.size(), before.size() + 1);
  EXPECT_EQ(after.back().first, delivery->arrived.first);
  EXPECT_EQ(after.back().last + 1, delivery->damaged.first);
}

TEST(Blanks, TheFirstUnusedIsFoundWhereverItIs) {
  const std::vector<SerialRun> runs = {{10, 12}, {20, 20}, {31, 35}};
  for (std::int64_t used = 0; used <= 9; ++used) {
    std::set<int> gone;
    for (std::int64_t i = 0; i < used; ++i) gone.insert(*NumberAt(runs, i));
    EXPECT_EQ(FirstUnused(runs, [&](int n) -> absl::StatusOr<bool> { return gone.count(n) == 0; }).value(),
              used);
  }
  EXPECT_FALSE(NumberAt(runs, 9).has_value());
  EXPECT_EQ(FirstUnused(runs, [](int) -> absl::StatusOr<bool> { return absl::UnavailableError(""); })
                .status()
                .code(),
            absl::StatusCode::kUnavailable);
}

// What is counted is what was there: the 4,000 of the reference day and what arrived, less what was used,
// what teams spoiled and what this and earlier counts miss.
TEST(Blanks, ACountFindsEveryBlankButThoseMissing) {
  const CivilDay first(2023, 10, 21), second(2023, 11, 18);
  ASSERT_TRUE(IsCountDay(first) && IsCountDay(second));
  EXPECT_FALSE(IsCountDay(first + 7));
  EXPECT_NE(MissedOn(first), MissedOn(second));
  const std::set<int> at_first = NumbersOf(CountedOn(first, RunsInUse(first), 100));
  EXPECT_EQ(at_first.size(), 4000u - 100 - 1 - 1);
  EXPECT_EQ(at_first.count(*MissedOn(first)), 0u);
  const std::set<int> at_second = NumbersOf(CountedOn(second, RunsInUse(second), 3600));
  EXPECT_EQ(at_second.size(), 4000u + 1492 - 3600 - 5 - 2);
  EXPECT_EQ(at_second.count(*MissedOn(first)) + at_second.count(*MissedOn(second)), 0u);
}

}  // namespace
}  // namespace dukcapil::samples
