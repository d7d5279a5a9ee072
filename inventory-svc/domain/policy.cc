#include "inventory-svc/domain/policy.h"

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/enum_names.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/stock_mode.h"

namespace dukcapil::inventory {
namespace {

constexpr EnumName<Reason> kReasons[] = {{Reason::kFirstIssue, "FIRST_ISSUE"},
                                         {Reason::kLost, "LOST"},
                                         {Reason::kStatusChange, "STATUS_CHANGE"},
                                         {Reason::kDamaged, "DAMAGED"},
                                         {Reason::kReplacement, "REPLACEMENT"}};
constexpr EnumName<StockLevel> kLevels[] = {{StockLevel::kNormal, "NORMAL"},
                                            {StockLevel::kConstrained, "CONSTRAINED"},
                                            {StockLevel::kCritical, "CRITICAL"}};
constexpr EnumName<RuleAction> kActions[] = {{RuleAction::kReserve, "RESERVE"},
                                             {RuleAction::kReserveAboveFloor, "RESERVE_ABOVE_FLOOR"},
                                             {RuleAction::kWaitlist, "WAITLIST"}};
constexpr EnumName<InterimDocument> kInterim[] = {
    {InterimDocument::kNone, "NONE"}, {InterimDocument::kSuket, "SUKET"}, {InterimDocument::kIkd, "IKD"}};
constexpr EnumName<Outcome> kOutcomes[] = {
    {Outcome::kReserved, "RESERVED"}, {Outcome::kWaitlisted, "WAITLISTED"}, {Outcome::kRejected, "REJECTED"}};

// Why the resident cannot be served at all; empty where nothing stands against it.
absl::string_view Obstacle(Reason reason, absl::CivilDay application_date, const DecisionInputs& inputs) {
  const Eligibility& eligibility = inputs.eligibility;
  if (!eligibility.obliged_date.has_value() ||
      *eligibility.obliged_date > application_date + inputs.policy.reservation_days) {
    return kRuleNotYetObliged;
  }
  if (eligibility.blocked) return kRuleRecordingBlocked;
  if (reason != Reason::kFirstIssue) return "";
  if (!eligibility.print_ready) return kRuleNotPrintReady;
  if (eligibility.has_first_card) return kRuleHasFirstCard;
  return "";
}

// Gives the interim document of `rule` where its reason allows for it on `day`.
void GiveInterim(const PolicyRule& rule, const PolicyReason* reason, absl::CivilDay day, Decision& decision) {
  if (rule.interim_document == InterimDocument::kNone) return;
  if (reason != nullptr) {
    if (day < reason->interim_first_date.value_or(day) || day > reason->interim_last_date.value_or(day)) {
      return;
    }
    if (reason->interim_validity_days > 0) {
      decision.interim_until_date = day + reason->interim_validity_days;
    }
  }
  decision.interim_document = rule.interim_document;
}

void Apply(const PolicyRule& rule, absl::CivilDay day, const DecisionInputs& inputs, Decision& decision) {
  const std::string subject = absl::StrCat(Name(rule.level), "_", rule.reason);
  bool reserve = false;
  if (inputs.available_here <= 0) {
    decision.rule = absl::StrCat("NO_STOCK_HERE_", rule.reason, "_WAITS");
  } else if (rule.action == RuleAction::kReserveAboveFloor) {
    reserve = inputs.available_in_regency > inputs.floor_stock;
    decision.rule = absl::StrCat(subject, reserve ? "_RESERVES_ABOVE_FLOOR" : "_WAITS_AT_FLOOR");
  } else {
    reserve = rule.action == RuleAction::kReserve;
    decision.rule = absl::StrCat(subject, reserve ? "_RESERVES" : "_WAITS");
  }
  decision.outcome = reserve ? Outcome::kReserved : Outcome::kWaitlisted;
  if (!reserve) GiveInterim(rule, inputs.policy.FindReason(rule.reason), day, decision);
  decision.priority = rule.priority;
}

}  // namespace

absl::string_view Name(Reason reason) {
  return NameIn(kReasons, reason);
}
absl::string_view Name(StockLevel level) {
  return NameIn(kLevels, level);
}
absl::string_view Name(RuleAction action) {
  return NameIn(kActions, action);
}
absl::string_view Name(InterimDocument document) {
  return NameIn(kInterim, document);
}
absl::string_view Name(Outcome outcome) {
  return NameIn(kOutcomes, outcome);
}
std::optional<Reason> ParseReason(absl::string_view name) {
  return ParseIn(kReasons, name);
}
std::optional<StockLevel> ParseStockLevel(absl::string_view name) {
  return ParseIn(kLevels, name);
}
std::optional<RuleAction> ParseRuleAction(absl::string_view name) {
  return ParseIn(kActions, name);
}
std::optional<InterimDocument> ParseInterimDocument(absl::string_view name) {
  return ParseIn(kInterim, name);
}
std::optional<Outcome> ParseOutcome(absl::string_view name) {
  return ParseIn(kOutcomes, name);
}

const PolicyRule* IssuancePolicy::Find(absl::string_view code, StockLevel level) const {
  for (const PolicyRule& rule : rules) {
    if (rule.reason == code && rule.level == level) return &rule;
  }
  return nullptr;
}

const PolicyReason* IssuancePolicy::FindReason(absl::string_view code) const {
  for (const PolicyReason& reason : reasons) {
    if (reason.code == code) return &reason;
  }
  return nullptr;
}

StockLevel DecisionInputs::Level() const {
  return LiveLevel(forecast_level, override_level, available_in_regency, protected_stock);
}

bool MayReserve(const PolicyRule* rule, const DecisionInputs& inputs) {
  if (rule == nullptr || rule->action == RuleAction::kWaitlist) return false;
  return rule->action == RuleAction::kReserve || inputs.available_in_regency > inputs.floor_stock;
}

absl::StatusOr<Decision> Decide(const AskedFor& asked, absl::CivilDay application_date,
                                const DecisionInputs& inputs) {
  Decision decision;
  decision.policy_region = inputs.policy.region;
  decision.policy_id = inputs.policy.id;
  decision.legal_basis = inputs.policy.legal_basis;
  decision.level = inputs.Level();
  decision.available = inputs.available_here;
  decision.protected_stock = inputs.protected_stock;
  decision.floor_stock = inputs.floor_stock;
  decision.decision_time = inputs.now;
  decision.seen =
      DecisionFacts{inputs.available_in_regency, inputs.forecast_level, inputs.eligibility.print_ready,
                    inputs.eligibility.has_first_card, inputs.override_level};
  if (const PolicyReason* reason = inputs.policy.FindReason(asked.code); reason != nullptr) {
    decision.label_id = reason->label_id;
    decision.label_en = reason->label_en;
  }
  if (const absl::string_view obstacle = Obstacle(asked.kind, application_date, inputs); !obstacle.empty()) {
    decision.rule = std::string(obstacle);
    return decision;
  }
  const PolicyRule* rule = inputs.policy.Find(asked.code, decision.level);
  if (rule == nullptr) return PolicyIncompleteError();
  Apply(*rule, inputs.today.value_or(application_date), inputs, decision);
  return decision;
}

}  // namespace dukcapil::inventory
