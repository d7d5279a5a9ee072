#include <map>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;

constexpr auto kWaits = v1::CARD_APPLICATION_STATE_WAITLISTED;
constexpr auto kHolds = v1::CARD_APPLICATION_STATE_RESERVED;
constexpr char kHospital[] = "HOSPITAL_EMERGENCY";

class IssuancePolicies : public InventoryTest {
 protected:
  // The national policy with another legal basis, from `day` on.
  v1::IssuancePolicy Wanted(absl::CivilDay day) {
    v1::GetIssuancePolicyRequest request;
    request.set_name("regions/17.02/issuancePolicies/national-default-1");
    auto policy = GetIssuancePolicy(*app_, testing::ReadCall("GetIssuancePolicy"), request);
    EXPECT_TRUE(policy.ok()) << policy.status();
    policy->set_legal_basis("Perbup 9/2023");
    *policy->mutable_effective_date() = dukcapil::ToProto(day);
    return *policy;
  }
  // The same with a reason of the office's own that is always served, and first.
  v1::IssuancePolicy WithHospital(absl::CivilDay day) {
    v1::IssuancePolicy policy = Wanted(day);
    v1::IssuanceReason* reason = policy.add_reasons();
    reason->set_code(kHospital);
    reason->set_kind(v1::CARD_APPLICATION_REASON_REPLACEMENT);
    reason->set_label_id("rawat inap darurat");
    reason->set_label_en("hospital emergency");
    reason->set_evidence_required(true);
    for (const auto level :
         {v1::STOCK_MODE_LEVEL_NORMAL, v1::STOCK_MODE_LEVEL_CONSTRAINED, v1::STOCK_MODE_LEVEL_CRITICAL}) {
      v1::IssuanceRule* rule = policy.add_rules();
      rule->set_reason_code(kHospital);
      rule->set_level(level);
      rule->set_action(v1::ISSUANCE_ACTION_RESERVE);
      rule->set_interim_document(v1::INTERIM_DOCUMENT_SUKET);
      rule->set_priority(5);
    }
    return policy;
  }
  absl::StatusOr<v1::IssuancePolicy> Enter(const v1::IssuancePolicy& policy, bool validate_only = false) {
    v1::CreateIssuancePolicyRequest request;
    request.set_parent(kRegency);
    *request.mutable_issuance_policy() = policy;
    request.set_validate_only(validate_only);
    return CreateIssuancePolicy(*app_, testing::WriteCall("CreateIssuancePolicy"), request);
  }
  absl::StatusOr<v1::CardApplication> AskFor(const std::string& code, v1::CardApplicationReason reason,
                                             const std::string& evidence = "RSUD/1") {
    v1::CreateCardApplicationRequest request;
    request.set_parent(kRegency);
    request.mutable_card_application()->set_resident(NewResident());
    request.mutable_card_application()->set_location(kOffice);
    request.mutable_card_application()->set_reason(reason);
    request.mutable_card_application()->set_reason_code(code);
    request.mutable_card_application()->set_evidence_number(evidence);
    return CreateCardApplication(*app_, testing::WriteCall("CreateCardApplication"), request);
  }
  absl::StatusOr<v1::CardApplication> AskForHospital() {
    return AskFor(kHospital, v1::CARD_APPLICATION_REASON_UNSPECIFIED);
  }
  v1::CardApplication Read(const std::string& name) {
    v1::GetCardApplicationRequest request;
    request.set_name(name);
    const auto found = GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), request);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(v1::CardApplication());
  }
  absl::StatusOr<v1::IssuancePolicy> TakeBack(const std::string& name) {
    v1::WithdrawIssuancePolicyRequest request;
    request.set_name(name);
    return WithdrawIssuancePolicy(*app_, testing::WriteCall("WithdrawIssuancePolicy"), request);
  }
  // As it is on a later day.
  void GoTo(absl::CivilDay day) {
    const Clock clock(day);
    Inventory& old = *app_;
    app_.reset(new Inventory{Store(options_, RulesOfWaitlist(clock)), clock, WorkingCalendar(),
                             PageTokens(KeyRing({{1, Key{}}})), old.sisters});
  }
};

