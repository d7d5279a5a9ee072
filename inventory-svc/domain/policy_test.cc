#include "inventory-svc/domain/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::CivilDay kRequestDay(2023, 10, 14);

// The table of domain.md, "Issuance policy".
IssuancePolicy Table() {
  IssuancePolicy policy{"-", "default", "UU 24/2013", 30, {}};
  for (const StockLevel level : kAllLevels) {
    const bool normal = level == StockLevel::kNormal;
    const bool critical = level == StockLevel::kCritical;
    const auto add = [&](Reason reason, RuleAction action, int priority) {
      policy.rules.push_back({std::string(Name(reason)), level, action, InterimDocument::kIkd, priority});
    };
    add(Reason::kFirstIssue, RuleAction::kReserve, 10);
    add(Reason::kLost, critical ? RuleAction::kReserveAboveFloor : RuleAction::kReserve, 20);
    add(Reason::kStatusChange, critical ? RuleAction::kReserveAboveFloor : RuleAction::kReserve, 30);
    add(Reason::kDamaged, normal ? RuleAction::kReserve : RuleAction::kWaitlist, 40);
    add(Reason::kReplacement, normal ? RuleAction::kReserve : RuleAction::kWaitlist, 50);
  }
  return policy;
}

DecisionInputs Inputs(StockLevel level, std::int64_t available) {
  DecisionInputs inputs;
  inputs.policy = Table();
  inputs.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  inputs.forecast_level = level == StockLevel::kCritical ? StockLevel::kConstrained : level;
  inputs.protected_stock = 100;
  inputs.floor_stock = 25;
  inputs.available_here = inputs.available_in_regency = available;
  return inputs;
}

struct Case {
  StockLevel level;
  std::int64_t available;
  Reason reason;
  Outcome outcome;
  InterimDocument interim;
  const char* rule;
};

TEST(Policy, DecidesTheWholeTable) {
  using enum StockLevel;
  using enum Reason;
  using enum Outcome;
  constexpr InterimDocument kNo = InterimDocument::kNone;
  constexpr InterimDocument kIkd = InterimDocument::kIkd;
  const Case cases[] = {
      {kNormal, 101, kFirstIssue, kReserved, kNo, "NORMAL_FIRST_ISSUE_RESERVES"},
      {kNormal, 101, kLost, kReserved, kNo, "NORMAL_LOST_RESERVES"},
      {kNormal, 101, kStatusChange, kReserved, kNo, "NORMAL_STATUS_CHANGE_RESERVES"},
      {kNormal, 101, kDamaged, kReserved, kNo, "NORMAL_DAMAGED_RESERVES"},
      {kNormal, 101, kReplacement, kReserved, kNo, "NORMAL_REPLACEMENT_RESERVES"},
      {kConstrained, 101, kFirstIssue, kReserved, kNo, "CONSTRAINED_FIRST_ISSUE_RESERVES"},
      {kConstrained, 101, kLost, kReserved, kNo, "CONSTRAINED_LOST_RESERVES"},
      {kConstrained, 101, kStatusChange, kReserved, kNo, "CONSTRAINED_STATUS_CHANGE_RESERVES"},
      {kConstrained, 101, kDamaged, kWaitlisted, kIkd, "CONSTRAINED_DAMAGED_WAITS"},
      {kConstrained, 101, kReplacement, kWaitlisted, kIkd, "CONSTRAINED_REPLACEMENT_WAITS"},
      {kCritical, 100, kFirstIssue, kReserved, kNo, "CRITICAL_FIRST_ISSUE_RESERVES"},
      {kCritical, 1, kFirstIssue, kReserved, kNo, "CRITICAL_FIRST_ISSUE_RESERVES"},
      {kCritical, 26, kLost, kReserved, kNo, "CRITICAL_LOST_RESERVES_ABOVE_FLOOR"},
      {kCritical, 25, kLost, kWaitlisted, kIkd, "CRITICAL_LOST_WAITS_AT_FLOOR"},
      {kCritical, 26, kStatusChange, kReserved, kNo, "CRITICAL_STATUS_CHANGE_RESERVES_ABOVE_FLOOR"},
      {kCritical, 25, kStatusChange, kWaitlisted, kIkd, "CRITICAL_STATUS_CHANGE_WAITS_AT_FLOOR"},
      {kCritical, 100, kDamaged, kWaitlisted, kIkd, "CRITICAL_DAMAGED_WAITS"},
      {kCritical, 100, kReplacement, kWaitlisted, kIkd, "CRITICAL_REPLACEMENT_WAITS"},
  };
  for (const Case& c : cases) {
    const auto decision = Decide(c.reason, kRequestDay, Inputs(c.level, c.available));
    ASSERT_TRUE(decision.ok()) << decision.status();
    EXPECT_EQ(decision->outcome, c.outcome) << c.rule;
    EXPECT_EQ(decision->rule, c.rule);
    EXPECT_EQ(decision->interim_document, c.interim) << c.rule;
    EXPECT_EQ(decision->level, c.level) << c.rule;
    EXPECT_EQ(decision->available, c.available);
  }
}

TEST(Policy, EverybodyWaitsWhereNothingIsAvailable) {
  for (const StockLevel level : kAllLevels) {
    for (const Reason reason : kAllReasons) {
      DecisionInputs inputs = Inputs(level, 0);
      inputs.available_in_regency = level == StockLevel::kCritical ? 100 : 5000;
      const auto decision = Decide(reason, kRequestDay, inputs);
      ASSERT_TRUE(decision.ok());
      EXPECT_EQ(decision->outcome, Outcome::kWaitlisted);
      EXPECT_EQ(decision->rule, std::string("NO_STOCK_HERE_") + std::string(Name(reason)) + "_WAITS");
    }
  }
}

