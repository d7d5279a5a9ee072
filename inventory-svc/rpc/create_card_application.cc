#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/policy_draft.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/register_facts.h"
#include "inventory-svc/rpc/wait_promise.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// How the reason behaves; nothing where only the policy says so.
std::optional<Reason> ReadAskedFor(const v1::CardApplication& proto, CardApplication& application,
                                   Violations& violations) {
  const std::optional<Reason> reason = FromProto(proto.reason());
  const bool by_code_alone =
      !proto.reason_code().empty() && proto.reason() == v1::CARD_APPLICATION_REASON_UNSPECIFIED;
  if (!reason.has_value() && !by_code_alone) {
    violations.Add("card_application.reason", "UNKNOWN_VALUE", "must be a known reason");
  }
  application.reason = reason.value_or(Reason::kFirstIssue);
  application.reason_code = proto.reason_code();
  if (!proto.reason_code().empty()) {
    CheckReasonCode(proto.reason_code(), "card_application.reason_code", violations);
  }
  return reason;
}

CardApplication ReadApplication(const v1::CardApplication& proto, const std::string& regency,
                                absl::CivilDay today, Violations& violations) {
  CardApplication application;
  application.region = regency;
  application.resident = ParseSibling(proto.resident(), "residents", /*uuid=*/true, regency,
                                      "card_application.resident", violations);
  application.location = ParseSibling(proto.location(), "locations", /*uuid=*/false, regency,
                                      "card_application.location", violations);
  const auto reason = ReadAskedFor(proto, application, violations);
  const bool needs_evidence = reason.has_value() && NeedsEvidence(*reason);
  application.evidence_number = proto.evidence_number();
  CheckText(application.evidence_number, needs_evidence ? 1 : 0, 60, "card_application.evidence_number",
            violations);
  application.application_date = OptionalFromProto(proto.has_application_date(), proto.application_date(),
                                                   "card_application.application_date", violations)
                                     .value_or(today);
  CheckNotAfter(application.application_date, today, "card_application.application_date", violations);
  return application;
}

// Finds the reason asked for in `policy`, which says how it behaves and whether it needs evidence. One of an
// earlier version knows the built-in reasons alone.
absl::Status AskUnder(const IssuancePolicy& policy, bool is_kind_given, CardApplication& application) {
  const AskedFor asked = application.asked_for();
  const PolicyReason* reason = policy.FindReason(asked.code);
  const std::optional<Reason> built_in = policy.reasons.empty() ? ParseReason(asked.code) : std::nullopt;
  if (reason == nullptr && !built_in.has_value()) {
    return InvalidField(
        application.reason_code.empty() ? "card_application.reason" : "card_application.reason_code",
        "NOT_IN_POLICY", "must be a reason of the policy in force on the day of the request");
  }
  const Reason kind = reason == nullptr ? *built_in : reason->kind;
  if (is_kind_given && asked.kind != kind) {
    return InvalidField("card_application.reason", "OTHER_KIND",
                        absl::StrCat("must be ", Name(kind), ", how ", asked.code, " behaves"));
  }
  application.reason = kind;
  application.reason_code = asked.code;
  const bool needs_evidence = reason == nullptr ? NeedsEvidence(kind) : reason->evidence_required;
  if (!needs_evidence || !application.evidence_number.empty()) return absl::OkStatus();
  return InvalidField("card_application.evidence_number", "LENGTH", "must have 1 to 60 characters");
}

// What the decision sees, but for the balance of the location.
absl::StatusOr<DecisionInputs> ReadInputs(Snapshot& snapshot, const Applicant& applicant, bool is_kind_given,
                                          absl::CivilDay today, CardApplication& application) {
  ASSIGN_OR_RETURN(IssuancePolicy policy,
                   snapshot.PolicyInForce(application.region, application.application_date));
  RETURN_IF_ERROR(AskUnder(policy, is_kind_given, application));
  ASSIGN_OR_RETURN(DecisionInputs inputs,
                   snapshot.InputsAt(application.region, application.location, std::move(policy), today,
                                     application.create_time));
  inputs.eligibility = applicant.facts.eligibility;
  if (application.reason == Reason::kFirstIssue && applicant.has_card) {
    inputs.eligibility.has_first_card = true;
  }
  return inputs;
}

// A reservation lapses counted from the day on which it is made, also for a paper of long ago; who waits is
// told what to expect.
absl::Status DecideWith(Snapshot& snapshot, DecisionInputs inputs, const Balance& here, absl::CivilDay today,
                        CardApplication& application) {
  inputs.SetHere(here.promoting ? 0 : here.available());
  ASSIGN_OR_RETURN(Decision decision, Decide(application.asked_for(), application.application_date, inputs));
  if (decision.outcome == Outcome::kWaitlisted) {
    application.decision.priority = decision.priority;
    ASSIGN_OR_RETURN(decision.promise, PromiseToNewcomer(snapshot, application, inputs, today));
  }
  ApplyDecision(std::move(decision), inputs.policy, today, application);
  return absl::OkStatus();
}

