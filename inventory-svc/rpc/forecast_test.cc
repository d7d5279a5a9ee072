#include <gmock/gmock.h>

#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::CivilDay kElection(2024, 2, 14);

class Forecasts : public InventoryTest {
 protected:
  void SetUp() override { coverage_ = {13872, 197205, 200, 196805, 196455}; }
  v1::GetForecastRequest Request() {
    v1::GetForecastRequest request;
    request.set_name("regions/17.02/forecast");
    *request.mutable_deadline() = dukcapil::ToProto(kElection);
    return request;
  }
};

TEST_F(Forecasts, AnswerTheOfficesQuestion) {
  OpenOffice(4000);
  for (int i = 1; i < 120; ++i) expected_[kToday + i] = 60;
  const auto forecast = GetForecast(*app_, testing::ReadCall("GetForecast"), Request());
  ASSERT_TRUE(forecast.ok()) << forecast.status();
  EXPECT_EQ(forecast->on_hand(), 4000);
  EXPECT_EQ(forecast->cards_limit(), 4000);
  EXPECT_EQ(forecast->print_limit(), 13020);  // 17 weeks of 735 and 525, no holidays here
  EXPECT_EQ(forecast->print_days(), 106);
  EXPECT_EQ(forecast->binding_limit(), v1::BINDING_LIMIT_CARDS);
  EXPECT_EQ(forecast->parts_size(), 7);
  EXPECT_EQ(forecast->path_size(), 106);
  EXPECT_EQ(forecast->runs(), kForecastRuns);
  EXPECT_EQ(forecast->seed(), kForecastSeed);
  EXPECT_TRUE(forecast->run_out_rationed().has_p50());
  EXPECT_GT(forecast->ask_cards(), 0);
  EXPECT_GT(forecast->assumptions_size(), 3);
  EXPECT_EQ(GetForecast(*app_, testing::ReadCall("GetForecast"), Request())->SerializeAsString(),
            forecast->SerializeAsString());
  v1::GetForecastRequest other = Request();
  other.set_seed(5);
  const auto reseeded = GetForecast(*app_, testing::ReadCall("GetForecast"), other);
  EXPECT_EQ(reseeded->seed(), 5u);
  EXPECT_NE(reseeded->SerializeAsString(), forecast->SerializeAsString());
}

TEST_F(Forecasts, LearnFromWhatWasPrinted) {
  OpenOffice(100);
  for (int i = 1; i <= 3; ++i) {
    v1::CreateCardApplicationRequest create;
    create.set_parent(kRegency);
    create.mutable_card_application()->set_resident(NewResident());
    create.mutable_card_application()->set_location(kOffice);
    create.mutable_card_application()->set_reason(i == 1 ? v1::CARD_APPLICATION_REASON_LOST
                                                         : v1::CARD_APPLICATION_REASON_FIRST_ISSUE);
    create.mutable_card_application()->set_evidence_number("LP/1");
    *create.mutable_card_application()->mutable_application_date() = dukcapil::ToProto(kToday - 10);
    const auto application = CreateCardApplication(*app_, testing::WriteCall("Create"), create);
    v1::PrintCardRequest print;
    print.set_name(application->name());
    print.set_serial(FormatSerial({"RJL", 8, i}));
    *print.mutable_print_date() = dukcapil::ToProto(i == 3 ? kToday : kToday - 9);
    if (i == 2) print.add_spoiled_serials("RJL00000050");
    print.set_spoilage_cause(v1::SPOILAGE_CAUSE_MISPRINT);
    ASSERT_TRUE(PrintCard(*app_, testing::WriteCall("PrintCard"), print).ok());
  }
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_LOST).ok());
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_DAMAGED).ok());
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE).ok());
  const auto inputs =
      GatherForecastInputs(*app_, testing::ReadCall("GetForecast"), "17.02", kToday, kElection);
  ASSERT_TRUE(inputs.ok()) << inputs.status();
  EXPECT_EQ(inputs->on_hand, 96);
  EXPECT_EQ(inputs->printed_on_date, 1);
  EXPECT_EQ(inputs->history.lost_or_status_change, 1);
  EXPECT_EQ(inputs->history.first_issues, 1);
  EXPECT_EQ(inputs->history.first_cards_unknown_to_register, 2);
  EXPECT_EQ(inputs->history.spoiled, 1);
  EXPECT_EQ(inputs->history.open_lost_or_status_change, 1);
  EXPECT_EQ(inputs->history.open_replacements, 1);
  EXPECT_EQ(inputs->history.print_days, 8);  // from Thursday the 5th to Friday the 13th, less a Sunday
  ASSERT_EQ(inputs->history.days.size(), 8u);
  EXPECT_EQ(inputs->history.days.front().date, kToday - 9);
  EXPECT_EQ(inputs->history.days.front().total(), 2);
  EXPECT_EQ(inputs->history.days.back().total(), 0);

  const auto earlier =
      GatherForecastInputs(*app_, testing::ReadCall("GetForecast"), "17.02", kToday - 1, kElection);
  EXPECT_EQ(earlier->on_hand, -3);  // the receipt is dated today: as the ledger has it
}

