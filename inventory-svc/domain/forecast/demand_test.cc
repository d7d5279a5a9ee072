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

}  // namespace
}  // namespace dukcapil::inventory
