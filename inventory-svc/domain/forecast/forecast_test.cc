#include "inventory-svc/domain/forecast/forecast.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

const WorkingCalendar& Calendar() {
  static const auto* const kCalendar =
      new WorkingCalendar({{absl::CivilDay(2023, 12, 25), "Natal"}, {absl::CivilDay(2024, 2, 14), "Pemilu"}});
  return *kCalendar;
}

// Close to the reference case of domain.md.
ForecastInputs RejangLebong() {
  ForecastInputs inputs;
  inputs.date = absl::CivilDay(2023, 10, 14);
  inputs.deadline = absl::CivilDay(2024, 2, 14);
  inputs.on_hand = 4000;
  inputs.capacity = {150, 150, 150, 150, 60, 75, 0};
  inputs.calendar = &Calendar();
  inputs.coverage = {13872, 197205, 200, 196805, 196455};
  inputs.coverage_at_deadline = {14600, 198105, 200, 197705, 196455};
  for (int i = 1; i < 120; ++i) inputs.expected_recordings[inputs.date + i] = i % 7 == 0 ? 0 : 50;
  inputs.history.print_days = 50;
  inputs.history.first_issues = 1400;
  inputs.history.lost_or_status_change = 600;
  inputs.history.spoiled = 12;
  return inputs;
}

