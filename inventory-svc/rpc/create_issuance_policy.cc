#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/policy_draft.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

PolicyReason ReadReason(const v1::IssuanceReason& proto, absl::string_view path, bool& is_known,
                        Violations& violations) {
  PolicyReason reason;
  reason.code = proto.code();
  const auto kind = FromProto(proto.kind());
  if (!kind.has_value()) {
    violations.Add(absl::StrCat(path, ".kind"), "UNKNOWN_VALUE", "must be a built-in reason");
    is_known = false;
  }
  // Of those that need nothing, so that an unknown kind is not told as more than that.
  reason.kind = kind.value_or(ParseReason(proto.code()).value_or(Reason::kReplacement));
  reason.label_id = proto.label_id();
  reason.label_en = proto.label_en();
  reason.evidence_required = proto.evidence_required();
  reason.interim_first_date = OptionalFromProto(proto.has_interim_first_date(), proto.interim_first_date(),
                                                absl::StrCat(path, ".interim_first_date"), violations);
  reason.interim_last_date = OptionalFromProto(proto.has_interim_last_date(), proto.interim_last_date(),
                                               absl::StrCat(path, ".interim_last_date"), violations);
  reason.interim_validity_days = proto.interim_validity_days();
  return reason;
}

// `is_known` becomes false where a value is none that this version knows.
PolicyRule ReadRule(const v1::IssuanceRule& proto, absl::string_view path, bool& is_known,
                    Violations& violations) {
  const auto level = FromProto(proto.level());
  const auto action = FromProto(proto.action());
  const auto interim = FromProto(proto.interim_document());
  const auto check = [&](bool is_read, absl::string_view field, absl::string_view what) {
    if (is_read) return;
    violations.Add(absl::StrCat(path, field), "UNKNOWN_VALUE", what);
    is_known = false;
  };
  check(level.has_value(), ".level", "must be a level of the stock mode");
  check(action.has_value(), ".action", "must be a known action");
  check(interim.has_value(), ".interim_document", "must be a known document, or NONE");
  return {proto.reason_code(), level.value_or(StockLevel::kNormal), action.value_or(RuleAction::kWaitlist),
          interim.value_or(InterimDocument::kNone), proto.priority()};
}

IssuancePolicy ReadPolicy(const v1::IssuancePolicy& proto, const std::string& regency, absl::CivilDay today,
                          Violations& violations) {
  IssuancePolicy policy;
  policy.region = regency;
  policy.legal_basis = proto.legal_basis();
  const auto effective = OptionalFromProto(proto.has_effective_date(), proto.effective_date(),
                                           "issuance_policy.effective_date", violations);
  if (!proto.has_effective_date())
    violations.Add("issuance_policy.effective_date", "REQUIRED", "must be given");
  policy.effective_date = effective.value_or(today);
  policy.reservation_days = proto.reservation_days();
  bool is_known = true;
  for (int i = 0; i < proto.reasons_size(); ++i) {
    policy.reasons.push_back(
        ReadReason(proto.reasons(i), absl::StrCat("issuance_policy.reasons[", i, "]"), is_known, violations));
  }
  for (int i = 0; i < proto.rules_size(); ++i) {
    policy.rules.push_back(
        ReadRule(proto.rules(i), absl::StrCat("issuance_policy.rules[", i, "]"), is_known, violations));
  }
  CheckPolicy(policy, today, violations);
  if (is_known) CheckRules(policy, violations);
  return policy;
}

absl::StatusOr<v1::IssuancePolicy> ReplayOnly(Snapshot& snapshot, const IssuancePolicy& draft,
                                              absl::CivilDay today) {
  RETURN_IF_ERROR(snapshot.CheckPolicyDate(draft.region, draft.effective_date));
  PolicyReplay replay;
  const absl::CivilDay first = today - kReplayedDays;
  const absl::CivilDay last = today - 1;
  RETURN_IF_ERROR(snapshot.ReplayUnder(draft.region, draft, first, last, replay));
  v1::IssuancePolicy answer = ToProto(draft);
  *answer.mutable_replay() = ToProto(draft.region, replay);
  *answer.mutable_replay()->mutable_first_date() = dukcapil::ToProto(first);
  *answer.mutable_replay()->mutable_last_date() = dukcapil::ToProto(last);
  return answer;
}

}  // namespace

absl::StatusOr<v1::IssuancePolicy> CreateIssuancePolicy(Inventory& app, const Call& call,
                                                        const v1::CreateIssuancePolicyRequest& request) {
  const absl::CivilDay today = app.clock.Today();
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  IssuancePolicy policy = ReadPolicy(request.issuance_policy(), regency, today, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  policy.create_time = app.clock.Now();
  if (request.validate_only()) {
    return app.store.Read(call, [&](Snapshot& snapshot) { return ReplayOnly(snapshot, policy, today); });
  }
  policy.id = NewUuid();
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::IssuancePolicy> {
    RETURN_IF_ERROR(tx.InsertPolicy(policy));
    v1::IssuancePolicy created = ToProto(policy);
    created.set_in_force(policy.effective_date == today);
    tx.NoteChange(regency, created.name(), "ISSUANCE_POLICY_CREATED");
    // Who waits is served under it from its first day on; a later one is seen to by the worker of that day.
    if (created.in_force()) RETURN_IF_ERROR(tx.DecideAgainIn(regency));
    return created;
  });
}

}  // namespace dukcapil::inventory
