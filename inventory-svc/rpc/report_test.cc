// The usage report, the public bulletin and the back-test.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class Reports : public MovementTest {
 protected:
  v1::UsageReport Usage(const std::string& location = "", int months = 3) {
    v1::GetUsageReportRequest request;
    request.set_name("regions/17.02/usageReport");
    request.set_location(location);
    request.set_months(months);
    const auto report = GetUsageReport(*app_, testing::ReadCall("GetUsageReport"), request);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.value_or(v1::UsageReport());
  }
  absl::StatusOr<v1::StockBulletin> Bulletin(const std::string& name = "regions/17.02/stockBulletin") {
    v1::GetStockBulletinRequest request;
    request.set_name(name);
    Call call = testing::ReadCall("GetStockBulletin");
    call.caller = {};  // nobody
    return GetStockBulletin(*app_, call, request);
  }
  absl::StatusOr<v1::ForecastBacktest> Backtested(int weeks, int ahead_days) {
    v1::BacktestForecastRequest request;
    request.set_name("regions/17.02/forecast");
    request.set_weeks(weeks);
    request.set_ahead_days(ahead_days);
    return BacktestForecast(*app_, testing::ReadCall("BacktestForecast"), request);
  }
  // A card asked for and printed on `day`, by hand: the back-test reads nothing else of it.
  void PrintedBefore(absl::CivilDay day, int count) {
    for (int i = 0; i < count; ++i) {
      const auto application = Apply(kLost);
      ASSERT_TRUE(application.ok()) << application.status();
      const auto printed = Print(application->name(), FormatSerial({"RJL", 8, ++printed_}));
      ASSERT_TRUE(printed.ok()) << printed.status();
    }
    const std::string date = absl::FormatCivilTime(day);
    Damage(
        absl::Substitute("UPDATE card_application SET application_date = '$0', print_date = '$0'"
                         " WHERE print_date = '$1'",
                         date, absl::FormatCivilTime(kToday)));
    Damage(
        absl::Substitute("UPDATE movement SET occurred_date = '$0' WHERE kind = 'ISSUE' AND occurred_date"
                         " = '$1'",
                         date, absl::FormatCivilTime(kToday)));
  }

  int printed_ = 0;
};

// "2023-10 received=… …", what is 0 left out.
std::string LineOf(const v1::UsageMonth& month) {
  std::string line = absl::StrCat(month.month().year(), "-", month.month().month());
  for (const auto& [name, count] :
       std::vector<std::pair<const char*, std::int64_t>>{{"received", month.received()},
                                                         {"issued", month.issued()},
                                                         {"by_teams", month.issued_by_teams()},
                                                         {"spoiled", month.spoiled()},
                                                         {"spoiled_by_teams", month.spoiled_by_teams()},
                                                         {"printed", month.printed()},
                                                         {"transferred", month.transferred()},
                                                         {"balance", month.balance()}}) {
    if (count != 0) absl::StrAppend(&line, " ", name, "=", count);
  }
  return line;
}

std::vector<std::string> LinesOf(const v1::UsageReport& report) {
  std::vector<std::string> lines;
  for (const v1::UsageMonth& month : report.months()) lines.push_back(LineOf(month));
  return lines;
}