TEST_F(Forecasts, NameEveryBadField) {
  v1::GetForecastRequest request;
  request.set_name("regions/17.02/forecasts");
  *request.mutable_date() = dukcapil::ToProto(kToday + 1);
  EXPECT_EQ(Refusal(GetForecast(*app_, testing::ReadCall("GetForecast"), request).status()),
            "INVALID_FIELDS: name date deadline");
  request = Request();
  *request.mutable_deadline() = dukcapil::ToProto(kToday);
  EXPECT_EQ(Refusal(GetForecast(*app_, testing::ReadCall("GetForecast"), request).status()),
            "INVALID_FIELDS: deadline");
  *request.mutable_deadline() = dukcapil::ToProto(kToday + 731);
  EXPECT_EQ(Refusal(GetForecast(*app_, testing::ReadCall("GetForecast"), request).status()),
            "INVALID_FIELDS: deadline");
  request.mutable_deadline()->set_month(13);
  EXPECT_EQ(Refusal(GetForecast(*app_, testing::ReadCall("GetForecast"), request).status()),
            "INVALID_FIELDS: deadline");
}

TEST_F(Forecasts, SayWhenASisterIsAway) {
  OpenOffice(10);
  app_->sisters.get_expected_recordings = [](const Call&, const std::string&, absl::CivilDay)
      -> absl::StatusOr<std::map<absl::CivilDay, double>> { return absl::UnavailableError("away"); };
  EXPECT_EQ(GetForecast(*app_, testing::ReadCall("GetForecast"), Request()).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(Forecasts, TheModeIsComputedOnceAndLiveAtItsEdge) {
  OpenOffice(4000);
  v1::GetStockModeRequest request;
  request.set_name("regions/17.02/stockMode");
  const auto mode = GetStockMode(*app_, testing::ReadCall("GetStockMode"), request);
  ASSERT_TRUE(mode.ok()) << mode.status();
  EXPECT_EQ(mode->level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  EXPECT_EQ(mode->available(), 4000);
  EXPECT_GT(mode->protected_stock(), 350);
  EXPECT_EQ(mode->floor_stock(), mode->protected_stock() / 4);
  EXPECT_EQ(FromProto(mode->date(), "", *std::make_unique<Violations>()), kToday);
  app_->sisters.get_coverage = [](const Call&, const std::string&,
                                  absl::CivilDay) -> absl::StatusOr<CoverageFigures> {
    return absl::UnavailableError("away");
  };
  const auto kept = GetStockMode(*app_, testing::ReadCall("GetStockMode"), request);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->compute_time().seconds(), mode->compute_time().seconds());
  SetMode(StockLevel::kNormal, 4000);
  EXPECT_EQ(GetStockMode(*app_, testing::ReadCall("GetStockMode"), request)->level(),
            v1::STOCK_MODE_LEVEL_CRITICAL);
  request.set_name("regions/17.02/forecast");
  EXPECT_EQ(Refusal(GetStockMode(*app_, testing::ReadCall("GetStockMode"), request).status()),
            "INVALID_FIELDS: name");
}

}  // namespace
}  // namespace dukcapil::inventory
