#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/overview/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/error.h"
#include "platform/testing/test_call.h"

namespace dukcapil::gateway {
namespace {

using ::testing::ElementsAre;

class CannedSisters : public SisterClient {
 public:
  explicit CannedSisters(SisterAnswers answers) : answers_(std::move(answers)) {}
  SisterAnswers Ask(const Call&, const OverviewQuestion&) override { return answers_; }

 private:
  SisterAnswers answers_;
};

SisterAnswers RejangLebong() {
  SisterAnswers answers;
  population::v1::Region region;
  region.set_display_name("KABUPATEN REJANG LEBONG");
  answers.region = region;
  population::v1::Coverage coverage;
  coverage.set_obliged(211077);
  coverage.set_not_recorded(13872);
  answers.today = coverage;
  coverage.set_not_recorded(15000);
  answers.at_deadline = coverage;
  population::v1::ListCoverageResponse districts;
  districts.add_coverages()->mutable_region()->set_name("regions/17.02.11");
  districts.mutable_coverages(0)->mutable_region()->set_display_name("Selupu Rejang");
  answers.districts = districts;
  inventory::v1::ListLocationsResponse locations;
  locations.add_locations()->set_received_total(6000);
  locations.mutable_locations(0)->set_issued_total(1990);
  locations.mutable_locations(0)->set_spoiled_total(10);
  locations.mutable_locations(0)->set_on_hand(4000);
  answers.locations = locations;
  inventory::v1::StockMode mode;
  mode.set_level(inventory::v1::STOCK_MODE_LEVEL_CONSTRAINED);
  answers.mode = mode;
  inventory::v1::Forecast forecast;
  forecast.set_print_limit(12100);
  forecast.mutable_recordings_limit()->set_p50(9900);
  forecast.set_ask_cards(8100);
  answers.forecast = forecast;
  outreach::v1::Progress progress;
  progress.set_expected_recordings(9000);
  for (const char* code : {"regions/17.02.09", "regions/17.02.11", "regions/17.02.19"}) {
    progress.add_districts()->set_district(code);
  }
  progress.mutable_districts(0)->set_expected_missing(10);
  progress.mutable_districts(1)->set_expected_missing(900);
  answers.progress = progress;
  return answers;
}

v1::GetOverviewRequest Request() {
  v1::GetOverviewRequest request;
  request.set_name("regions/17.02/overview");
  *request.mutable_deadline() = ToProto(absl::CivilDay(2024, 2, 14));
  return request;
}

absl::StatusOr<v1::Overview> Overview(SisterAnswers answers,
                                      const v1::GetOverviewRequest& request = Request()) {
  Gateway app{Clock(absl::CivilDay(2023, 10, 14)), std::make_unique<CannedSisters>(std::move(answers))};
  return GetOverview(app, testing::ReadCall(), request);
}

TEST(GetOverview, PlacesTheAnswersSideBySideAndJoinsThem) {
  const auto overview = Overview(RejangLebong());
  ASSERT_TRUE(overview.ok()) << overview.status();
  EXPECT_EQ(overview->coverage().not_recorded(), 13872);
  EXPECT_EQ(overview->stock().used(), 2000);
  EXPECT_EQ(overview->stock().left(), 4000);
  EXPECT_EQ(overview->date().day(), 14);
  EXPECT_FALSE(overview->readiness().ready());
  EXPECT_EQ(overview->readiness().to_record(), 15000);
  EXPECT_EQ(overview->readiness().turning_obliged(), 1128);
  EXPECT_EQ(overview->readiness().binding_limit(), inventory::v1::BINDING_LIMIT_CARDS);
  ASSERT_EQ(overview->readiness().missing_districts_size(), 2);
  EXPECT_EQ(overview->readiness().missing_districts(0).display_name(), "Selupu Rejang");
  EXPECT_EQ(overview->unreachable_size(), 0);
}

TEST(GetOverview, NamesWhatIsAwayAndLeavesItsFiguresOut) {
  SisterAnswers answers = RejangLebong();
  answers.progress = absl::UnavailableError("away");
  answers.forecast = absl::DeadlineExceededError("late");
  const auto overview = Overview(std::move(answers));
  ASSERT_TRUE(overview.ok()) << overview.status();
  EXPECT_THAT(overview->unreachable(), ElementsAre("inventory-svc", "outreach-svc"));
  EXPECT_TRUE(overview->has_coverage());
  EXPECT_TRUE(overview->has_stock());
  EXPECT_FALSE(overview->has_forecast());
  EXPECT_FALSE(overview->has_readiness());
}

TEST(GetOverview, PassesOnWhatTheCallerMustKnow) {
  SisterAnswers answers = RejangLebong();
  answers.region = absl::NotFoundError("no such region");
  EXPECT_EQ(Overview(std::move(answers)).status().code(), absl::StatusCode::kNotFound);
}

TEST(GetOverview, NamesEveryBadField) {
  v1::GetOverviewRequest request;
  request.set_name("regions/17.02.09/overview");
  request.mutable_date()->set_year(2023);
  const auto overview = Overview(RejangLebong(), request);
  EXPECT_EQ(overview.status().code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> fields;
  for (const Violation& violation : GetErrorDetail(overview.status()).violations)
    fields.push_back(violation.field);
  EXPECT_THAT(fields, ElementsAre("name", "date", "deadline"));

  request = Request();
  *request.mutable_deadline() = ToProto(absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(Overview(RejangLebong(), request).status().code(), absl::StatusCode::kInvalidArgument);
  *request.mutable_deadline() = ToProto(absl::CivilDay(2026, 10, 14));
  EXPECT_EQ(Overview(RejangLebong(), request).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace dukcapil::gateway
