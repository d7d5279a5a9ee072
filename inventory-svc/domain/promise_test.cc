#include "inventory-svc/domain/promise.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

constexpr absl::CivilDay kSoon(2023, 10, 20);
constexpr absl::CivilDay kLater(2023, 11, 5);

// First cards always, lost ones above the floor when critical, damaged ones when there is enough; nothing is
// available here.
DecisionInputs WaitInputs() {
  DecisionInputs inputs;
  for (const StockLevel level : kAllLevels) {
    const bool critical = level == StockLevel::kCritical;
    inputs.policy.rules.push_back({"FIRST_ISSUE", level, RuleAction::kReserve, InterimDocument::kIkd, 10});
    inputs.policy.rules.push_back({"LOST", level,
                                   critical ? RuleAction::kReserveAboveFloor : RuleAction::kReserve,
                                   InterimDocument::kIkd, 20});
    inputs.policy.rules.push_back(
        {"DAMAGED", level, level == StockLevel::kNormal ? RuleAction::kReserve : RuleAction::kWaitlist,
         InterimDocument::kIkd, 30});
  }
  inputs.protected_stock = 100;
  inputs.floor_stock = 25;
  return inputs;
}

TEST(Promise, IsTheDayWhoseArrivalsReachThePlaceInTheLine) {
  const std::vector<ConfirmedArrival> arrivals = {{kLater, 50}, {kSoon, 10}};  // in any order
  const WaitPromise tenth = PromiseTo("FIRST_ISSUE", WaitInputs(), 9, arrivals);
  EXPECT_EQ(tenth.basis, PromiseBasis::kArrivals);
  EXPECT_EQ(tenth.date, kSoon);
  EXPECT_EQ(tenth.arriving, 10);
  const WaitPromise eleventh = PromiseTo("FIRST_ISSUE", WaitInputs(), 10, arrivals);
  EXPECT_EQ(eleventh.date, kLater);
  EXPECT_EQ(eleventh.arriving, 60);
  EXPECT_EQ(
      ExplainPromiseInEnglish(eleventh),
      "Expected on 2023-11-05: by then 60 cards are confirmed to arrive, 10 requests are ahead; assuming "
      "that they arrive on time and that nobody with precedence comes.");
  EXPECT_NE(ExplainPromiseInIndonesian(eleventh).find("60 keping dipastikan tiba sampai hari itu, 10"),
            std::string::npos);
  const WaitPromise beyond = PromiseTo("FIRST_ISSUE", WaitInputs(), 60, arrivals);
  EXPECT_EQ(beyond.basis, PromiseBasis::kBeyondArrivals);
  EXPECT_FALSE(beyond.date.has_value());
}

TEST(Promise, IsNoneWhereNothingIsConfirmed) {
  const WaitPromise promise = PromiseTo("LOST", WaitInputs(), std::nullopt, {});
  EXPECT_EQ(promise.basis, PromiseBasis::kNothingConfirmed);
  EXPECT_FALSE(promise.date.has_value());
  EXPECT_FALSE(promise.ahead.has_value());
  EXPECT_EQ(ExplainPromiseInEnglish(promise), "Not known yet: no arrival of blank cards here is confirmed.");
}

TEST(Promise, HoldsTheRuleAtTheModeThatTheArrivalBringsAbout) {
  const std::vector<ConfirmedArrival> few = {{kSoon, 100}};
  const std::vector<ConfirmedArrival> many = {{kSoon, 100}, {kLater, 1}};
  // 100 is what is protected: critical still, and no damaged card is replaced.
  EXPECT_EQ(PromiseTo("DAMAGED", WaitInputs(), 0, few).basis, PromiseBasis::kStockMode);
  EXPECT_EQ(PromiseTo("DAMAGED", WaitInputs(), 0, many).date, kLater);
  // Above the floor of 25 only.
  EXPECT_EQ(PromiseTo("LOST", WaitInputs(), 74, few).date, kSoon);
  EXPECT_EQ(PromiseTo("LOST", WaitInputs(), 75, few).basis, PromiseBasis::kStockMode);
  DecisionInputs constrained = WaitInputs();
  constrained.forecast_level = StockLevel::kConstrained;
  EXPECT_EQ(PromiseTo("DAMAGED", constrained, 0, many).basis, PromiseBasis::kStockMode);
  // Cards there are, but not for this.
  constrained.SetHere(500);
  EXPECT_EQ(PromiseTo("DAMAGED", constrained, std::nullopt, {}).basis, PromiseBasis::kStockMode);
  // A reason that the policy in force does not have is promised nothing.
  EXPECT_EQ(PromiseTo("HOSPITAL", WaitInputs(), 0, many).basis, PromiseBasis::kStockMode);
}

TEST(Promise, BasesHaveNamesAndWords) {
  for (const auto basis : {PromiseBasis::kArrivals, PromiseBasis::kNothingConfirmed,
                           PromiseBasis::kBeyondArrivals, PromiseBasis::kStockMode}) {
    EXPECT_EQ(ParsePromiseBasis(Name(basis)), basis);
    WaitPromise promise;
    promise.basis = basis;
    promise.ahead = 3;
    EXPECT_NE(ExplainPromiseInEnglish(promise), "");
    EXPECT_NE(ExplainPromiseInIndonesian(promise), ExplainPromiseInEnglish(promise));
  }
}

}  // namespace
}  // namespace dukcapil::inventory