TEST_F(IssuancePolicies, AnOfficeAddsAReasonWithoutARelease) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 2);
  ASSERT_EQ(Refusal(AskForHospital().status()), "INVALID_FIELDS: card_application.reason_code");
  const auto policy = Enter(WithHospital(kToday));
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->in_force());
  const auto urgent = AskForHospital();
  ASSERT_TRUE(urgent.ok()) << urgent.status();
  EXPECT_EQ(urgent->state(), kHolds);
  EXPECT_EQ(urgent->reason(), v1::CARD_APPLICATION_REASON_REPLACEMENT);
  EXPECT_EQ(urgent->reason_code(), kHospital);
  EXPECT_EQ(urgent->decision().rule(), "CONSTRAINED_HOSPITAL_EMERGENCY_RESERVES");
  EXPECT_EQ(urgent->decision().policy(), policy->name());
  EXPECT_THAT(urgent->decision().explanation_id(), HasSubstr("rawat inap darurat disetujui"));
  EXPECT_EQ(urgent->decision().available_in_regency(), 10);
  EXPECT_EQ(urgent->decision().forecast_level(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  EXPECT_EQ(Read(urgent->name()).SerializeAsString(), urgent->SerializeAsString());

  const auto plain = Apply(v1::CARD_APPLICATION_REASON_REPLACEMENT);
  EXPECT_EQ(plain->reason_code(), "REPLACEMENT");
  EXPECT_EQ(plain->decision().rule(), "CONSTRAINED_REPLACEMENT_WAITS");
  v1::ListCardApplicationsRequest list;
  list.set_parent(kRegency);
  list.set_reason_code(kHospital);
  const auto listed = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
  ASSERT_EQ(listed->card_applications_size(), 1);
  EXPECT_EQ(listed->card_applications(0).name(), urgent->name());
  list.set_reason_code("rumah sakit");
  EXPECT_EQ(Refusal(ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list).status()),
            "INVALID_FIELDS: reason_code");
  v1::GetStockModeRequest mode;
  mode.set_name("regions/17.02/stockMode");
  const auto debt = GetStockMode(*app_, testing::ReadCall("GetStockMode"), mode);
  ASSERT_EQ(debt->print_debt_size(), 2);
  EXPECT_EQ(debt->print_debt(0).reason_code(), kHospital);
  EXPECT_EQ(debt->print_debt(1).reason_code(), "REPLACEMENT");
  EXPECT_EQ(Proof(), "");
}

TEST_F(IssuancePolicies, ThePolicySaysHowAReasonBehavesAndWhatItNeeds) {
  OpenOffice(10);
  v1::IssuancePolicy policy = WithHospital(kToday);
  policy.mutable_reasons(3)->set_evidence_required(true);  // DAMAGED
  ASSERT_TRUE(Enter(policy).ok());
  const auto refusal = [&](const std::string& code, v1::CardApplicationReason reason,
                           const std::string& evidence) {
    return Refusal(AskFor(code, reason, evidence).status());
  };
  constexpr auto kUnset = v1::CARD_APPLICATION_REASON_UNSPECIFIED;
  EXPECT_EQ(refusal(kHospital, kDamaged, "1"), "INVALID_FIELDS: card_application.reason");
  EXPECT_EQ(refusal(kHospital, kUnset, ""), "INVALID_FIELDS: card_application.evidence_number");
  EXPECT_EQ(refusal("", kDamaged, ""), "INVALID_FIELDS: card_application.evidence_number");
  EXPECT_EQ(refusal("LOST", kUnset, ""), "INVALID_FIELDS: card_application.evidence_number");
  EXPECT_EQ(refusal("STOLEN", kUnset, "1"), "INVALID_FIELDS: card_application.reason_code");
  EXPECT_EQ(refusal("stolen", kUnset, "1"), "INVALID_FIELDS: card_application.reason_code");
  EXPECT_EQ(refusal("", kUnset, "1"), "INVALID_FIELDS: card_application.reason");
  EXPECT_EQ(AskFor("LOST", kUnset)->reason(), v1::CARD_APPLICATION_REASON_LOST);
  EXPECT_EQ(AskFor(kHospital, v1::CARD_APPLICATION_REASON_REPLACEMENT)->reason_code(), kHospital);
  EXPECT_EQ(Office().reserved(), 2);
}