TEST(Forecast, TheReferenceCaseIsShortOfCards) {
  const Forecast forecast = MakeForecast(RejangLebong());
  EXPECT_EQ(forecast.cards_limit, 4000);
  EXPECT_GT(forecast.print_limit.cards, 12000);
  EXPECT_EQ(forecast.binding_limit, BindingLimit::kCards);
  ASSERT_TRUE(forecast.run_out_rationed.p50.has_value());
  ASSERT_TRUE(forecast.run_out_unrationed.p50.has_value());
  EXPECT_LT(*forecast.run_out_unrationed.p50, *forecast.run_out_rationed.p50);
  EXPECT_LE(*forecast.run_out_rationed.p10, *forecast.run_out_rationed.p50);
  EXPECT_LE(forecast.printed_by_deadline.p90, 4000);
  EXPECT_GT(forecast.ask_cards, 0);
  EXPECT_LE(forecast.ask_cards, forecast.print_limit.cards + forecast.parts.back().cards.p90 - 4000);
  EXPECT_GE(forecast.ask_by_date, absl::CivilDay(2023, 10, 14));
  EXPECT_GT(forecast.protected_stock, 350);
  EXPECT_EQ(forecast.path.front().date, absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(static_cast<int>(forecast.path.size()), forecast.print_limit.days);
}

TEST(Forecast, EveryPartIsShownWithItsBasis) {
  const Forecast forecast = MakeForecast(RejangLebong());
  ASSERT_EQ(forecast.parts.size(), 7u);
  for (const DemandPart& part : forecast.parts) {
    EXPECT_FALSE(part.basis.empty());
    EXPECT_GT(part.cards.p90, 0);
    EXPECT_LE(part.cards.p10, part.cards.p90);
  }
  EXPECT_FALSE(forecast.assumptions.empty());
  EXPECT_NE(BasisOf(PartKind::kReplacement, RejangLebong()).find("no history"), std::string::npos);
  ForecastInputs inputs = RejangLebong();
  inputs.history.replacements = 500;
  EXPECT_NE(BasisOf(PartKind::kReplacement, inputs).find("history: 10.0"), std::string::npos);
}

TEST(Forecast, EnoughCardsLastBeyondTheHorizon) {
  ForecastInputs inputs = RejangLebong();
  inputs.on_hand = 100000;
  const Forecast forecast = MakeForecast(inputs);
  EXPECT_FALSE(forecast.run_out_rationed.p90.has_value());
  EXPECT_EQ(forecast.ask_cards, 0);
  EXPECT_EQ(forecast.binding_limit, BindingLimit::kRecordings);
}

TEST(Forecast, FewPrintDaysBind) {
  ForecastInputs inputs = RejangLebong();
  inputs.on_hand = 100000;
  inputs.capacity = {20, 20, 20, 20, 10, 0, 0};
  EXPECT_EQ(MakeForecast(inputs).binding_limit, BindingLimit::kPrintDays);
}

TEST(Forecast, NothingBindsWhereEverybodyIsRecorded) {
  ForecastInputs inputs = RejangLebong();
  inputs.on_hand = 100000;
  inputs.coverage = inputs.coverage_at_deadline = {0, 211077, 0, 211077, 211077};
  EXPECT_EQ(MakeForecast(inputs).binding_limit, BindingLimit::kNone);
}

TEST(Forecast, LimitOfOneFuture) {
  Future future;
  future.wanted.backlog = 100;
  EXPECT_EQ(LimitOf(future, 100, 150), BindingLimit::kNone);
  EXPECT_EQ(LimitOf(future, 101, 150), BindingLimit::kRecordings);
  future.rationed.waiting = 151;
  EXPECT_EQ(LimitOf(future, 101, 150), BindingLimit::kPrintDays);
  future.rationed.out_of_stock = true;
  EXPECT_EQ(LimitOf(future, 101, 150), BindingLimit::kCards);
}

TEST(Forecast, WhatWasPrintedTodayIsNotPrintedAgain) {
  ForecastInputs inputs = RejangLebong();
  inputs.printed_on_date = 70;
  EXPECT_EQ(PrepareSimulation(inputs).capacity[0], 5);
  inputs.printed_on_date = 80;
  EXPECT_EQ(PrepareSimulation(inputs).capacity[0], 0);
}

TEST(Forecast, AShortDeadlineCountsUntilItOnly) {
  ForecastInputs inputs = RejangLebong();
  inputs.deadline = inputs.date + 1;
  const Forecast forecast = MakeForecast(inputs);
  EXPECT_EQ(forecast.print_limit.cards, 75);
  EXPECT_LE(forecast.printed_by_deadline.p90, 75);
  EXPECT_TRUE(forecast.run_out_rationed.p50.has_value());
}

TEST(Forecast, QuantilesAreValuesOfTheSample) {
  std::vector<std::int64_t> values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  const CountQuantiles quantiles = QuantilesOf(values);
  EXPECT_EQ(quantiles.p10, 10);
  EXPECT_EQ(quantiles.p50, 50);
  EXPECT_EQ(quantiles.p90, 90);
  EXPECT_EQ(QuantilesOf({5}).p10, 5);
  EXPECT_EQ(QuantilesOf({}).p50, 0);
}

// Futures that run out on day 50 ± 25 after a delivery of 30 days.
std::vector<AskedFuture> AskedFutures() {
  std::vector<AskedFuture> futures;
  for (int i = 0; i < 100; ++i) futures.push_back({25 + i / 2, 30, 0.5});
  return futures;
}

TEST(Forecast, AsksOnTheLastDayThatIsNotLate) {
  const AskAdvice advice = AdviseAsking(AskedFutures(), 1000, 5000);
  // 30 days are longer than stock lasts in 10 of 100 futures, whatever day it is asked.
  EXPECT_EQ(advice.by_day, 0);
  EXPECT_NEAR(advice.late_chance, 0.10, 1e-9);
  std::vector<AskedFuture> longer = AskedFutures();
  for (AskedFuture& future : longer) future.run_out_day += 20;
  const AskAdvice in_time = AdviseAsking(longer, 1000, 5000);
  EXPECT_EQ(in_time.by_day, 19);  // the tenth-smallest slack: 25 + 4 + 20 - 30
  EXPECT_LT(in_time.late_chance, kLateChance);
  for (AskedFuture& future : longer) future.lead_time_days = 40;
  EXPECT_EQ(AdviseAsking(longer, 1000, 5000).by_day, 9);
  EXPECT_EQ(AdviseAsking({}, 1000, 5000).raised_cards, 0);
}

TEST(Forecast, RaisesForCuttingAsFarAsCanBeShown) {
  EXPECT_EQ(AdviseAsking(AskedFutures(), 1000, 5000).raised_cards, 2000);
  EXPECT_EQ(AdviseAsking(AskedFutures(), 1000, 1500).raised_cards, 1500);
  EXPECT_EQ(AdviseAsking(AskedFutures(), 1000, 900).raised_cards, 1000);  // never below the need
  EXPECT_EQ(AdviseAsking(AskedFutures(), 0, 900).raised_cards, 0);
  const Forecast forecast = MakeForecast(RejangLebong());
  EXPECT_GE(forecast.ask.raised_cards, forecast.ask_cards);
  EXPECT_EQ(forecast.ask_words.size(), 4u);
  ForecastInputs generous = RejangLebong();
  generous.decided_requests.assign(20, 1.0);
  EXPECT_LT(MakeForecast(generous).ask.raised_cards, forecast.ask.raised_cards);
}

TEST(Forecast, TheLeadTimeLiesBetweenItsBounds) {
  EXPECT_EQ(LeadTimeAt(0), kShortestLeadDays);
  EXPECT_EQ(LeadTimeAt(1), kLongestLeadDays);
  EXPECT_EQ(LeadTimeAt(0.25), kLeadTimeDays);  // a quarter of the range lies before the peak
  EXPECT_LT(LeadTimeAt(0.5), 40);
  const ApprovedShare none = LearnApprovedShare({});
  const ApprovedShare half = LearnApprovedShare({0.9, 0.9, 0.9});
  EXPECT_LT(none.approved / (none.approved + none.cut), 0.4);
  EXPECT_GT(half.approved / (half.approved + half.cut), 0.6);
}

// The oddity of a busy office: where more is waiting than can be printed every future prints at the printers'
// pace, so that only lost days and spoilage move the day on which cards run out.
TEST(Forecast, AFullQueueRunsOutAtThePrintersPace) {
  ForecastInputs inputs = RejangLebong();
  inputs.coverage.print_ready += 5000;  // waiting
  inputs.on_hand = 2000;
  const Forecast forecast = MakeForecast(inputs);
  ASSERT_TRUE(forecast.run_out_rationed.p90.has_value());
  const absl::civil_diff_t spread = *forecast.run_out_rationed.p90 - *forecast.run_out_rationed.p10;
  EXPECT_GE(spread, 1);
  EXPECT_LE(spread, 5);
}

}  // namespace
}  // namespace dukcapil::inventory