absl::Status LocationNotFound(const CardApplication& application) {
  return NotFoundError(ChildNameOf(application.region, "locations", application.location));
}

// Whether `applicant` may ask for a card at all.
absl::Status CheckApplicant(const Applicant& applicant, absl::CivilDay today, CardApplication& application) {
  if (!applicant.facts.IsHere(today)) return ResidentNotHereError();
  application.obliged_date = applicant.facts.eligibility.obliged_date;
  if (applicant.open_application.empty()) return absl::OkStatus();
  return OpenRequestExistsError(
      ChildNameOf(application.region, "cardApplications", applicant.open_application));
}

absl::StatusOr<v1::CardApplication> AnswerOnly(Snapshot& snapshot, CardApplication application,
                                               const ResidentFacts& facts, bool is_kind_given,
                                               absl::CivilDay today) {
  Applicant applicant = {facts, "", false};
  ASSIGN_OR_RETURN(const auto open, snapshot.FindOpenApplication(application.region, application.resident));
  if (open.has_value()) applicant.open_application = open->id;
  ASSIGN_OR_RETURN(applicant.has_card, snapshot.HasPrintedCard(application.region, application.resident));
  RETURN_IF_ERROR(CheckApplicant(applicant, today, application));
  ASSIGN_OR_RETURN(const DecisionInputs inputs,
                   ReadInputs(snapshot, applicant, is_kind_given, today, application));
  ASSIGN_OR_RETURN(const auto location, snapshot.FindLocation(application.region, application.location));
  if (!location.has_value()) return LocationNotFound(application);
  RETURN_IF_ERROR(DecideWith(snapshot, inputs, location->balance, today, application));
  return ToProto(application);
}

// By the facts that are kept, those `asked` for included, since a change of the register's cannot overtake
// them there. The balance is locked as late as possible: from there on only the line of who has to wait is
// read.
absl::StatusOr<v1::CardApplication> DecideAndSave(Tx& tx, CardApplication application,
                                                  const std::optional<ResidentFacts>& asked,
                                                  bool is_kind_given, absl::CivilDay today) {
  if (asked.has_value()) {
    RETURN_IF_ERROR(tx.KeepAsked({application.region, application.resident, *asked}).status());
  }
  ASSIGN_OR_RETURN(const auto applicant, tx.LockApplicant(application.region, application.resident));
  if (!applicant.has_value()) return FactsNotKeptError();
  RETURN_IF_ERROR(CheckApplicant(*applicant, today, application));
  ASSIGN_OR_RETURN(const DecisionInputs inputs,
                   ReadInputs(tx, *applicant, is_kind_given, today, application));
  ASSIGN_OR_RETURN(const auto balance, tx.LockBalance(application.region, application.location));
  if (!balance.has_value()) return LocationNotFound(application);
  RETURN_IF_ERROR(DecideWith(tx, inputs, *balance, today, application));
  if (application.state == ApplicationState::kReserved) {
    RETURN_IF_ERROR(tx.ChangeBalance(application.region, application.location, {}, 1));
  }
  RETURN_IF_ERROR(tx.InsertApplication(application));
  v1::CardApplication decided = ToProto(application);
  tx.NoteChange(application.region, decided.name(),
                absl::StrCat("CARD_APPLICATION_", Name(application.state)), decided.SerializeAsString());
  return decided;
}

}  // namespace

absl::StatusOr<v1::CardApplication> CreateCardApplication(Inventory& app, const Call& call,
                                                          const v1::CreateCardApplicationRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  CardApplication application =
      ReadApplication(request.card_application(), regency, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  application.create_time = app.clock.Now();
  const bool is_kind_given = request.card_application().reason() != v1::CARD_APPLICATION_REASON_UNSPECIFIED;
  if (request.validate_only()) {
    ASSIGN_OR_RETURN(const ResidentFacts facts, SeeFacts(app, call, regency, application.resident));
    return app.store.Read(call, [&](Snapshot& snapshot) {
      return AnswerOnly(snapshot, application, facts, is_kind_given, app.clock.Today());
    });
  }
  application.id = NewUuid();
  ASSIGN_OR_RETURN(auto asked, AskUnlessFollowed(app, call, regency, application.resident));
  const auto decide = [&](Tx& tx) {
    return DecideAndSave(tx, application, asked, is_kind_given, app.clock.Today());
  };
  const Asking asking = {regency, application.resident, application.location};
  auto decided = app.store.Write(call, asking, decide);
  if (!IsFactsNotKept(decided.status())) return decided;
  ASSIGN_OR_RETURN(asked, AskRegister(app, call, regency, application.resident));
  return app.store.Write(call, asking, decide);
}

}  // namespace dukcapil::inventory