TEST_F(IssuancePolicies, OneOfTodayServesWhoWaits) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 2);
  const auto damaged = Apply(kDamaged);
  ASSERT_EQ(damaged->state(), kWaits);
  v1::IssuancePolicy generous = Wanted(kToday);
  for (v1::IssuanceRule& rule : *generous.mutable_rules()) rule.set_action(v1::ISSUANCE_ACTION_RESERVE);
  ASSERT_TRUE(Enter(generous).ok());
  const v1::CardApplication served = Read(damaged->name());
  EXPECT_EQ(served.state(), kHolds);
  EXPECT_EQ(served.decision().legal_basis(), "Perbup 9/2023");
  EXPECT_EQ(served.earlier_decisions_size(), 1);
}

TEST_F(IssuancePolicies, ADecisionExplainsItselfAfterItsReasonWasDropped) {
  OpenOffice(1);
  v1::IssuancePolicy policy = WithHospital(kToday);
  policy.mutable_reasons(5)->set_interim_validity_days(14);
  ASSERT_TRUE(Enter(policy).ok());
  ASSERT_TRUE(Enter(Wanted(kToday + 1)).ok());
  const auto held = AskForHospital();
  const auto waiting = AskForHospital();
  ASSERT_EQ(held->state(), kHolds);
  ASSERT_EQ(waiting->state(), kWaits);
  EXPECT_THAT(waiting->decision().explanation_en(),
              HasSubstr("(hospital emergency) goes on the waitlist: no blank is available here. Meanwhile an "
                        "interim certificate (suket) is given, valid until 2023-10-28."));

  GoTo(kToday + 1);
  EXPECT_EQ(Read(waiting->name()).decision().SerializeAsString(), waiting->decision().SerializeAsString());
  EXPECT_EQ(Refusal(AskForHospital().status()), "INVALID_FIELDS: card_application.reason_code");
  // What spoils is entered all the same, by the policy that promised the card.
  v1::PrintCardRequest spoil;
  spoil.set_name(held->name());
  spoil.add_spoiled_serials("RJL00000001");
  spoil.set_spoilage_cause(v1::SPOILAGE_CAUSE_DAMAGED);
  const auto again = PrintCard(*app_, testing::WriteCall("PrintCard"), spoil);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->state(), kWaits);
  EXPECT_EQ(again->decision().policy(), held->decision().policy());
  EXPECT_EQ(again->decision().rule(), "NO_STOCK_HERE_HOSPITAL_EMERGENCY_WAITS");
  const v1::CardApplication read = Read(held->name());
  ASSERT_EQ(read.earlier_decisions_size(), 1);
  EXPECT_EQ(read.earlier_decisions(0).SerializeAsString(), held->decision().SerializeAsString());
  EXPECT_EQ(Proof(), "");

  // Cards that come serve both by it: what spoiled first.
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  EXPECT_EQ(Read(held->name()).state(), kHolds);
  EXPECT_EQ(Read(waiting->name()).state(), kWaits);
  ASSERT_TRUE(Receive("RJL00000102", "RJL00000102").ok());
  const v1::CardApplication served = Read(waiting->name());
  EXPECT_EQ(served.state(), kHolds);
  EXPECT_EQ(served.decision().policy(), waiting->decision().policy());
  EXPECT_EQ(served.decision().rule(), "NORMAL_HOSPITAL_EMERGENCY_RESERVES");
  EXPECT_EQ(Proof(), "");
}

TEST_F(IssuancePolicies, WhoAskedFirstIsServedFirstWhateverThePriorityWasThen) {
  OpenOffice(0);
  const auto earlier = Apply(kLost);
  v1::IssuancePolicy urgent = Wanted(kToday);
  for (v1::IssuanceRule& rule : *urgent.mutable_rules()) {
    if (rule.reason_code() == "LOST") rule.set_priority(0);
  }
  ASSERT_TRUE(Enter(urgent).ok());
  const auto first_issue = Apply(kFirst);
  const auto later = Apply(kLost);
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  EXPECT_EQ(Read(earlier->name()).state(), kHolds);
  ASSERT_TRUE(Receive("RJL00000102", "RJL00000102").ok());
  EXPECT_EQ(Read(later->name()).state(), kHolds);
  EXPECT_EQ(Read(first_issue->name()).state(), kWaits);
}

