#include "inventory-svc/domain/stock_mode.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

using enum StockLevel;
constexpr absl::CivilDay kDay(2023, 10, 14);

TEST(StockMode, ConstrainedWithin120Days) {
  EXPECT_EQ(ForecastLevel(kNormal, kDay, kDay + 120, {}), kConstrained);
  EXPECT_EQ(ForecastLevel(kNormal, kDay, kDay + 121, {}), kNormal);
  EXPECT_EQ(ForecastLevel(kNormal, kDay, std::nullopt, {}), kNormal);
}

TEST(StockMode, ConstrainedWhereStockEndsBeforeTheNextArrival) {
  EXPECT_EQ(ForecastLevel(kNormal, kDay, kDay + 150, kDay + 151), kConstrained);
  EXPECT_EQ(ForecastLevel(kNormal, kDay, kDay + 150, kDay + 150), kNormal);
}

TEST(StockMode, RelaxesOnlyWithAMargin) {
  EXPECT_EQ(ForecastLevel(kConstrained, kDay, kDay + 135, {}), kConstrained);
  EXPECT_EQ(ForecastLevel(kConstrained, kDay, kDay + 136, {}), kNormal);
  EXPECT_EQ(ForecastLevel(kNormal, kDay, kDay + 135, {}), kNormal);
  EXPECT_EQ(ForecastLevel(kConstrained, kDay, kDay + 160, kDay + 150), kConstrained);
  EXPECT_EQ(ForecastLevel(kConstrained, kDay, kDay + 165, kDay + 150), kNormal);
}

TEST(StockMode, CriticalIsLive) {
  EXPECT_EQ(LiveLevel(kNormal, 101, 100), kNormal);
  EXPECT_EQ(LiveLevel(kConstrained, 101, 100), kConstrained);
  EXPECT_EQ(LiveLevel(kNormal, 100, 100), kCritical);
  EXPECT_EQ(FloorOf(103), 25);
}

}  // namespace
}  // namespace dukcapil::inventory
