// The columns of a card request, and a row of them read. Private to storage/.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/card_application.h"
#include "platform/mysql/row.h"

namespace dukcapil::inventory {

// To be followed by WHERE. The policy's words are looked up without locking them.
inline constexpr char kSelectApplication[] =
    "SELECT a.regency, a.id, a.resident, a.reason, a.evidence_number, a.location, a.application_date, "
    "a.state,"
    " a.outcome, a.rule, a.policy_regency, a.policy, a.level, a.available_seen, a.protected_seen, "
    "a.floor_seen,"
    " a.interim_document, a.promised_by_date, a.decision_time, a.priority, a.regency_available_seen,"
    " a.forecast_level_seen, a.print_ready_seen, a.first_card_seen, a.override_level_seen,"
    " a.interim_until_date, a.promise_basis, a.promise_ahead, a.promise_arriving,"
    " (SELECT p.legal_basis FROM issuance_policy p WHERE p.regency = a.policy_regency AND p.id = a.policy),"
    " (SELECT s.label_id FROM issuance_reason s WHERE s.regency = a.policy_regency AND s.policy = a.policy"
    " AND s.code = a.asked_for),"
    " (SELECT s.label_en FROM issuance_reason s WHERE s.regency = a.policy_regency AND s.policy = a.policy"
    " AND s.code = a.asked_for),"
    " a.obliged_date, a.prefix, a.width, a.number, a.print_date, a.delivery_date, a.expire_date,"
    " a.cancel_cause, a.version, a.create_time, a.asked_for FROM card_application a";

// Its end, where a column is to be added after these.
inline constexpr char kFromApplications[] = " FROM card_application a";
inline constexpr int kApplicationColumns = 43;

// Followed by rows of ApplicationParams.
inline constexpr char kInsertApplications[] =
    "INSERT INTO card_application (regency, id, resident, reason, evidence_number, location,"
    " application_date, state, outcome, rule, policy_regency, policy, level, available_seen,"
    " protected_seen, floor_seen, interim_document, promised_by_date, decision_time, priority,"
    " regency_available_seen, forecast_level_seen, print_ready_seen, first_card_seen, override_level_seen,"
    " interim_until_date, promise_basis, promise_ahead, promise_arriving,"
    " obliged_date, expire_date, cancel_cause, version, create_time, open_resident, reason_code) VALUES";
std::vector<mysql::Param> ApplicationParams(const CardApplication& application);

// The columns `outcome` to `promise_arriving`, as every table of decisions has them.
void AppendDecision(const Decision& decision, std::vector<mysql::Param>& row);
// The same read, from column `first` on, and after them the policy's legal basis and its two labels of the
// reason: kDecisionColumns in all.
absl::StatusOr<Decision> DecisionFromRow(const mysql::Row& row, int first);
inline constexpr int kDecisionColumns = 24;

// The resident while the request is open, else NULL.
mysql::Param OpenResident(const CardApplication& application);

// INTERNAL where a stored name is unknown to this version.
absl::StatusOr<CardApplication> ApplicationFromRow(const mysql::Row& row);

}  // namespace dukcapil::inventory