TEST_F(IssuancePolicies, AreListedAndRead) {
  const auto future = Enter(Wanted(kToday + 10));
  const auto now = Enter(WithHospital(kToday));
  ASSERT_TRUE(future.ok() && now.ok()) << future.status() << now.status();
  v1::ListIssuancePoliciesRequest list;
  list.set_parent(kRegency);
  list.set_page_size(2);
  const auto first = ListIssuancePolicies(*app_, testing::ReadCall("ListIssuancePolicies"), list);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->issuance_policies_size(), 2);
  EXPECT_EQ(first->issuance_policies(0).SerializeAsString(), future->SerializeAsString());
  EXPECT_EQ(first->issuance_policies(1).SerializeAsString(), now->SerializeAsString());
  list.set_page_token(first->next_page_token());
  const auto last = ListIssuancePolicies(*app_, testing::ReadCall("ListIssuancePolicies"), list);
  ASSERT_TRUE(last.ok()) << last.status();
  ASSERT_EQ(last->issuance_policies_size(), 1);
  EXPECT_EQ(last->issuance_policies(0).name(), "regions/-/issuancePolicies/national-default-1");
  EXPECT_FALSE(last->issuance_policies(0).in_force());
  EXPECT_EQ(last->next_page_token(), "");

  v1::GetIssuancePolicyRequest get;
  get.set_name(now->name());
  EXPECT_EQ(GetIssuancePolicy(*app_, testing::ReadCall("Get"), get)->SerializeAsString(),
            now->SerializeAsString());
  get.set_name("regions/17.03/issuancePolicies/" + now->name().substr(now->name().rfind('/') + 1));
  EXPECT_EQ(GetIssuancePolicy(*app_, testing::ReadCall("Get"), get).status().code(),
            absl::StatusCode::kNotFound);
  get.set_name("x");
  EXPECT_EQ(Refusal(GetIssuancePolicy(*app_, testing::ReadCall("Get"), get).status()),
            "INVALID_FIELDS: name");
}

TEST_F(IssuancePolicies, EverythingWrongIsNamed) {
  v1::IssuancePolicy wrong = WithHospital(kToday - 1);
  wrong.clear_legal_basis();
  wrong.mutable_reasons(5)->set_kind(v1::CARD_APPLICATION_REASON_UNSPECIFIED);
  wrong.mutable_rules(0)->set_level(static_cast<v1::StockModeLevel>(9));
  wrong.mutable_rules(1)->clear_action();
  wrong.mutable_rules(2)->clear_interim_document();
  EXPECT_EQ(Refusal(Enter(wrong).status()),
            "INVALID_FIELDS: issuance_policy.reasons[5].kind issuance_policy.rules[0].level"
            " issuance_policy.rules[1].action issuance_policy.rules[2].interim_document"
            " issuance_policy.legal_basis issuance_policy.effective_date");
  wrong = Wanted(kToday);
  wrong.mutable_rules()->RemoveLast();
  EXPECT_EQ(Refusal(Enter(wrong, true).status()), "INVALID_FIELDS: issuance_policy.rules");
  wrong = Wanted(kToday);
  wrong.clear_effective_date();
  EXPECT_EQ(Refusal(Enter(wrong).status()), "INVALID_FIELDS: issuance_policy.effective_date");

  const auto entered = Enter(Wanted(kToday + 1));
  const auto twice = Enter(Wanted(kToday + 1));
  EXPECT_EQ(twice.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Refusal(twice.status()), "POLICY_DATE_TAKEN");
  EXPECT_EQ(Refusal(Enter(Wanted(kToday + 1), true).status()), "POLICY_DATE_TAKEN");
  EXPECT_EQ(GetErrorDetail(twice.status()).metadata[0].second, entered->name());
}

