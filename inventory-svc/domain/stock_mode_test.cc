#include "inventory-svc/domain/stock_mode.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

using enum StockLevel;
constexpr absl::CivilDay kDay(2023, 10, 14);

struct Case {
  const char* what;
  StockLevel previous;
  bool arrived;
  std::optional<absl::CivilDay> run_out;
  std::optional<absl::CivilDay> next_arrival;
  StockLevel level;
};

TEST(StockMode, EntersAt120DaysAndLeavesAfter150OrAnArrival) {
  const Case cases[] = {
      {"enters", kNormal, false, kDay + 120, {}, kConstrained},
      {"enters also on an arrival", kNormal, true, kDay + 120, {}, kConstrained},
      {"does not enter", kNormal, false, kDay + 121, {}, kNormal},
      {"lasts beyond the horizon", kConstrained, false, {}, {}, kNormal},
      {"stays", kConstrained, false, kDay + 150, {}, kConstrained},
      {"leaves", kConstrained, false, kDay + 151, {}, kNormal},
      {"leaves on an arrival", kConstrained, true, kDay + 121, {}, kNormal},
      {"arrival too small", kConstrained, true, kDay + 120, {}, kConstrained},
      {"ends before the next arrival", kNormal, false, kDay + 160, kDay + 161, kConstrained},
      {"ends on the next arrival", kNormal, false, kDay + 160, kDay + 160, kNormal},
      {"stays until it outlasts it", kConstrained, false, kDay + 179, kDay + 150, kConstrained},
      {"outlasts it", kConstrained, false, kDay + 180, kDay + 150, kNormal},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ForecastLevel(c.previous, c.arrived, kDay, c.run_out, c.next_arrival), c.level) << c.what;
  }
}

TEST(StockMode, CriticalIsLive) {
  EXPECT_EQ(LiveLevel(kNormal, 101, 100), kNormal);
  EXPECT_EQ(LiveLevel(kConstrained, 101, 100), kConstrained);
  EXPECT_EQ(LiveLevel(kNormal, 100, 100), kCritical);
  EXPECT_EQ(FloorOf(103), 25);
}

}  // namespace
}  // namespace dukcapil::inventory
