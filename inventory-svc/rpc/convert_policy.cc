#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

void SetReason(const PolicyReason& reason, v1::IssuanceReason* proto) {
  proto->set_code(reason.code);
  proto->set_kind(ToProto(reason.kind));
  proto->set_label_id(reason.label_id);
  proto->set_label_en(reason.label_en);
  proto->set_evidence_required(reason.evidence_required);
  if (reason.interim_first_date) {
    *proto->mutable_interim_first_date() = dukcapil::ToProto(*reason.interim_first_date);
  }
  if (reason.interim_last_date) {
    *proto->mutable_interim_last_date() = dukcapil::ToProto(*reason.interim_last_date);
  }
  proto->set_interim_validity_days(reason.interim_validity_days);
}

}  // namespace

v1::IssuancePolicy ToProto(const IssuancePolicy& policy) {
  v1::IssuancePolicy proto;
  if (!policy.id.empty()) {
    proto.set_name(ChildNameOf(policy.region, "issuancePolicies", policy.id));
    *proto.mutable_create_time() = ToProto(policy.create_time);
  }
  proto.set_legal_basis(policy.legal_basis);
  *proto.mutable_effective_date() = dukcapil::ToProto(policy.effective_date);
  proto.set_reservation_days(policy.reservation_days);
  for (const PolicyReason& reason : policy.reasons) SetReason(reason, proto.add_reasons());
  for (const PolicyRule& rule : policy.rules) {
    v1::IssuanceRule* row = proto.add_rules();
    row->set_reason_code(rule.reason);
    row->set_level(ToProto(rule.level));
    row->set_action(ToProto(rule.action));
    row->set_interim_document(ToProto(rule.interim_document));
    row->set_priority(rule.priority);
  }
  return proto;
}

v1::PolicyReplay ToProto(const std::string& regency, const PolicyReplay& replay) {
  v1::PolicyReplay proto;
  proto.set_replayed(replay.replayed);
  proto.set_changed(replay.changed);
  proto.set_not_replayable(replay.not_replayable);
  for (const auto& [key, count] : replay.counts) {
    const auto& [code, before, now] = key;
    v1::ReplayCount* row = proto.add_counts();
    row->set_reason_code(code);
    row->set_old_outcome(ToProto(before));
    if (now.has_value()) row->set_new_outcome(ToProto(*now));
    row->set_count(count);
  }
  for (const auto& [request, draft] : replay.requests) {
    v1::ReplayedRequest* row = proto.add_requests();
    row->set_card_application(ChildNameOf(regency, "cardApplications", request.id));
    row->set_reason_code(request.asked.code);
    row->set_old_outcome(ToProto(request.decision.outcome));
    row->set_old_rule(request.decision.rule);
    row->set_old_interim_document(ToProto(request.decision.interim_document));
    if (draft.outcome.has_value()) row->set_new_outcome(ToProto(*draft.outcome));
    row->set_new_rule(draft.rule);
    row->set_new_interim_document(ToProto(draft.interim_document));
  }
  return proto;
}

}  // namespace dukcapil::inventory
