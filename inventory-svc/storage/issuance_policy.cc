#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/promotion.h"
#include "inventory-svc/storage/known.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/region_scope.h"
#include "platform/mysql/keyset.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// Followed by a choice of policies in parentheses, and by kRules.
constexpr char kSelectPolicies[] =
    "SELECT p.regency, p.id, p.legal_basis, p.reservation_days, p.effective_date, p.create_time,"
    " r.reason, r.level, r.action, r.interim_document, r.priority, s.kind, s.label_id, s.label_en,"
    " s.evidence_required, s.interim_first_date, s.interim_last_date, s.interim_validity_days FROM (SELECT"
    " regency, id, legal_basis, reservation_days, effective_date, create_time FROM issuance_policy p";
constexpr char kSelectNames[] = "SELECT p.regency, p.id FROM issuance_policy p";
// A regency's own policy before the national one, the newest first; the rules in their order.
constexpr char kRules[] =
    ") p JOIN issuance_rule r ON r.regency = p.regency AND r.policy = p.id LEFT JOIN issuance_reason s"
    " ON s.regency = r.regency AND s.policy = r.policy AND s.code = r.reason"
    " ORDER BY p.regency DESC, p.effective_date DESC, s.line, r.reason,"
    " FIELD(r.level, 'NORMAL', 'CONSTRAINED', 'CRITICAL')";
constexpr char kInForce[] =
    " WHERE p.regency IN (?, '-') AND p.effective_date <= ?"
    " ORDER BY p.regency DESC, p.effective_date DESC LIMIT 1";
constexpr char kPolicyById[] = " WHERE p.regency IN (?, '-') AND p.id = ? ORDER BY p.regency DESC LIMIT 1";
constexpr char kOfRegency[] = " WHERE p.regency IN (?, '-')";
constexpr char kSelectOfDay[] = "SELECT id FROM issuance_policy WHERE regency = ? AND effective_date = ?";

constexpr char kLockOwn[] = "SELECT id FROM issuance_policy WHERE regency = ? AND id = ? FOR UPDATE";
constexpr char kDeleteRules[] = "DELETE FROM issuance_rule WHERE regency = ? AND policy = ?";
constexpr char kDeleteReasons[] = "DELETE FROM issuance_reason WHERE regency = ? AND policy = ?";
constexpr char kDeletePolicy[] = "DELETE FROM issuance_policy WHERE regency = ? AND id = ?";

constexpr char kInsertPolicy[] =
    "INSERT INTO issuance_policy (regency, id, effective_date, legal_basis, reservation_days, create_time)"
    " VALUES (?, ?, ?, ?, ?, ?)";
constexpr char kInsertReasons[] =
    "INSERT INTO issuance_reason (regency, policy, code, line, kind, label_id, label_en, evidence_required,"
    " interim_first_date, interim_last_date, interim_validity_days) VALUES";
constexpr char kInsertRules[] =
    "INSERT INTO issuance_rule (regency, policy, reason, level, action, interim_document, priority) VALUES";

absl::StatusOr<PolicyRule> RuleFromRow(const mysql::Row& row) {
  const auto level = ParseStockLevel(row.String(7));
  const auto action = ParseRuleAction(row.String(8));
  const auto interim = ParseInterimDocument(row.String(9));
  if (!level.has_value() || !action.has_value() || !interim.has_value()) {
    return UnknownStoredValueError("issuance rule");
  }
  return PolicyRule{row.String(6), *level, *action, *interim, static_cast<int>(row.Int(10))};
}

absl::StatusOr<PolicyReason> ReasonFromRow(const mysql::Row& row) {
  const auto kind = ParseReason(row.String(11));
  if (!kind.has_value()) return UnknownStoredValueError("issuance reason");
  return PolicyReason{row.String(6),        *kind,
                      row.String(12),       row.String(13),
                      row.Int(14) != 0,     row.OptionalDate(15),
                      row.OptionalDate(16), static_cast<int>(row.Int(17))};
}

absl::StatusOr<std::vector<IssuancePolicy>> PoliciesFromRows(const mysql::Rows& rows) {
  std::vector<IssuancePolicy> policies;
  for (const mysql::Row& row : rows) {
    if (policies.empty() || policies.back().region != row.String(0) || policies.back().id != row.String(1)) {
      IssuancePolicy& policy = policies.emplace_back();
      policy.region = row.String(0);
      policy.id = row.String(1);
      policy.legal_basis = row.String(2);
      policy.reservation_days = static_cast<int>(row.Int(3));
      policy.effective_date = row.Date(4);
      policy.create_time = row.Time(5);
    }
    IssuancePolicy& policy = policies.back();
    ASSIGN_OR_RETURN(PolicyRule rule, RuleFromRow(row));
    // One of an earlier version has rules of built-in reasons, and no reasons.
    if (!row.IsNull(11) && policy.FindReason(rule.reason) == nullptr) {
      ASSIGN_OR_RETURN(PolicyReason reason, ReasonFromRow(row));
      policy.reasons.push_back(std::move(reason));
    }
    policy.rules.push_back(std::move(rule));
  }
  return policies;
}

}  // namespace

