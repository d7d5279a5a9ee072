#include "inventory-svc/domain/stock_mode.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

using enum StockLevel;
constexpr absl::CivilDay kStart(2023, 10, 14);

struct ModeCase {
  const char* what;
  StockLevel previous;
  bool arrived;
  std::optional<absl::CivilDay> run_out;
  std::optional<absl::CivilDay> next_arrival;
  StockLevel level;
};

TEST(StockMode, EntersAt120DaysAndLeavesAfter150OrAnArrival) {
  const ModeCase cases[] = {
      {"enters", kNormal, false, kStart + 120, {}, kConstrained},
      {"enters also on an arrival", kNormal, true, kStart + 120, {}, kConstrained},
      {"does not enter", kNormal, false, kStart + 121, {}, kNormal},
      {"lasts beyond the horizon", kConstrained, false, {}, {}, kNormal},
      {"stays", kConstrained, false, kStart + 150, {}, kConstrained},
      {"leaves", kConstrained, false, kStart + 151, {}, kNormal},
      {"leaves on an arrival", kConstrained, true, kStart + 121, {}, kNormal},
      {"arrival too small", kConstrained, true, kStart + 120, {}, kConstrained},
      {"ends before the next arrival", kNormal, false, kStart + 160, kStart + 161, kConstrained},
      {"ends on the next arrival", kNormal, false, kStart + 160, kStart + 160, kNormal},
      {"stays until it outlasts it", kConstrained, false, kStart + 179, kStart + 150, kConstrained},
      {"outlasts it", kConstrained, false, kStart + 180, kStart + 150, kNormal},
  };
  for (const ModeCase& c : cases) {
    EXPECT_EQ(ForecastLevel(c.previous, c.arrived, kStart, c.run_out, c.next_arrival), c.level) << c.what;
  }
}

TEST(StockMode, CriticalIsLive) {
  EXPECT_EQ(LiveLevel(kNormal, {}, 101, 100), kNormal);
  EXPECT_EQ(LiveLevel(kConstrained, {}, 101, 100), kConstrained);
  EXPECT_EQ(LiveLevel(kNormal, {}, 100, 100), kCritical);
  EXPECT_EQ(LiveLevel(kNormal, kConstrained, 101, 100), kConstrained);
  EXPECT_EQ(LiveLevel(kConstrained, kNormal, 101, 100), kNormal);
  EXPECT_EQ(LiveLevel(kConstrained, kNormal, 100, 100), kCritical) << "set by hand or not";
  EXPECT_EQ(FloorOf(103), 25);
}

}  // namespace
}  // namespace dukcapil::inventory
