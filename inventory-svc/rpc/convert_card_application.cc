#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {

v1::Decision ToProto(Reason reason, const Decision& decision) {
  v1::Decision proto;
  proto.set_outcome(ToProto(decision.outcome));
  proto.set_rule(decision.rule);
  proto.set_explanation_id(ExplainInIndonesian(reason, decision));
  proto.set_explanation_en(ExplainInEnglish(reason, decision));
  proto.set_policy(ChildNameOf(decision.policy_region, "issuancePolicies", decision.policy_id));
  proto.set_legal_basis(decision.legal_basis);
  proto.set_mode(ToProto(decision.level));
  proto.set_available(decision.available);
  proto.set_protected_stock(decision.protected_stock);
  proto.set_floor_stock(decision.floor_stock);
  proto.set_interim_document(ToProto(decision.interim_document));
  if (decision.promised_by_date) {
    *proto.mutable_promised_by_date() = dukcapil::ToProto(*decision.promised_by_date);
  }
  *proto.mutable_decision_time() = ToProto(decision.decision_time);
  return proto;
}

v1::CardApplication ToProto(const CardApplication& application) {
  v1::CardApplication proto;
  if (!application.id.empty()) {
    proto.set_name(NameOf(application));
    proto.set_etag(EtagOf(application));
  }
  proto.set_resident(ChildNameOf(application.region, "residents", application.resident));
  proto.set_reason(ToProto(application.reason));
  proto.set_evidence_number(application.evidence_number);
  proto.set_location(ChildNameOf(application.region, "locations", application.location));
  *proto.mutable_application_date() = dukcapil::ToProto(application.application_date);
  proto.set_state(ToProto(application.state));
  *proto.mutable_decision() = ToProto(application.reason, application.decision);
  if (application.serial) proto.set_serial(FormatSerial(*application.serial));
  if (application.print_date) *proto.mutable_print_date() = dukcapil::ToProto(*application.print_date);
  if (application.delivery_date)
    *proto.mutable_delivery_date() = dukcapil::ToProto(*application.delivery_date);
  if (application.expire_date) *proto.mutable_expire_date() = dukcapil::ToProto(*application.expire_date);
  *proto.mutable_create_time() = ToProto(application.create_time);
  return proto;
}

WaitlistRules RulesOfWaitlist(const Clock& clock) {
  return {clock, [](const CardApplication& application) { return ToProto(application).SerializeAsString(); }};
}

}  // namespace dukcapil::inventory
