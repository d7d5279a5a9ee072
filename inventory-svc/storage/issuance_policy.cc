#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// The regency's own policies before the national ones, the newest first; a policy has one rule a level.
constexpr char kSelectRules[] =
    "SELECT p.regency, p.id, p.legal_basis, p.reservation_days, r.level, r.action, r.interim_document, "
    "r.priority"
    " FROM issuance_policy p JOIN issuance_rule r ON r.regency = p.regency AND r.policy = p.id AND r.reason "
    "= ?"
    " WHERE p.regency IN (?, '-') AND p.effective_date <= ?"
    " ORDER BY CASE WHEN p.regency = '-' THEN 1 ELSE 0 END, p.effective_date DESC LIMIT 3";

absl::StatusOr<PolicyRule> RuleFromRow(Reason reason, const mysql::Row& row) {
  const auto level = ParseStockLevel(row.String(4));
  const auto action = ParseRuleAction(row.String(5));
  const auto interim = ParseInterimDocument(row.String(6));
  if (!level.has_value() || !action.has_value() || !interim.has_value()) {
    return UnknownStoredValueError("issuance rule");
  }
  return PolicyRule{reason, *level, *action, *interim, static_cast<int>(row.Int(7))};
}

constexpr char kSelectInForce[] =
    "SELECT regency, id, legal_basis, reservation_days FROM issuance_policy"
    " WHERE regency IN (?, '-') AND effective_date <= ?"
    " ORDER BY CASE WHEN regency = '-' THEN 1 ELSE 0 END, effective_date DESC LIMIT 1";
constexpr char kSelectAllRules[] =
    "SELECT regency, policy, reason, NULL, level, action, interim_document, priority FROM issuance_rule"
    " WHERE regency = ? AND policy = ?";

}  // namespace

absl::StatusOr<IssuancePolicy> Snapshot::PolicyInForce(const std::string& regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows found, reader_.Query(kSelectInForce, {regency, date}));
  IssuancePolicy policy;
  if (found.empty()) return policy;
  policy = {
      found[0].String(0), found[0].String(1), found[0].String(2), static_cast<int>(found[0].Int(3)), {}};
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectAllRules, {policy.region, policy.id}));
  for (const mysql::Row& row : rows) {
    const auto reason = ParseReason(row.String(2));
    if (!reason.has_value()) return UnknownStoredValueError("reason");
    ASSIGN_OR_RETURN(const PolicyRule rule, RuleFromRow(*reason, row));
    policy.rules.push_back(rule);
  }
  return policy;
}

absl::StatusOr<IssuancePolicy> Snapshot::PolicyInForce(const std::string& regency, Reason reason,
                                                       absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectRules, {Name(reason), regency, date}));
  IssuancePolicy policy;
  for (const mysql::Row& row : rows) {
    if (policy.rules.empty()) {
      policy = {row.String(0), row.String(1), row.String(2), static_cast<int>(row.Int(3)), {}};
    }
    if (row.String(0) != policy.region || row.String(1) != policy.id) break;
    ASSIGN_OR_RETURN(const PolicyRule rule, RuleFromRow(reason, row));
    policy.rules.push_back(rule);
  }
  return policy;
}

}  // namespace dukcapil::inventory
