// Does the forecast keep its word? 200 simulated offices in three lives each, whose seeds the model was not
// tuned on (those are 100000 and up).
#include "inventory-svc/domain/forecast/calibration.h"

#include <gtest/gtest.h>

#include <utility>

#include "inventory-svc/domain/forecast/backtest.h"
#include "inventory-svc/domain/forecast/simulated_office.h"

namespace dukcapil::inventory {
namespace {

void ExpectWordKept(const Score& score) {
  EXPECT_EQ(score.forecasts, 600);
  EXPECT_GE(score.coverage(), 0.75);
  EXPECT_LE(score.coverage(), 0.85);
  EXPECT_LE(score.loss_ratio(), 0.80);
}

// Known days.
class Calibrated : public ::testing::TestWithParam<int> {};

TEST_P(Calibrated, TheBandHoldsFourInFiveAndBeatsNaive) {
  const Calibration table = Calibrate(CalibrationSample(), GetParam(), 30);
  {
    SCOPED_TRACE("wanted");
    ExpectWordKept(table.wanted);
  }
  {
    SCOPED_TRACE("printed");
    ExpectWordKept(table.printed);
  }
  SCOPED_TRACE("on hand");
  ExpectWordKept(table.on_hand);
}

INSTANTIATE_TEST_SUITE_P(KnownDays, Calibrated, ::testing::Values(60, 30, 10));

// Honest where little is known: bands are wider, and the answer says why.
TEST(Calibration, AShortHistoryWidensTheBand) {
  double band_of_few = 0;
  double band_of_many = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const SimulatedOffice office = SimulateOffice(seed, 0, 60, 30);
    ForecastInputs known = office.known;
    known.runs = 100;
    known.horizon_days = 30;
    ForecastInputs few = known;
    few.history = HistoryOfDays({known.history.days.end() - 6, known.history.days.end()});
    few.history.spoiled = known.history.spoiled / 9;
    const Forecast from_many = MakeForecast(known);
    const Forecast from_few = MakeForecast(few);
    const auto happened = static_cast<double>(office.happened.printed);
    const auto width = [&](const CountQuantiles& band) {
      return static_cast<double>(band.p90 - band.p10) / happened;
    };
    band_of_few += width(from_few.printed_by_deadline);
    band_of_many += width(from_many.printed_by_deadline);
    EXPECT_EQ(from_many.assumptions.front().find("fewer than 30"), std::string::npos);
    EXPECT_NE(from_few.assumptions.front().find("fewer than 30"), std::string::npos);
  }
  EXPECT_GT(band_of_few, 1.05 * band_of_many);
}

TEST(Calibration, PinballLossIsThatOfTheQuantiles) {
  EXPECT_DOUBLE_EQ(PinballLoss({10, 10, 10}, 10), 0);
  EXPECT_DOUBLE_EQ(PinballLoss({10, 10, 10}, 40), (0.1 + 0.5 + 0.9) * 30 / 3);
  EXPECT_DOUBLE_EQ(PinballLoss({40, 40, 40}, 10), (0.9 + 0.5 + 0.1) * 30 / 3);
  EXPECT_DOUBLE_EQ(PinballLoss({0, 10, 20}, 10), (0.1 * 10 + 0.1 * 10) / 3);
  Score score;
  AddTo(score, {0, 10, 20}, 12, 20);
  AddTo(score, {0, 10, 20}, 12, 21);
  EXPECT_DOUBLE_EQ(score.coverage(), 0.5);
  EXPECT_DOUBLE_EQ(score.band, 40);
}

TEST(Calibration, TheSameSeedIsTheSameOffice) {
  const SimulatedOffice a = SimulateOffice(7, 0, 60, 30);
  const SimulatedOffice b = SimulateOffice(7, 0, 60, 30);
  EXPECT_EQ(a.happened.wanted, b.happened.wanted);
  EXPECT_EQ(a.known.history.first_issues, b.known.history.first_issues);
  EXPECT_NE(a.happened.wanted, SimulateOffice(8, 0, 60, 30).happened.wanted);
  EXPECT_NE(a.happened.wanted, SimulateOffice(7, 1, 60, 30).happened.wanted);
  const ForecastOutcome naive = NaiveForecast(a.known);
  EXPECT_EQ(naive.printed + naive.on_hand, a.known.on_hand);
  EXPECT_GT(naive.wanted, naive.printed);
}

// 90 days of a simulated office as the store would give them, and nothing on the way.
BacktestInputs PastOf(std::uint64_t seed) {
  const ForecastInputs office = SimulateOffice(seed, 0, 90, 30).known;
  BacktestInputs past;
  past.today = office.date;
  past.ahead_days = 14;
  past.capacity = office.capacity;
  past.calendar = office.calendar;
  past.printed = office.history.days;
  past.asked = past.printed;
  past.on_hand = 10'000;
  past.open_lost_or_status_change = 5;
  for (const absl::CivilDay cut_off : CutOffs(past.today, past.ahead_days, 6)) {
    past.coverage[cut_off] = {10'000, 200'000, 0, 200'000, 200'000};
  }
  for (const PrintedDay& day : past.printed) past.stock.push_back({day.date, -day.total(), 0, 0, 0, 0, 0});
  return past;
}

TEST(Backtests, KnowNothingOfLaterDays) {
  BacktestInputs past = PastOf(3);
  const std::vector<absl::CivilDay> cut_offs = CutOffs(past.today, past.ahead_days, 4);
  ASSERT_EQ(cut_offs.size(), 4u);
  EXPECT_EQ(cut_offs.back(), past.today - 14);
  EXPECT_EQ(cut_offs.front(), past.today - 35);
  const ForecastInputs known = KnownAt(cut_offs.back(), past);
  EXPECT_LT(known.history.days.back().date, cut_offs.back());
  EXPECT_EQ(known.history.open_lost_or_status_change, 5);  // as many were printed as were asked for
  std::int64_t later = 0;
  for (const PrintedDay& day : past.printed) {
    if (day.date >= cut_offs.back()) later += day.total();
  }
  EXPECT_EQ(known.on_hand, 10'000 + later);
  const Backtest before = MakeBacktest({cut_offs.back()}, past);
  for (PrintedDay& day : past.printed) {
    if (day.date >= cut_offs.back()) day.lost_or_status_change += 1000;
  }
  past.asked = past.printed;
  const Backtest after = MakeBacktest({cut_offs.back()}, past);
  EXPECT_EQ(before.rows[0].forecast.p50, after.rows[0].forecast.p50);
  EXPECT_GT(after.rows[0].happened, before.rows[0].happened);
}

TEST(Backtests, CountWhatIsOpenBackFromToday) {
  BacktestInputs past = PastOf(3);  // 5 are open, after what was asked for and printed today:
  past.asked.push_back({past.today, 0, 3, 1});
  past.printed.push_back({past.today, 0, 7, 0});
  const ForecastInputs known = KnownAt(CutOffs(past.today, past.ahead_days, 1).front(), past);
  EXPECT_EQ(known.history.open_lost_or_status_change, 5 + 7 - 3);
}

TEST(Backtests, SayHowOftenTheWordWasKept) {
  Score score;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const BacktestInputs past = PastOf(seed);
    const Backtest backtest = MakeBacktest(CutOffs(past.today, past.ahead_days, 6), past);
    ASSERT_EQ(backtest.rows.size(), 6u);
    EXPECT_EQ(backtest.score.forecasts, 6);
    EXPECT_FALSE(backtest.rows[0].rationed);
    score.within += backtest.score.within;
    score.forecasts += backtest.score.forecasts;
    score.loss += backtest.score.loss;
    score.naive_loss += backtest.score.naive_loss;
  }
  EXPECT_GE(score.coverage(), 0.65);  // 60 forecasts that overlap
  EXPECT_LE(score.coverage(), 0.95);
  EXPECT_LT(score.loss_ratio(), 1);
}

TEST(Backtests, LeaveOutWhatKnewTooLittle) {
  BacktestInputs past = PastOf(1);
  past.printed.erase(past.printed.begin(), past.printed.end() - 20);
  const Backtest backtest = MakeBacktest(CutOffs(past.today, 14, 3), past);
  EXPECT_TRUE(backtest.rows.empty());
  EXPECT_NE(backtest.notes.front().find("too little history: 3 of 3"), std::string::npos);
}

}  // namespace
}  // namespace dukcapil::inventory
