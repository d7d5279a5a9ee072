#include "inventory-svc/domain/forecast/supply.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

constexpr WeekCapacity kRejangLebong = {150, 150, 150, 150, 60, 75, 0};

TEST(Supply, PrintsByWeekdayAndNotOnHolidays) {
  const WorkingCalendar calendar({{absl::CivilDay(2023, 12, 25), "Natal"}});
  EXPECT_EQ(CapacityOn(absl::CivilDay(2023, 10, 14), kRejangLebong, calendar), 75);  // a Saturday
  EXPECT_EQ(CapacityOn(absl::CivilDay(2023, 10, 15), kRejangLebong, calendar), 0);
  EXPECT_EQ(CapacityOn(absl::CivilDay(2023, 10, 16), kRejangLebong, calendar), 150);
  EXPECT_EQ(CapacityOn(absl::CivilDay(2023, 10, 20), kRejangLebong, calendar), 60);
  EXPECT_EQ(CapacityOn(absl::CivilDay(2023, 12, 25), kRejangLebong, calendar), 0);
}

// domain.md: about 12,100 cards from 14 October 2023 to 14 February 2024.
TEST(Supply, TheReferenceCase) {
  const WorkingCalendar calendar({{absl::CivilDay(2023, 12, 25), "Natal"},
                                  {absl::CivilDay(2023, 12, 26), "cuti bersama"},
                                  {absl::CivilDay(2024, 1, 1), "Tahun Baru"},
                                  {absl::CivilDay(2024, 2, 8), "Isra Mikraj"},
                                  {absl::CivilDay(2024, 2, 9), "cuti bersama"},
                                  {absl::CivilDay(2024, 2, 10), "Imlek"},
                                  {absl::CivilDay(2024, 2, 14), "Pemilu"}});
  const PrintSupply supply =
      PrintLimit(absl::CivilDay(2023, 10, 14), absl::CivilDay(2024, 2, 14), kRejangLebong, calendar);
  EXPECT_EQ(supply.cards, 12135);  // 17 weeks of 735, then 525, less 885 on holidays
  EXPECT_EQ(supply.days, 99);
}

TEST(Supply, LocationsAddUp) {
  const WeekCapacity sum = SumOf({kRejangLebong, {10, 0, 0, 0, 0, 0, 5}});
  EXPECT_EQ(sum[0], 160);
  EXPECT_EQ(sum[6], 5);
  EXPECT_EQ(PrintLimit(absl::CivilDay(2023, 10, 15), absl::CivilDay(2023, 10, 14), sum, {}).cards, 0);
}

}  // namespace
}  // namespace dukcapil::inventory
