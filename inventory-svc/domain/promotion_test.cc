#include "inventory-svc/domain/promotion.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace dukcapil::inventory {
namespace {

using enum Reason;
constexpr absl::CivilDay kToday(2023, 10, 14);

// First cards always, lost ones above the floor when critical, damaged ones when there is enough.
DecisionInputs Inputs(std::int64_t available) {
  DecisionInputs inputs;
  inputs.policy = {"-", "p", "law", 30, {}};
  for (const StockLevel level : kAllLevels) {
    const bool critical = level == StockLevel::kCritical;
    const bool normal = level == StockLevel::kNormal;
    inputs.policy.rules.push_back({"FIRST_ISSUE", level, RuleAction::kReserve, InterimDocument::kIkd, 10});
    inputs.policy.rules.push_back({"LOST", level,
                                   critical ? RuleAction::kReserveAboveFloor : RuleAction::kReserve,
                                   InterimDocument::kIkd, 20});
    inputs.policy.rules.push_back({"DAMAGED", level, normal ? RuleAction::kReserve : RuleAction::kWaitlist,
                                   InterimDocument::kSuket, 30});
  }
  inputs.protected_stock = 4;
  inputs.floor_stock = 1;
  inputs.SetHere(available);
  return inputs;
}

CardApplication Waiting(const std::string& id, Reason reason, int priority, int second) {
  CardApplication application;
  application.region = "17.02";
  application.id = id;
  application.reason = reason;
  application.state = ApplicationState::kWaitlisted;
  application.application_date = kToday - 40;
  application.obliged_date = absl::CivilDay(2000, 1, 1);
  application.create_time = absl::FromUnixSeconds(second);
  application.decision.outcome = Outcome::kWaitlisted;
  application.decision.rule = absl::StrCat("BEFORE_", id);
  application.decision.priority = priority;
  return application;
}

std::string Served(const std::vector<Promotion>& promoted) {
  std::string ids;
  for (const Promotion& promotion : promoted) ids += promotion.application.id;
  return ids;
}

TEST(Promotion, ServesInTheOrderOfPriorityTimeAndId) {
  const std::vector<CardApplication> waiting = {
      Waiting("e", kLost, 20, 2), Waiting("d", kLost, 20, 1),    Waiting("c", kFirstIssue, 10, 9),
      Waiting("b", kLost, 20, 1), Waiting("a", kDamaged, 30, 0), Waiting("h", kDamaged, kHeadOfWaitlist, 99)};
  EXPECT_EQ(Served(Promote(waiting, Inputs(100), kToday, 100)), "hcbdea");
  EXPECT_EQ(Served(Promote(waiting, Inputs(100), kToday, 3)), "hcb");
  EXPECT_EQ(Served(Promote(waiting, Inputs(100), kToday, 0)), "");
}

TEST(Promotion, EachIsDecidedOnWhatThoseBeforeItLeave) {
  const std::vector<CardApplication> waiting = {
      Waiting("a", kDamaged, 1, 1), Waiting("b", kDamaged, 1, 2),   Waiting("c", kDamaged, 1, 3),
      Waiting("d", kLost, 2, 1),    Waiting("e", kLost, 2, 2),      Waiting("f", kLost, 2, 3),
      Waiting("g", kLost, 2, 4),    Waiting("i", kFirstIssue, 3, 1)};
  DecisionInputs inputs = Inputs(6);
  for (PolicyRule& rule : inputs.policy.rules) {
    rule.priority = rule.reason == "DAMAGED" ? 1 : rule.reason == "LOST" ? 2 : 3;
  }
  // Of 6 two go to damaged cards; 4 left is critical: no third. Lost ones until the floor of 1, then first
  // ones.
  EXPECT_EQ(Served(Promote(waiting, inputs, kToday, 6)), "abdefi");
}

TEST(Promotion, AReasonIsOneLineWhateverItsPriorityWasWhenTheyAsked) {
  const std::vector<CardApplication> waiting = {Waiting("b", kLost, 5, 2), Waiting("a", kLost, 90, 1),
                                                Waiting("c", kFirstIssue, 99, 9),
                                                Waiting("h", kLost, kHeadOfWaitlist, 99)};
  EXPECT_EQ(Served(Promote(waiting, Inputs(100), kToday, 100)), "hcab");
}

TEST(Promotion, AReasonThatWasDroppedIsDecidedByThePolicyOfTheRequest) {
  IssuancePolicy former = Inputs(100).policy;
  former.id = "former";
  former.reservation_days = 9;
  for (const StockLevel level : kAllLevels) {
    former.rules.push_back({"HOSPITAL", level, RuleAction::kReserve, InterimDocument::kNone, 15});
  }
  CardApplication dropped = Waiting("d", kDamaged, 15, 5);
  dropped.reason_code = "HOSPITAL";
  dropped.decision.policy_region = "-";
  dropped.decision.policy_id = "former";
  const std::vector<CardApplication> waiting = {Waiting("a", kLost, 20, 1), dropped,
                                                Waiting("b", kFirstIssue, 10, 1)};
  EXPECT_EQ(Served(Promote(waiting, Inputs(100), kToday, 10)), "ba");
  const auto promoted = Promote(waiting, Inputs(100), kToday, 10, {former});
  ASSERT_EQ(Served(promoted), "bda");
  EXPECT_EQ(promoted[0].application.decision.policy_id, "p");
  EXPECT_EQ(promoted[1].application.decision.policy_id, "former");
  EXPECT_EQ(promoted[1].application.expire_date, kToday + 9);
  EXPECT_EQ(promoted[2].application.decision.policy_id, "p");
}

TEST(Promotion, KeepsBothDecisionsAndReservesFromToday) {
  const auto promoted = Promote({Waiting("a", kLost, 20, 1)}, Inputs(100), kToday, 10);
  ASSERT_EQ(promoted.size(), 1u);
  EXPECT_EQ(promoted[0].earlier.rule, "BEFORE_a");
  const CardApplication& now = promoted[0].application;
  EXPECT_EQ(now.decision.rule, "NORMAL_LOST_RESERVES");
  EXPECT_EQ(now.decision.available, 100);
  EXPECT_EQ(now.state, ApplicationState::kReserved);
  EXPECT_EQ(now.expire_date, kToday + 30);
  EXPECT_EQ(now.version, 2);
}

TEST(Promotion, WhoCannotBeServedKeepsWaiting) {
  CardApplication young = Waiting("a", kFirstIssue, 10, 1);
  young.obliged_date = kToday + 31;
  EXPECT_EQ(Served(Promote({young, Waiting("b", kStatusChange, 10, 2), Waiting("c", kLost, 20, 1)},
                           Inputs(100), kToday, 10)),
            "c");
}

TEST(Promotion, OnlyReasonsThatTheRulesMayServeAreLookedAt) {
  EXPECT_EQ(ReasonsToServe(Inputs(100)), (std::vector<std::string>{"FIRST_ISSUE", "LOST", "DAMAGED"}));
  EXPECT_EQ(ReasonsToServe(Inputs(4)), (std::vector<std::string>{"FIRST_ISSUE", "LOST"}));
  EXPECT_EQ(ReasonsToServe(Inputs(1)), (std::vector<std::string>{"FIRST_ISSUE"}));
}

TEST(Promotion, ASpoiledCardWithNoOtherBlankGoesToTheHead) {
  CardApplication reserved = Waiting("a", kDamaged, 30, 1);
  reserved.state = ApplicationState::kReserved;
  reserved.decision.outcome = Outcome::kReserved;
  reserved.expire_date = kToday + 3;
  const auto again = PutAtHead(reserved, Inputs(3), kToday);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->application.state, ApplicationState::kWaitlisted);
  EXPECT_EQ(again->application.decision.rule, "NO_STOCK_HERE_DAMAGED_WAITS");
  EXPECT_EQ(again->application.decision.interim_document, InterimDocument::kSuket);
  EXPECT_EQ(again->application.decision.priority, kHeadOfWaitlist);
  EXPECT_FALSE(again->application.expire_date.has_value());
  EXPECT_EQ(again->earlier.outcome, Outcome::kReserved);

