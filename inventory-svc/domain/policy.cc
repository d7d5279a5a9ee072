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

void Apply(const PolicyRule& rule, const DecisionInputs& inputs, Decision& decision) {
  const std::string subject = absl::StrCat(Name(rule.level), "_", Name(rule.reason));
  bool reserve = false;
  if (inputs.available_here <= 0) {
    decision.rule = absl::StrCat("NO_STOCK_HERE_", Name(rule.reason), "_WAITS");
  } else if (rule.action == RuleAction::kReserveAboveFloor) {
    reserve = inputs.available_in_regency > inputs.floor_stock;
    decision.rule = absl::StrCat(subject, reserve ? "_RESERVES_ABOVE_FLOOR" : "_WAITS_AT_FLOOR");
  } else {
    reserve = rule.action == RuleAction::kReserve;
    decision.rule = absl::StrCat(subject, reserve ? "_RESERVES" : "_WAITS");
  }
  decision.outcome = reserve ? Outcome::kReserved : Outcome::kWaitlisted;
  decision.interim_document = reserve ? InterimDocument::kNone : rule.interim_document;
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

const PolicyRule* IssuancePolicy::Find(Reason reason, StockLevel level) const {
  for (const PolicyRule& rule : rules) {
    if (rule.reason == reason && rule.level == level) return &rule;
  }
  return nullptr;
}

absl::StatusOr<Decision> Decide(Reason reason, absl::CivilDay application_date,
                                const DecisionInputs& inputs) {
  Decision decision;
  decision.policy_region = inputs.policy.region;
  decision.policy_id = inputs.policy.id;
  decision.legal_basis = inputs.policy.legal_basis;
  decision.level = LiveLevel(inputs.forecast_level, inputs.available_in_regency, inputs.protected_stock);
  decision.available = inputs.available_here;
  decision.protected_stock = inputs.protected_stock;
  decision.floor_stock = inputs.floor_stock;
  decision.decision_time = inputs.now;
  if (const absl::string_view obstacle = Obstacle(reason, application_date, inputs); !obstacle.empty()) {
    decision.rule = std::string(obstacle);
    return decision;
  }
  const PolicyRule* rule = inputs.policy.Find(reason, decision.level);
  if (rule == nullptr) return PolicyIncompleteError();
  Apply(*rule, inputs, decision);
  return decision;
}

}  // namespace dukcapil::inventory