TEST_F(Reports, UsageIsReckonedBackFromToday) {
  OpenOffice(0);
  OpenPoint();
  ASSERT_TRUE(Enter(absl::Substitute("occurred_date { year: 2023 month: 7 day: 3 } receipt { source:"
                                     " EXTERNAL_PARTY_MINISTRY location: \"$0\" serials $1 }",
                                     kOffice, Serials(1, 100)))
                  .ok());
  ASSERT_TRUE(
      Enter(absl::Substitute("occurred_date { year: 2023 month: 9 day: 30 } spoilage { location: \"$0\""
                             " serials $1 cause: SPOILAGE_CAUSE_MISPRINT }",
                             kOffice, Serials(100, 100)))
          .ok());
  const auto sent = Enter(absl::Substitute(
      "transfer { from_location: \"$0\" to_location: \"$1\" serials $2 }", kOffice, kPoint, Serials(81, 90)));
  ASSERT_TRUE(sent.ok()) << sent.status();
  ASSERT_TRUE(Enter(absl::Substitute("carry { team: \"$0\" location: \"$1\" serials $2 }", kTeam, kOffice,
                                     Serials(1, 10)))
                  .ok());
  ASSERT_TRUE(Print(Apply(kFirst)->name(), FormatSerial({"RJL", 8, 20})).ok());
  v1::PrintCardRequest in_the_field;
  in_the_field.set_name(Apply(kLost)->name());
  in_the_field.set_serial(FormatSerial({"RJL", 8, 2}));
  in_the_field.add_spoiled_serials(FormatSerial({"RJL", 8, 1}));
  in_the_field.set_spoilage_cause(v1::SPOILAGE_CAUSE_MISPRINT);
  in_the_field.set_team(kTeam);
  ASSERT_TRUE(PrintCard(*app_, testing::WriteCall("PrintCard"), in_the_field).ok());
  ASSERT_TRUE(Apply(kLost).ok());

  EXPECT_THAT(LinesOf(Usage()),
              ::testing::ElementsAre("2023-8 balance=100", "2023-9 spoiled=1 balance=99",
                                     "2023-10 issued=2 by_teams=1 spoiled=1 spoiled_by_teams=1 printed=2"
                                     " transferred=-20 balance=78"));
  const v1::UsageReport of_office = Usage(kOffice, 1);
  EXPECT_THAT(LinesOf(of_office),
              ::testing::ElementsAre("2023-10 issued=2 by_teams=1 spoiled=1 spoiled_by_teams=1 printed=2"
                                     " transferred=-20 balance=78"));
  EXPECT_EQ(of_office.months(0).card_applications_size(), 3);
  ASSERT_EQ(of_office.print_debt_size(), 1);
  EXPECT_EQ(of_office.print_debt(0).reserved(), 1);

  ASSERT_TRUE(Confirm(sent->name(), "serials " + Serials(81, 90)).ok());
  EXPECT_THAT(LinesOf(Usage(kPoint, 1)), ::testing::ElementsAre("2023-10 transferred=10 balance=10"));
  EXPECT_EQ(Usage().months(2).balance(), 88);
  EXPECT_EQ(Usage("", 24).months(20).month().month(), 7);
  EXPECT_EQ(Usage("", 24).months(20).received(), 100);
  EXPECT_EQ(Usage("", 24).months(19).balance(), 0);
  EXPECT_EQ(Usage(kPoint).print_debt_size(), 0);
}

TEST_F(Reports, NameEveryBadFieldOfAReport) {
  OpenOffice(0);
  v1::GetUsageReportRequest request;
  request.set_name("regions/17.02/usage");
  request.set_location("regions/17.03/locations/kantor");
  request.set_months(25);
  EXPECT_EQ(Refusal(GetUsageReport(*app_, testing::ReadCall("GetUsageReport"), request).status()),
            "INVALID_FIELDS: name location months");
  request.set_name("regions/17.02/usageReport");
  request.set_location("regions/17.02/locations/none");
  request.set_months(0);
  EXPECT_EQ(GetUsageReport(*app_, testing::ReadCall("GetUsageReport"), request).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Refusal(Backtested(27, 91).status()), "INVALID_FIELDS: weeks ahead_days");
}

TEST_F(Reports, TheBulletinTellsEverybodyWhatIsKept) {
  EXPECT_EQ(Bulletin().status().code(), absl::StatusCode::kNotFound);
  app_->bulletins.Clear();
  OpenOffice(2);
  SetMode(StockLevel::kNormal, 0);
  ASSERT_TRUE(Apply(kFirst).ok());
  ASSERT_TRUE(Print(Apply(kLost)->name(), FormatSerial({"RJL", 8, 1})).ok());
  ASSERT_TRUE(Apply(kLost).ok());  // waits
  app_->sisters = {};              // asks no sister
  const auto bulletin = Bulletin();
  ASSERT_TRUE(bulletin.ok()) << bulletin.status();
  EXPECT_EQ(bulletin->on_hand(), 1);
  EXPECT_EQ(bulletin->available(), 0);
  EXPECT_EQ(bulletin->used_this_month(), 1);
  EXPECT_EQ(bulletin->waitlisted(), 1);
  EXPECT_EQ(bulletin->level(), v1::STOCK_MODE_LEVEL_CRITICAL);
  EXPECT_TRUE(bulletin->has_compute_time());
  EXPECT_EQ(bulletin->date().day(), 14);
  EXPECT_EQ(Refusal(Bulletin("regions/17.02/stock").status()), "INVALID_FIELDS: name");
}

