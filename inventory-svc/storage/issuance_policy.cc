#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// The regency's own policy before the national one, the newest first.
constexpr char kSelectInForce[] =
    "SELECT p.regency, p.id, p.legal_basis, p.reservation_days, r.reason, r.level, r.action,"
    " r.interim_document, r.priority"
    " FROM (SELECT regency, id, legal_basis, reservation_days FROM issuance_policy"
    " WHERE regency IN (?, '-') AND effective_date <= ?"
    " ORDER BY CASE WHEN regency = '-' THEN 1 ELSE 0 END, effective_date DESC LIMIT 1) p"
    " JOIN issuance_rule r ON r.regency = p.regency AND r.policy = p.id";

absl::StatusOr<PolicyRule> RuleFromRow(const mysql::Row& row) {
  const auto reason = ParseReason(row.String(4));
  const auto level = ParseStockLevel(row.String(5));
  const auto action = ParseRuleAction(row.String(6));
  const auto interim = ParseInterimDocument(row.String(7));
  if (!reason.has_value() || !level.has_value() || !action.has_value() || !interim.has_value()) {
    return UnknownStoredValueError("issuance rule");
  }
  return PolicyRule{*reason, *level, *action, *interim, static_cast<int>(row.Int(8))};
}

}  // namespace

absl::StatusOr<IssuancePolicy> Snapshot::PolicyInForce(const std::string& regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectInForce, {regency, date}));
  IssuancePolicy policy;
  if (rows.empty()) return policy;
  policy = {rows[0].String(0), rows[0].String(1), rows[0].String(2), static_cast<int>(rows[0].Int(3)), {}};
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(const PolicyRule rule, RuleFromRow(row));
    policy.rules.push_back(rule);
  }
  return policy;
}

}  // namespace dukcapil::inventory