TEST(Policy, RefusesWhoCannotBeServed) {
  DecisionInputs inputs = Inputs(StockLevel::kNormal, 500);
  inputs.eligibility.print_ready = false;
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs)->rule, kRuleNotPrintReady);
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs)->outcome, Outcome::kRejected);
  EXPECT_EQ(Decide(Reason::kLost, kRequestDay, inputs)->outcome, Outcome::kReserved);

  inputs.eligibility = {false, false, absl::CivilDay(2000, 1, 1), /*blocked=*/true};
  EXPECT_EQ(Decide(Reason::kLost, kRequestDay, inputs)->rule, kRuleRecordingBlocked);

  inputs.eligibility = {true, true, absl::CivilDay(2000, 1, 1)};
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs)->rule, kRuleHasFirstCard);
  EXPECT_EQ(Decide(Reason::kDamaged, kRequestDay, inputs)->outcome, Outcome::kReserved);
}

TEST(Policy, AReservationMustReachTheSeventeenthBirthday) {
  DecisionInputs inputs = Inputs(StockLevel::kNormal, 500);
  inputs.eligibility.obliged_date = kRequestDay + 30;
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs)->outcome, Outcome::kReserved);
  inputs.eligibility.obliged_date = kRequestDay + 31;
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs)->rule, kRuleNotYetObliged);
  inputs.eligibility.obliged_date.reset();
  EXPECT_EQ(Decide(Reason::kLost, kRequestDay, inputs)->rule, kRuleNotYetObliged);
}

TEST(Policy, RefusesAPolicyWithoutTheRule) {
  DecisionInputs inputs = Inputs(StockLevel::kNormal, 500);
  inputs.policy.rules.pop_back();
  inputs.policy.rules.erase(inputs.policy.rules.begin());
  EXPECT_EQ(Decide(Reason::kFirstIssue, kRequestDay, inputs).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(Policy, ExplainsItselfInBothLanguages) {
  const auto damaged = Decide(Reason::kDamaged, kRequestDay, Inputs(StockLevel::kConstrained, 4000));
  EXPECT_THAT(ExplainInEnglish(Reason::kDamaged, *damaged), HasSubstr("4000 available"));
  EXPECT_THAT(ExplainInEnglish(Reason::kDamaged, *damaged), HasSubstr("digital identity"));
  EXPECT_THAT(ExplainInIndonesian(Reason::kDamaged, *damaged), HasSubstr("daftar tunggu"));
  EXPECT_THAT(ExplainInIndonesian(Reason::kDamaged, *damaged), HasSubstr("IKD"));
  const auto lost = Decide(Reason::kLost, kRequestDay, Inputs(StockLevel::kCritical, 25));
  EXPECT_THAT(ExplainInEnglish(Reason::kLost, *lost), HasSubstr("floor of 25"));
  EXPECT_THAT(ExplainInIndonesian(Reason::kLost, *lost), HasSubstr("batas 25 keping"));
  const auto first = Decide(Reason::kFirstIssue, kRequestDay, Inputs(StockLevel::kNormal, 500));
  EXPECT_THAT(ExplainInEnglish(Reason::kFirstIssue, *first), HasSubstr("approved"));
  EXPECT_THAT(ExplainInEnglish(Reason::kFirstIssue, *first), Not(HasSubstr("Meanwhile")));
  const auto none = Decide(Reason::kStatusChange, kRequestDay, Inputs(StockLevel::kNormal, 0));
  EXPECT_THAT(ExplainInEnglish(Reason::kStatusChange, *none), HasSubstr("no blank is available here"));
  EXPECT_THAT(ExplainInIndonesian(Reason::kStatusChange, *none), HasSubstr("tidak ada blanko"));
  for (const char* rule :
       {kRuleNotPrintReady, kRuleRecordingBlocked, kRuleHasFirstCard, kRuleNotYetObliged}) {
    Decision rejected;
    rejected.rule = rule;
    EXPECT_THAT(ExplainInEnglish(Reason::kReplacement, rejected), HasSubstr("is refused: "));
    EXPECT_THAT(ExplainInIndonesian(Reason::kReplacement, rejected), HasSubstr("ditolak: "));
  }
  Decision waiting = *damaged;
  waiting.interim_document = InterimDocument::kSuket;
  EXPECT_THAT(ExplainInEnglish(Reason::kDamaged, waiting), HasSubstr("suket"));
}

TEST(Policy, NamesGoBothWays) {
  for (const Reason reason : kAllReasons) EXPECT_EQ(ParseReason(Name(reason)), reason);
  for (const StockLevel level : kAllLevels) EXPECT_EQ(ParseStockLevel(Name(level)), level);
  for (const auto action : {RuleAction::kReserve, RuleAction::kReserveAboveFloor, RuleAction::kWaitlist}) {
    EXPECT_EQ(ParseRuleAction(Name(action)), action);
  }
  for (const auto document : {InterimDocument::kNone, InterimDocument::kSuket, InterimDocument::kIkd}) {
    EXPECT_EQ(ParseInterimDocument(Name(document)), document);
  }
  for (const auto outcome : {Outcome::kReserved, Outcome::kWaitlisted, Outcome::kRejected}) {
    EXPECT_EQ(ParseOutcome(Name(outcome)), outcome);
  }
  EXPECT_FALSE(ParseReason("STOLEN").has_value());
}

}  // namespace
}  // namespace dukcapil::inventory