absl::StatusOr<IssuancePolicy> Snapshot::PolicyInForce(const std::string& regency, absl::CivilDay date) {
  const auto& known = reader_.Known<Known>().policies;
  const auto found = known.find({regency, date});
  if (found != known.end()) return *found->second;
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.QueryApart(absl::StrCat(kSelectNames, kInForce), {regency, date}));
  if (rows.empty()) return IssuancePolicy();
  ASSIGN_OR_RETURN(auto policy, ReadPolicy(rows[0].String(0), rows[0].String(1)));
  return *(reader_.Known<Known>().policies[{regency, date}] = std::move(policy));
}

absl::StatusOr<std::shared_ptr<const IssuancePolicy>> Snapshot::ReadPolicy(const std::string& region,
                                                                           const std::string& id) {
  std::shared_ptr<const IssuancePolicy> policy;
  if (policies_ != nullptr) policy = policies_->Find(region, id);
  if (policy != nullptr) return policy;
  ASSIGN_OR_RETURN(auto found, FindPolicy(region, id));
  if (!found.has_value()) return UnknownStoredValueError("issuance policy");
  policy = std::make_shared<const IssuancePolicy>(*std::move(found));
  if (policies_ != nullptr) policies_->Keep(policy);
  return policy;
}

absl::StatusOr<std::optional<IssuancePolicy>> Snapshot::FindPolicy(const std::string& regency,
                                                                   const std::string& id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectPolicies, kPolicyById, kRules), {regency, id}));
  ASSIGN_OR_RETURN(std::vector<IssuancePolicy> policies, PoliciesFromRows(rows));
  if (policies.empty()) return std::nullopt;
  return std::move(policies[0]);
}

absl::Status Snapshot::CheckPolicyDate(const std::string& regency, absl::CivilDay effective_date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectOfDay, {regency, effective_date}));
  if (rows.empty()) return absl::OkStatus();
  return PolicyDateTakenError(ChildNameOf(regency, "issuancePolicies", rows[0].String(0)));
}

absl::StatusOr<IssuancePolicy> Snapshot::PolicyForAgain(const CardApplication& application,
                                                        absl::CivilDay date) {
  ASSIGN_OR_RETURN(IssuancePolicy policy, PolicyInForce(application.region, date));
  if (Knows(policy, application.asked_for().code)) return policy;
  ASSIGN_OR_RETURN(auto before,
                   FindPolicy(application.decision.policy_region, application.decision.policy_id));
  return before.has_value() ? *std::move(before) : std::move(policy);
}

absl::StatusOr<std::vector<IssuancePolicy>> Snapshot::ListPolicies(const std::string& regency,
                                                                   const std::vector<std::string>& after,
                                                                   int limit) {
  const std::vector<mysql::KeysetColumn> order = {{"p.regency", true}, {"p.effective_date", true}};
  std::string sql = absl::StrCat(kSelectPolicies, kOfRegency);
  std::vector<mysql::Param> params = {regency};
  std::vector<mysql::Param> last;
  if (!after.empty()) {
    absl::CivilDay day;
    if (after.size() != 2 || !absl::ParseCivilTime(after[1], &day)) {
      return InvalidField("page_token", "INVALID_PAGE_TOKEN", "belongs to another query");
    }
    last = {after[0], day};
  }
  mysql::AppendPage(order, last, limit, sql, params);
  sql += kRules;
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  return PoliciesFromRows(rows);
}

absl::Status Tx::InsertPolicy(const IssuancePolicy& policy) {
  policies_ = nullptr;
  const absl::Status status =
      transaction_
          .Execute(kInsertPolicy, {policy.region, policy.id, policy.effective_date, policy.legal_basis,
                                   policy.reservation_days, policy.create_time})
          .status();
  if (absl::IsAlreadyExists(status)) {
    RETURN_IF_ERROR(CheckPolicyDate(policy.region, policy.effective_date));
    return PolicyDateTakenError(ChildNameOf(policy.region, "issuancePolicies", ""));
  }
  RETURN_IF_ERROR(status);
  std::vector<std::vector<mysql::Param>> reasons;
  for (const PolicyReason& reason : policy.reasons) {
    reasons.push_back({policy.region, policy.id, reason.code, static_cast<int>(reasons.size()) + 1,
                       Name(reason.kind), reason.label_id, reason.label_en, reason.evidence_required,
                       reason.interim_first_date, reason.interim_last_date, reason.interim_validity_days});
  }
  RETURN_IF_ERROR(transaction_.InsertRows(kInsertReasons, reasons));
  std::vector<std::vector<mysql::Param>> rules;
  for (const PolicyRule& rule : policy.rules) {
    rules.push_back({policy.region, policy.id, rule.reason, Name(rule.level), Name(rule.action),
                     Name(rule.interim_document), rule.priority});
  }
  return transaction_.InsertRows(kInsertRules, rules);
}

absl::StatusOr<std::optional<IssuancePolicy>> Tx::LockPolicy(const std::string& regency,
                                                             const std::string& id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kLockOwn, {regency, id}));
  if (rows.empty()) return std::nullopt;
  return FindPolicy(regency, id);
}

absl::Status Tx::DeletePolicy(const IssuancePolicy& policy) {
  for (const char* part : {kDeleteRules, kDeleteReasons, kDeletePolicy}) {
    RETURN_IF_ERROR(transaction_.Execute(part, {policy.region, policy.id}).status());
  }
  return absl::OkStatus();
}

std::vector<std::string> SortKey(const IssuancePolicy& policy) {
  return {policy.region, absl::FormatCivilTime(policy.effective_date)};
}

}  // namespace dukcapil::inventory
