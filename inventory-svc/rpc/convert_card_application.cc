#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

// What the decision says holds no longer, as it stands, where the card is printed or the request withdrawn.
void AddSince(const CardApplication& application, v1::Decision& decision) {
  const absl::string_view indonesian = TellSinceInIndonesian(application);
  if (indonesian.empty()) return;
  absl::StrAppend(decision.mutable_explanation_id(), " ", indonesian);
  absl::StrAppend(decision.mutable_explanation_en(), " ", TellSinceInEnglish(application));
}

}  // namespace

v1::WaitPromise ToProto(const WaitPromise& promise) {
  v1::WaitPromise proto;
  if (promise.date) *proto.mutable_promised_by_date() = dukcapil::ToProto(*promise.date);
  proto.set_basis(ToProto(promise.basis));
  if (promise.ahead) proto.set_ahead(*promise.ahead);
  proto.set_arriving(promise.arriving);
  proto.set_explanation_id(ExplainPromiseInIndonesian(promise));
  proto.set_explanation_en(ExplainPromiseInEnglish(promise));
  return proto;
}

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
  if (decision.promise) {
    *proto.mutable_promise() = ToProto(*decision.promise);
    if (decision.promise->date) {
      *proto.mutable_promised_by_date() = dukcapil::ToProto(*decision.promise->date);
    }
  }
  *proto.mutable_decision_time() = ToProto(decision.decision_time);
  if (decision.seen) {
    proto.set_available_in_regency(decision.seen->available_in_regency);
    proto.set_forecast_level(ToProto(decision.seen->forecast_level));
    proto.set_print_ready(decision.seen->print_ready);
    proto.set_has_first_card(decision.seen->has_first_card);
    if (decision.seen->override_level) proto.set_override_level(ToProto(*decision.seen->override_level));
  }
  if (decision.interim_until_date) {
    *proto.mutable_interim_valid_until_date() = dukcapil::ToProto(*decision.interim_until_date);
  }
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
  proto.set_reason_code(application.asked_for().code);
  proto.set_evidence_number(application.evidence_number);
  proto.set_location(ChildNameOf(application.region, "locations", application.location));
  *proto.mutable_application_date() = dukcapil::ToProto(application.application_date);
  proto.set_state(ToProto(application.state));
  *proto.mutable_decision() = ToProto(application.reason, application.decision);
  AddSince(application, *proto.mutable_decision());
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
