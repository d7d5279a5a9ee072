#include "inventory-svc/domain/policy_draft.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/policy_replay.h"

namespace dukcapil::inventory {
namespace {

constexpr absl::CivilDay kDraftDay(2023, 10, 14);

void AddReason(const std::string& code, Reason kind, RuleAction when_short, IssuancePolicy& draft) {
  PolicyReason reason;
  reason.code = code;
  reason.kind = kind;
  reason.label_id = reason.label_en = code;
  reason.evidence_required = kind == Reason::kLost;
  draft.reasons.push_back(reason);
  for (const StockLevel level : kAllLevels) {
    draft.rules.push_back({code, level, level == StockLevel::kNormal ? RuleAction::kReserve : when_short,
                           InterimDocument::kSuket, 10});
  }
}

IssuancePolicy Draft() {
  IssuancePolicy draft;
  draft.region = "17.02";
  draft.legal_basis = "Perbup 9/2023";
  draft.effective_date = kDraftDay;
  draft.reservation_days = 14;
  AddReason("FIRST_ISSUE", Reason::kFirstIssue, RuleAction::kReserve, draft);
  AddReason("LOST", Reason::kLost, RuleAction::kReserveAboveFloor, draft);
  AddReason("HOSPITAL_EMERGENCY", Reason::kReplacement, RuleAction::kReserve, draft);
  return draft;
}

// Reason and field of each violation, one a line.
std::string Wrong(const IssuancePolicy& draft) {
  Violations violations;
  CheckPolicy(draft, kDraftDay, violations);
  CheckRules(draft, violations);
  std::string text;
  for (const Violation& violation : violations.list()) {
    absl::StrAppend(&text, violation.reason, " ", violation.field, "\n");
  }
  return text;
}

TEST(PolicyDraft, AWholeOneIsRight) {
  EXPECT_EQ(Wrong(Draft()), "");
}

TEST(PolicyDraft, NamesEverythingWrong) {
  IssuancePolicy draft = Draft();
  draft.legal_basis = " ";
  draft.effective_date = kDraftDay - 1;
  draft.reservation_days = 0;
  draft.reasons[1].evidence_required = false;
  draft.reasons[1].interim_first_date = kDraftDay;
  draft.reasons[1].interim_last_date = kDraftDay - 1;
  draft.reasons[2].label_en = "";
  draft.reasons[2].interim_validity_days = 731;
  draft.rules[0].priority = -1;
  draft.rules.back().level = StockLevel::kNormal;
  EXPECT_EQ(Wrong(draft),
            "BLANK issuance_policy.legal_basis\n"
            "BEFORE_TODAY issuance_policy.effective_date\n"
            "OUT_OF_RANGE issuance_policy.reservation_days\n"
            "EVIDENCE_NEEDED issuance_policy.reasons[1].evidence_required\n"
            "BEFORE_FIRST issuance_policy.reasons[1].interim_last_date\n"
            "LENGTH issuance_policy.reasons[2].label_en\n"
            "OUT_OF_RANGE issuance_policy.reasons[2].interim_validity_days\n"
            "OUT_OF_RANGE issuance_policy.rules[0].priority\n"
            "DUPLICATE issuance_policy.rules[8]\n"
            "RULE_MISSING issuance_policy.rules\n");
}

TEST(PolicyDraft, ReasonsHaveStableCodesOfTheirOwn) {
  IssuancePolicy draft = Draft();
  draft.reasons[0].code = "FIRST";
  draft.reasons[1].code = "DAMAGED";
  draft.reasons[2].code = "gawat darurat";
  EXPECT_EQ(Wrong(draft).substr(0, 173),
            "OTHER_KIND issuance_policy.reasons[1].kind\n"
            "MALFORMED_CODE issuance_policy.reasons[2].code\n"
            "FIRST_ISSUE_MISSING issuance_policy.reasons\n"
            "UNKNOWN_REASON issuance_policy.rules[0]");
  draft = Draft();
  draft.reasons.push_back(draft.reasons[2]);
  EXPECT_EQ(Wrong(draft), "DUPLICATE issuance_policy.reasons[3].code\n");
  draft = Draft();
  draft.reasons.resize(51);
  EXPECT_EQ(Wrong(draft).substr(0, 31), "TOO_MANY issuance_policy.reason");
}

// A request decided under `policy` with what is available here and in the regency.
PastRequest Decided(const std::string& id, const AskedFor& asked, const IssuancePolicy& policy,
                    std::int64_t here, std::int64_t in_regency) {
  DecisionInputs inputs;
  inputs.policy = policy;
  inputs.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  inputs.protected_stock = 100;
  inputs.floor_stock = 25;
  inputs.available_here = here;
  inputs.available_in_regency = in_regency;
  auto decision = Decide(asked, kDraftDay - 3, inputs);
  EXPECT_TRUE(decision.ok()) << decision.status();
  return {id, asked, kDraftDay - 3, inputs.eligibility.obliged_date, decision.value_or(Decision())};
}

TEST(PolicyReplay, TheSamePolicyTreatsNobodyOtherwise) {
  const IssuancePolicy policy = Draft();
  PolicyReplay replay;
  for (const std::int64_t here : {0, 20, 60, 500}) {
    for (const std::int64_t elsewhere : {0, 30, 500}) {
      for (const PolicyReason& reason : policy.reasons) {
        Replay(policy, Decided("a", AskedFor(reason.kind, reason.code), policy, here, here + elsewhere),
               replay);
      }
    }
  }
  EXPECT_EQ(replay.replayed, 36);
  EXPECT_EQ(replay.changed, 0);
  EXPECT_TRUE(replay.requests.empty());
}

TEST(PolicyReplay, ALevelSetByHandHeldThenAndIsSaid) {
  const IssuancePolicy policy = Draft();
  DecisionInputs inputs;
  inputs.policy = policy;
  inputs.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  inputs.floor_stock = 600;
  inputs.override_level = StockLevel::kCritical;
  inputs.SetHere(500);
  PastRequest past = Decided("a", Reason::kLost, policy, 500, 500);
  past.decision = *Decide(Reason::kLost, kDraftDay, inputs);
  EXPECT_EQ(past.decision.rule, "CRITICAL_LOST_WAITS_AT_FLOOR");
  EXPECT_NE(ExplainInEnglish(Reason::kLost, past.decision).find("(set by an administrator)"),
            std::string::npos);
  EXPECT_NE(ExplainInIndonesian(Reason::kLost, past.decision).find("(ditetapkan oleh administrator)"),
            std::string::npos);
  PolicyReplay replay;
  Replay(policy, past, replay);
  EXPECT_EQ(replay.changed, 0);
  // What is protected is judged live, whatever was set.
  inputs.override_level = StockLevel::kNormal;
  inputs.protected_stock = 500;
  const Decision live = *Decide(Reason::kLost, kDraftDay, inputs);
  EXPECT_EQ(live.level, StockLevel::kCritical);
  EXPECT_EQ(ExplainInEnglish(Reason::kLost, live).find("administrator"), std::string::npos);
}

TEST(PolicyReplay, CountsAndListsWhoWouldBeTreatedOtherwise) {
  const IssuancePolicy before = Draft();
  IssuancePolicy draft = before;
  draft.reasons.pop_back();                                                   // HOSPITAL_EMERGENCY
  for (int i = 0; i < 3; ++i) draft.rules[3].action = RuleAction::kWaitlist;  // LOST when NORMAL
  draft.reasons[1].interim_validity_days = 7;
  PolicyReplay replay;
  Replay(draft, Decided("a", Reason::kLost, before, 500, 500), replay);
  Replay(draft, Decided("b", Reason::kLost, before, 50, 50), replay);  // CRITICAL, above the floor
  Replay(draft, Decided("c", Reason::kFirstIssue, before, 0, 500), replay);
  Replay(draft, Decided("d", AskedFor(Reason::kReplacement, "HOSPITAL_EMERGENCY"), before, 500, 500), replay);
  PastRequest old = Decided("e", Reason::kLost, before, 500, 500);
  old.decision.seen.reset();
  Replay(draft, old, replay);
  EXPECT_EQ(replay.replayed, 4);
  EXPECT_EQ(replay.not_replayable, 1);
  ASSERT_EQ(replay.changed, 2);
  EXPECT_EQ(replay.requests[0].request.id, "a");
  EXPECT_EQ(replay.requests[0].draft.rule, "NORMAL_LOST_WAITS");
  EXPECT_EQ(replay.requests[0].draft.interim_document, InterimDocument::kSuket);
  EXPECT_EQ(replay.requests[1].request.id, "d");
  EXPECT_EQ(replay.requests[1].draft.rule, kRuleNotInPolicy);
  EXPECT_FALSE(replay.requests[1].draft.outcome.has_value());
  EXPECT_EQ((replay.counts[{"LOST", Outcome::kReserved, Outcome::kWaitlisted}]), 1);
  EXPECT_EQ((replay.counts[{"LOST", Outcome::kReserved, Outcome::kReserved}]), 1);
  for (int i = 0; i < 200; ++i) Replay(draft, Decided("a", Reason::kLost, before, 500, 500), replay);
  EXPECT_EQ(replay.changed, 202);
  EXPECT_EQ(replay.requests.size(), kListedReplays);
}

TEST(PolicyReplay, AnInterimDocumentHasItsDates) {
  IssuancePolicy policy = Draft();
  PolicyReason& lost = policy.reasons[1];
  lost.interim_validity_days = 7;
  lost.interim_last_date = kDraftDay - 3;
  const Decision waiting = Decided("a", Reason::kLost, policy, 0, 500).decision;
  EXPECT_EQ(waiting.interim_document, InterimDocument::kSuket);
  EXPECT_EQ(waiting.interim_until_date, kDraftDay + 4);
  EXPECT_NE(ExplainInEnglish(Reason::kLost, waiting).find(", valid until 2023-10-18."), std::string::npos);
  EXPECT_NE(ExplainInIndonesian(Reason::kLost, waiting).find(", berlaku sampai 2023-10-18."),
            std::string::npos);
  lost.interim_last_date = kDraftDay - 4;
  EXPECT_EQ(Decided("a", Reason::kLost, policy, 0, 500).decision.interim_document, InterimDocument::kNone);
  lost.interim_last_date.reset();
  lost.interim_first_date = kDraftDay - 2;
  EXPECT_EQ(Decided("a", Reason::kLost, policy, 0, 500).decision.interim_document, InterimDocument::kNone);

  // A paper of long ago: it is given, and counts, from the day of the decision.
  DecisionInputs inputs;
  inputs.policy = policy;
  inputs.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  inputs.available_in_regency = 500;
  inputs.today = kDraftDay;
  const auto late = Decide(Reason::kLost, kDraftDay - 60, inputs);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->interim_document, InterimDocument::kSuket);
  EXPECT_EQ(late->interim_until_date, kDraftDay + 7);
}

TEST(PolicyReplay, LeavesOutTheDaysOfInterimDocuments) {
  const IssuancePolicy before = Draft();
  IssuancePolicy draft = before;
  draft.reasons[1].interim_first_date = kDraftDay + 1;
  draft.reasons[1].interim_last_date = kDraftDay + 100;
  PolicyReplay replay;
  Replay(draft, Decided("a", Reason::kLost, before, 0, 500), replay);
  EXPECT_EQ(replay.replayed, 1);
  EXPECT_EQ(replay.changed, 0);
}

}  // namespace
}  // namespace dukcapil::inventory
