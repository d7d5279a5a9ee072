#include <gmock/gmock.h>

#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;

class StockModeOverrides : public InventoryTest {
 protected:
  // Ends the one in force where `level` is UNSPECIFIED.
  absl::StatusOr<v1::StockMode> Override(v1::StockModeLevel level, absl::CivilDay until = kToday + 7) {
    v1::OverrideStockModeRequest request;
    request.set_name("regions/17.02/stockMode");
    request.set_level(level);
    request.set_reason("a shipment was lost");
    if (level != v1::STOCK_MODE_LEVEL_UNSPECIFIED) *request.mutable_end_date() = dukcapil::ToProto(until);
    return OverrideStockMode(*app_, testing::WriteCall("OverrideStockMode"), request);
  }
  v1::StockMode ModeNow() {
    v1::GetStockModeRequest request;
    request.set_name("regions/17.02/stockMode");
    const auto mode = GetStockMode(*app_, testing::ReadCall("GetStockMode"), request);
    EXPECT_TRUE(mode.ok()) << mode.status();
    return mode.value_or(v1::StockMode());
  }
  v1::CardApplicationState StateOf(const std::string& name) {
    v1::GetCardApplicationRequest request;
    request.set_name(name);
    return GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), request)->state();
  }
};

TEST_F(StockModeOverrides, ReplacesTheForecastsLevelUntilItIsEnded) {
  OpenOffice(10);
  SetMode(StockLevel::kNormal, 2);
  ASSERT_EQ(Apply(kDamaged)->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  const auto set = Override(v1::STOCK_MODE_LEVEL_CONSTRAINED);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  EXPECT_EQ(set->forecast_level(), v1::STOCK_MODE_LEVEL_NORMAL);
  EXPECT_EQ(set->active_override().reason(), "a shipment was lost");
  EXPECT_EQ(set->active_override().actor(), testing::WriteCall("x").caller.subject);
  EXPECT_TRUE(set->active_override().has_create_time());
  EXPECT_EQ(ModeNow().SerializeAsString(), set->SerializeAsString());
  const auto waiting = Apply(kDamaged);
  EXPECT_EQ(waiting->decision().rule(), "CONSTRAINED_DAMAGED_WAITS");
  EXPECT_EQ(waiting->decision().override_level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  EXPECT_EQ(waiting->decision().forecast_level(), v1::STOCK_MODE_LEVEL_NORMAL);
  EXPECT_THAT(waiting->decision().explanation_en(), HasSubstr("(set by an administrator)"));

  // Who waited by it is served in the transaction that ends it.
  const auto ended = Override(v1::STOCK_MODE_LEVEL_UNSPECIFIED);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(StateOf(waiting->name()), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_FALSE(ended->has_active_override());
  ASSERT_EQ(ModeNow().override_history_size(), 2);
  EXPECT_EQ(ModeNow().override_history(0).level(), v1::STOCK_MODE_LEVEL_UNSPECIFIED);
  EXPECT_EQ(ModeNow().override_history(1).level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  EXPECT_EQ(Refusal(Override(v1::STOCK_MODE_LEVEL_UNSPECIFIED).status()), "NO_OVERRIDE");
  EXPECT_EQ(Proof(), "");
}

TEST_F(StockModeOverrides, ForcesCriticalAndRelaxesWhatTheForecastHolds) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 4);
  ASSERT_TRUE(Override(v1::STOCK_MODE_LEVEL_CRITICAL).ok());
  EXPECT_EQ(ModeNow().level(), v1::STOCK_MODE_LEVEL_CRITICAL);
  EXPECT_EQ(Apply(kLost)->decision().rule(), "CRITICAL_LOST_RESERVES_ABOVE_FLOOR");
  const auto damaged = Apply(kDamaged);
  EXPECT_EQ(damaged->decision().rule(), "CRITICAL_DAMAGED_WAITS");
  ASSERT_TRUE(Override(v1::STOCK_MODE_LEVEL_NORMAL).ok());
  EXPECT_EQ(StateOf(damaged->name()), v1::CARD_APPLICATION_STATE_RESERVED);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(Apply(kDamaged)->decision().rule(), "NORMAL_DAMAGED_RESERVES");
  // 4 are left, as many as are protected: that is judged live, whatever was set.
  EXPECT_EQ(ModeNow().level(), v1::STOCK_MODE_LEVEL_CRITICAL);
  EXPECT_EQ(Apply(kDamaged)->decision().rule(), "CRITICAL_DAMAGED_WAITS");
}

TEST_F(StockModeOverrides, HoldsUntilItsLastDay) {
  OpenOffice(10);
  SetMode(StockLevel::kNormal, 2);
  ASSERT_TRUE(Override(v1::STOCK_MODE_LEVEL_CONSTRAINED, kToday).ok());
  EXPECT_EQ(ModeNow().level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  Damage("UPDATE stock_mode_override SET end_date = '2023-10-13'");
  EXPECT_EQ(ModeNow().level(), v1::STOCK_MODE_LEVEL_NORMAL);
  EXPECT_FALSE(ModeNow().has_active_override());
  EXPECT_EQ(Apply(kDamaged)->decision().rule(), "NORMAL_DAMAGED_RESERVES");
}

TEST_F(StockModeOverrides, NamesEveryBadField) {
  v1::OverrideStockModeRequest request;
  const auto refusal = [&] {
    return Refusal(OverrideStockMode(*app_, testing::WriteCall("OverrideStockMode"), request).status());
  };
  *request.mutable_end_date() = dukcapil::ToProto(kToday - 1);
  EXPECT_EQ(refusal(), "INVALID_FIELDS: name level end_date reason");
  request.set_name("regions/17.02/stockMode");
  request.set_reason("why");
  request.set_level(v1::STOCK_MODE_LEVEL_NORMAL);
  *request.mutable_end_date() = dukcapil::ToProto(kToday + 91);
  EXPECT_EQ(refusal(), "INVALID_FIELDS: end_date");
  request.clear_end_date();
  EXPECT_EQ(refusal(), "INVALID_FIELDS: end_date");
  // Also before the mode was ever computed.
  *request.mutable_end_date() = dukcapil::ToProto(kToday + 90);
  const auto set = OverrideStockMode(*app_, testing::WriteCall("OverrideStockMode"), request);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_FALSE(set->has_compute_time());
}

}  // namespace
}  // namespace dukcapil::inventory