TEST_F(IssuancePolicies, OneThatIsYetToComeCanBeWithdrawn) {
  OpenOffice(10);
  const auto wrong = Enter(WithHospital(kToday + 365));
  ASSERT_TRUE(wrong.ok()) << wrong.status();
  const auto withdrawn = TakeBack(wrong->name());
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->SerializeAsString(), wrong->SerializeAsString());
  EXPECT_EQ(TakeBack(wrong->name()).status().code(), absl::StatusCode::kNotFound);
  v1::GetIssuancePolicyRequest get;
  get.set_name(wrong->name());
  EXPECT_EQ(GetIssuancePolicy(*app_, testing::ReadCall("GetIssuancePolicy"), get).status().code(),
            absl::StatusCode::kNotFound);

  const auto again = Enter(Wanted(kToday + 365));
  ASSERT_TRUE(again.ok()) << "its day is free: " << again.status();
  GoTo(kToday + 365);
  const auto refused = TakeBack(again->name());
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Refusal(refused.status()), "POLICY_TOOK_EFFECT");
  EXPECT_EQ(Apply(kLost)->decision().policy(), again->name());
  GoTo(kToday + 400);
  EXPECT_EQ(Refusal(TakeBack(again->name()).status()), "POLICY_TOOK_EFFECT");
  EXPECT_EQ(TakeBack("regions/17.02/issuancePolicies/national-default-1").status().code(),
            absl::StatusCode::kNotFound)
      << "it is not the regency's";
  EXPECT_EQ(Refusal(TakeBack("x").status()), "INVALID_FIELDS: name");
}

TEST_F(IssuancePolicies, ADraftIsReplayedOnLastMonthsRequests) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 2);
  const auto damaged = Apply(kDamaged);
  const auto lost = Apply(kLost);
  const auto old = Apply(kLost);
  const auto unknown = Apply(kLost);
  const auto id = [](const v1::CardApplication& application) {
    return application.name().substr(application.name().rfind('/') + 1);
  };
  Damage("UPDATE card_application SET application_date = '2023-09-14'");
  Damage(absl::StrCat("UPDATE card_application SET application_date = '2023-09-13' WHERE id = '", id(*old),
                      "'"));
  Damage(absl::StrCat("UPDATE card_application SET regency_available_seen = NULL WHERE id = '", id(*unknown),
                      "'"));
  ASSERT_TRUE(Apply(kLost).ok());  // today
  // A later decision on the same request is not what was said at the counter.
  SetMode(StockLevel::kNormal, 2);
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  ASSERT_EQ(Read(damaged->name()).state(), kHolds);

  v1::IssuancePolicy draft = Wanted(kToday);
  for (v1::IssuanceRule& rule : *draft.mutable_rules()) {
    const bool is_damaged = rule.reason_code() == "DAMAGED";
    rule.set_action(is_damaged ? v1::ISSUANCE_ACTION_RESERVE : v1::ISSUANCE_ACTION_WAITLIST);
  }
  const auto answer = Enter(draft, true);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "");
  const v1::PolicyReplay& replay = answer->replay();
  EXPECT_EQ(FromProto(replay.first_date(), "", *std::make_unique<Violations>()), kToday - 30);
  EXPECT_EQ(replay.replayed(), 2);
  EXPECT_EQ(replay.changed(), 2);
  EXPECT_EQ(replay.not_replayable(), 1);
  EXPECT_EQ(replay.counts_size(), 2);
  ASSERT_EQ(replay.requests_size(), 2);
  std::map<std::string, std::string> rules;
  for (const auto& request : replay.requests()) {
    rules[request.card_application()] = absl::StrCat(request.old_rule(), " ", request.new_rule());
  }
  EXPECT_EQ(rules[damaged->name()], "CONSTRAINED_DAMAGED_WAITS CONSTRAINED_DAMAGED_RESERVES");
  EXPECT_EQ(rules[lost->name()], "CONSTRAINED_LOST_RESERVES CONSTRAINED_LOST_WAITS");
  // Nothing was written.
  v1::ListIssuancePoliciesRequest list;
  list.set_parent(kRegency);
  EXPECT_EQ(ListIssuancePolicies(*app_, testing::ReadCall("List"), list)->issuance_policies_size(), 1);
}

}  // namespace
}  // namespace dukcapil::inventory