  // A policy under which nobody so young would be promised a card now does not take the promise back.
  reserved.obliged_date = kToday + 25;
  DecisionInputs stricter = Inputs(3);
  stricter.policy.reservation_days = 14;
  EXPECT_EQ(PutAtHead(reserved, stricter, kToday)->application.state, ApplicationState::kWaitlisted);
}

TEST(Promotion, AReasonOfThePolicyIsServedByItsCode) {
  DecisionInputs inputs = Inputs(100);
  for (const StockLevel level : kAllLevels) {
    inputs.policy.rules.push_back({"HOSPITAL", level, RuleAction::kReserve, InterimDocument::kNone, 1});
  }
  CardApplication urgent = Waiting("a", kDamaged, 1, 5);
  urgent.reason_code = "HOSPITAL";
  inputs.forecast_level = StockLevel::kConstrained;
  EXPECT_EQ(ReasonsToServe(inputs), (std::vector<std::string>{"FIRST_ISSUE", "LOST", "HOSPITAL"}));
  const auto served = Promote({urgent, Waiting("b", kDamaged, 2, 1)}, inputs, kToday, 10);
  ASSERT_EQ(Served(served), "a");
  EXPECT_EQ(served[0].application.decision.rule, "CONSTRAINED_HOSPITAL_RESERVES");
}

}  // namespace
}  // namespace dukcapil::inventory
