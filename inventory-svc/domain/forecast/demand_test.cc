#include "inventory-svc/domain/forecast/demand.h"

#include <gtest/gtest.h>

#include <numeric>

namespace dukcapil::inventory {
namespace {

TEST(Demand, BacklogIsPrintReadyWithoutACard) {
  CoverageFigures today;
  today.print_ready = 1000;
  today.first_card = 600;
  IssueHistory history;
  history.first_cards_unknown_to_register = 50;
  EXPECT_EQ(PrintReadyBacklog(today, history), 350);
  history.first_cards_unknown_to_register = 500;
  EXPECT_EQ(PrintReadyBacklog(today, history), 0);
}

TEST(Demand, AtTheCentreIsNeitherReadyNorBlocked) {
  CoverageFigures today;
  today.covered = 1000;
  today.blocked = 20;
  today.print_ready = 900;
  EXPECT_EQ(AtTheCentre(today), 80);
}

TEST(Demand, TurningSeventeenCountsTheRecordedOnly) {
  // 100 become obliged, of which 60 are recorded; nothing else differs.
  const CoverageFigures today{50, 1000, 10, 990, 900};
  const CoverageFigures deadline{90, 1060, 10, 1050, 900};
  EXPECT_EQ(TurningSeventeen(today, deadline), 60);
  EXPECT_EQ(TurningSeventeen(deadline, today), 0);
}

TEST(Demand, RatesMoveFromThePriorToHistory) {
  EXPECT_DOUBLE_EQ(FirstIssueRate({}).mean(), 30);
  IssueHistory history;
  history.print_days = 48;
  history.first_issues = 48 * 20;
  EXPECT_NEAR(FirstIssueRate(history).mean(), 20.4, 1e-9);
  history.lost_or_status_change = 600;
  EXPECT_NEAR(LostOrStatusChangeRate(history).mean(), 610.0 / 49, 1e-9);
}

TEST(Demand, ReplacementsHaveARateOnlyWithHistory) {
  IssueHistory history;
  history.print_days = 40;
  history.replacements = 19;
  EXPECT_FALSE(ReplacementRate(history).has_value());
  history.replacements = 2000;
  EXPECT_DOUBLE_EQ(ReplacementRate(history)->mean(), 50);
}

TEST(Demand, SpoilageStartsAtOnePercent) {
  const BetaShare prior = SpoilageShare({});
  EXPECT_DOUBLE_EQ(prior.spoiled / (prior.spoiled + prior.good), 0.01);
}

TEST(Demand, PrintReadyDelayIsHeavyTailed) {
  EXPECT_DOUBLE_EQ(ChancePrintReadyWithin(0), 0);
  EXPECT_NEAR(ChancePrintReadyWithin(2), 0.5, 1e-12);
  EXPECT_NEAR(ChancePrintReadyWithin(15), 0.896, 0.002);
  EXPECT_NEAR(ChancePrintReadyWithin(80), 0.989, 0.002);
}

TEST(Demand, PrintReadyNeverExceedsRecordings) {
  std::vector<double> recordings(100, 0.0);
  recordings[0] = 70;
  recordings[50] = 30;
  const std::vector<double> ready = BecomePrintReady(recordings);
  EXPECT_NEAR(ready[0], 70 * ChancePrintReadyWithin(1), 1e-9);
  double recorded = 0;
  double became = 0;
  for (std::size_t i = 0; i < ready.size(); ++i) {
    recorded += recordings[i];
    became += ready[i];
    EXPECT_LE(became, recorded);
  }
  EXPECT_GT(became, 97);
}

TEST(Demand, WhoIsAtTheCentreHasWaitedAlready) {
  const std::vector<double> leave = LeaveTheCentre(1000, 400);
  const double within_two = leave[0] + leave[1];
  EXPECT_GT(within_two, 0);
  EXPECT_LT(within_two, 1000 * ChancePrintReadyWithin(2));  // not as if recorded today
  const double all = std::accumulate(leave.begin(), leave.end(), 0.0);
  EXPECT_LT(all, 1000);
  EXPECT_GT(all, 950);
}

// Print days of six a week, each with what `cards` says.
template <class F>
std::vector<PrintedDay> DaysOf(int days, F cards) {
  std::vector<PrintedDay> printed;
  for (absl::CivilDay day(2023, 8, 14); static_cast<int>(printed.size()) < days; ++day) {
    if (absl::GetWeekday(day) == absl::Weekday::sunday) continue;
    printed.push_back({day, cards(static_cast<int>(printed.size())), 0, 0});
  }
  return printed;
}

TEST(Demand, OlderDaysCountLess) {
  IssueHistory history = HistoryOfDays(DaysOf(48, [](int i) { return i < 24 ? 20 : 60; }));
  EXPECT_EQ(history.first_issues, 24 * 80);
  EXPECT_EQ(history.print_days, 48);
  const double with_days = FirstIssueRate(history).mean();
  history.days.clear();
  EXPECT_GT(with_days, FirstIssueRate(history).mean() + 2);
  EXPECT_DOUBLE_EQ(WeightOfAge(28), 0.5);
}

TEST(Demand, IdlePrintDaysAreDaysToo) {
  const WeekCapacity capacity = {10, 10, 10, 10, 10, 0, 0};
  const WorkingCalendar calendar({{absl::CivilDay(2023, 10, 4), "closed"}});
  const auto days =
      WithIdlePrintDays({{absl::CivilDay(2023, 10, 2), 5, 0, 0}, {absl::CivilDay(2023, 10, 7), 0, 3, 0}},
                        absl::CivilDay(2023, 10, 10), capacity, calendar);
  ASSERT_EQ(days.size(), 6u);  // 2, 3, 5, 6, the Saturday with a print, 9
  EXPECT_EQ(days[1].date, absl::CivilDay(2023, 10, 3));
  EXPECT_EQ(days[1].total(), 0);
  EXPECT_EQ(days[4].lost_or_status_change, 3);
  EXPECT_EQ(days[5].date, absl::CivilDay(2023, 10, 9));
  EXPECT_TRUE(WithIdlePrintDays({}, absl::CivilDay(2023, 10, 10), capacity, calendar).empty());
}

TEST(Demand, ScatterIsLearned) {
  const Scatter steady = LearnScatter(DaysOf(48, [](int i) { return 100 + i % 3; }));
  const Scatter bursts = LearnScatter(DaysOf(48, [](int i) { return i % 5 == 0 ? 300 : 50; }));
  const Scatter drifts = LearnScatter(DaysOf(48, [](int i) { return (i / 12) % 2 == 0 ? 60 : 180; }));
  EXPECT_GT(bursts.day, 2 * steady.day);
  EXPECT_GT(drifts.week, 2 * steady.week);
  EXPECT_GT(drifts.level, steady.level);
  const Scatter stops = LearnScatter(DaysOf(48, [](int i) { return i % 4 == 0 ? 0 : 100; }));
  EXPECT_GT(stops.lost_day, 0.1);
  EXPECT_LT(stops.day, bursts.day);  // a lost day says nothing of who comes
  EXPECT_LT(steady.lost_day, 0.02);
}

TEST(Demand, ALittleHistoryLeavesMoreOpen) {
  const auto flat = [](int) { return 100; };
  const Scatter none = LearnScatter({});
  const Scatter two_weeks = LearnScatter(DaysOf(12, flat));
  const Scatter two_months = LearnScatter(DaysOf(52, flat));
  EXPECT_GT(none.level, two_weeks.level);
  EXPECT_GT(two_weeks.level, two_months.level);
  EXPECT_GT(two_weeks.day, two_months.day);
}

}  // namespace
}  // namespace dukcapil::inventory
