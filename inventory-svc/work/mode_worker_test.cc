#include "inventory-svc/work/mode_worker.h"

#include <gtest/gtest.h>

#include "absl/synchronization/notification.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "inventory-svc/work/own_call.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class ModeWorkers : public InventoryTest {
 protected:
  void SetUp() override { coverage_ = {13872, 197205, 200, 196805, 196455}; }
  std::optional<StockMode> Stored() {
    const auto mode = app_->store.Read(testing::ReadCall(),
                                       [](Snapshot& snapshot) { return snapshot.FindStockMode("17.02"); });
    EXPECT_TRUE(mode.ok()) << mode.status();
    return mode.value_or(std::nullopt);
  }
};

TEST_F(ModeWorkers, ComputeWhatIsMissingOldOrOfAnotherStock) {
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  EXPECT_FALSE(Stored().has_value());  // no stock, no mode
  OpenOffice(4000);
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  const auto first = Stored();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->forecast_level, StockLevel::kConstrained);
  EXPECT_EQ(first->on_hand, 4000);

  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  EXPECT_EQ(Stored()->compute_time, first->compute_time);  // fresh

  Damage("UPDATE stock_mode SET compute_time = compute_time - INTERVAL 6 SECOND");
  const absl::Time aged = Stored()->compute_time;
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  EXPECT_EQ(Stored()->compute_time, aged);  // a little older, but of this stock
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_LOST).ok());
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  EXPECT_GT(Stored()->compute_time, aged);
  EXPECT_EQ(Stored()->reserved, 1);

  Damage("UPDATE stock_mode SET compute_time = compute_time - INTERVAL 11 MINUTE");
  const absl::Time old = Stored()->compute_time;
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  EXPECT_GT(Stored()->compute_time, old);
}

TEST_F(ModeWorkers, TheLastModeHoldsWhileTheRegisterIsAway) {
  OpenOffice(4000);
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  const auto first = Stored();
  Damage("UPDATE stock_mode SET compute_time = compute_time - INTERVAL 11 MINUTE");
  const absl::Time old = Stored()->compute_time;
  app_->sisters.get_coverage = [](const Call&, const std::string&,
                                  absl::CivilDay) -> absl::StatusOr<CoverageFigures> {
    return absl::UnavailableError("away");
  };
  EXPECT_EQ(RefreshOldModes(*app_).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Stored()->compute_time, old);
  EXPECT_EQ(Stored()->forecast_level, first->forecast_level);
}

TEST_F(ModeWorkers, WhatVisitsPromisedIsKeptWithItsAgeForWhenOutreachIsAway) {
  OpenOffice(4000);
  expected_ = {{kToday + 2, 120.0}, {kToday + 60, 80.0}};
  ASSERT_TRUE(RefreshOldModes(*app_).ok());
  const auto computed = Stored()->compute_time;
  app_->sisters.get_expected_recordings = [](const Call&, const std::string&, absl::CivilDay)
      -> absl::StatusOr<std::map<absl::CivilDay, double>> { return absl::UnavailableError("away"); };
  const auto inputs = GatherForecastInputs(*app_, testing::ReadCall(), "17.02", kToday, kToday + 30);
  ASSERT_TRUE(inputs.ok()) << inputs.status();
  EXPECT_EQ(inputs->expected_recordings, (std::map<absl::CivilDay, double>{{kToday + 2, 120.0}}));
  ASSERT_TRUE(inputs->expected_recordings_time.has_value());
  EXPECT_LT(absl::AbsDuration(*inputs->expected_recordings_time - computed), absl::Milliseconds(1));
  EXPECT_NE(BasisOf(PartKind::kOutreach, *inputs).find("it does not answer now"), std::string::npos);

  Damage("UPDATE stock_mode SET compute_time = compute_time - INTERVAL 11 MINUTE");
  ASSERT_TRUE(RefreshOldModes(*app_).ok());  // the mode goes on, and what was told keeps its age
  const auto later = GatherForecastInputs(*app_, testing::ReadCall(), "17.02", kToday, kToday + 30);
  EXPECT_EQ(later->expected_recordings_time, inputs->expected_recordings_time);
}

TEST_F(ModeWorkers, RunAndEnd) {
  OpenOffice(4000);
  absl::Notification computed;
  app_->sisters.get_expected_recordings = [&](const Call&, const std::string&, absl::CivilDay) {
    if (!computed.HasBeenNotified()) computed.Notify();
    return absl::StatusOr<std::map<absl::CivilDay, double>>(expected_);
  };
  {
    const Worker worker(
        {"stock modes", absl::Milliseconds(1), [] { return true; }, [&] { return RefreshOldModes(*app_); }});
    computed.WaitForNotification();
  }
  EXPECT_TRUE(Stored().has_value());
}

}  // namespace
}  // namespace dukcapil::inventory