TEST_F(Reports, TheBulletinHasTheLevelThatDecisionsUse) {
  OpenOffice(5);
  EXPECT_EQ(Bulletin()->level(), v1::STOCK_MODE_LEVEL_UNSPECIFIED);
  v1::OverrideStockModeRequest request;
  request.set_name("regions/17.02/stockMode");
  request.set_level(v1::STOCK_MODE_LEVEL_CONSTRAINED);
  request.set_reason("a shipment was lost");
  *request.mutable_end_date() = dukcapil::ToProto(kToday + 7);
  ASSERT_TRUE(OverrideStockMode(*app_, testing::WriteCall("OverrideStockMode"), request).ok());
  app_->bulletins.Clear();
  EXPECT_EQ(Bulletin()->level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  SetMode(StockLevel::kNormal, 1);
  app_->bulletins.Clear();
  EXPECT_EQ(Bulletin()->level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  Damage("UPDATE stock_mode_override SET end_date = '2023-10-13'");
  app_->bulletins.Clear();
  EXPECT_EQ(Bulletin()->level(), v1::STOCK_MODE_LEVEL_NORMAL);
}

TEST_F(Reports, TheBulletinIsReadOnceInAWhile) {
  OpenOffice(5);
  EXPECT_EQ(Bulletin()->available(), 5);
  ASSERT_TRUE(Apply(kFirst).ok());
  EXPECT_EQ(Bulletin()->available(), 5);
  app_->bulletins.Clear();
  EXPECT_EQ(Bulletin()->available(), 4);
}

TEST(BulletinCaches, KeepAFewAnswersForTenSeconds) {
  const absl::Time start = absl::FromUnixSeconds(1'700'000'000);
  BulletinCache cache(2);
  EXPECT_FALSE(cache.Find("17.02", start).has_value());
  cache.Keep("17.02", v1::StockBulletin(), start);
  cache.Keep("17.03", absl::NotFoundError("no office"), start);
  cache.Keep("17.04", absl::UnavailableError("away"), start);
  EXPECT_TRUE(cache.Find("17.02", start + absl::Milliseconds(9999))->ok());
  EXPECT_TRUE(absl::IsNotFound(cache.Find("17.03", start)->status()));
  EXPECT_FALSE(cache.Find("17.04", start).has_value());
  EXPECT_FALSE(cache.Find("17.02", start + absl::Seconds(10)).has_value());
  cache.Keep("17.05", v1::StockBulletin(), start);  // one too many
  EXPECT_FALSE(cache.Find("17.02", start).has_value());
  EXPECT_TRUE(cache.Find("17.05", start).has_value());
}

TEST_F(Reports, TheBacktestReadsTheOfficesPast) {
  coverage_ = {13872, 197205, 200, 196805, 196805};
  OpenOffice(300);
  Damage("UPDATE movement SET occurred_date = '2023-08-01' WHERE kind = 'RECEIPT'");
  const auto nothing = Backtested(2, 7);
  ASSERT_TRUE(nothing.ok()) << nothing.status();
  EXPECT_EQ(nothing->rows_size(), 0);
  EXPECT_FALSE(nothing->has_coverage_percent());
  EXPECT_THAT(nothing->notes(0), ::testing::HasSubstr("too little history: 2 of 2"));

  for (int day = 28; day > 0; --day) {
    if (absl::GetWeekday(kToday - day) != absl::Weekday::sunday) PrintedBefore(kToday - day, 3);
  }
  const auto tested = Backtested(3, 7);
  ASSERT_TRUE(tested.ok()) << tested.status();
  ASSERT_EQ(tested->rows_size(), 2);  // three weeks back only a week was known
  EXPECT_THAT(tested->notes(0), ::testing::HasSubstr("1 of 3"));
  EXPECT_THAT(tested->notes(), ::testing::Contains(::testing::HasSubstr("turn 17")));
  const v1::BacktestRow& last = tested->rows(1);
  EXPECT_EQ(last.known_days(), 21);
  EXPECT_TRUE(last.rationed());
  EXPECT_EQ(last.happened(), 18);
  EXPECT_EQ(last.naive(), 18);
  EXPECT_LE(last.forecast().p10(), last.forecast().p50());
  EXPECT_EQ(last.within(), last.forecast().p10() <= 18 && 18 <= last.forecast().p90());
  EXPECT_GT(tested->pinball_loss(), 0);
  EXPECT_EQ(tested->naive_pinball_loss(), 0);
}

}  // namespace
}  // namespace dukcapil::inventory
