// The columns of a card request, and a row of them read. Private to storage/.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/card_application.h"
#include "platform/mysql/row.h"

namespace dukcapil::inventory {

// To be followed by WHERE. The policy's legal basis is looked up without locking it.
inline constexpr char kSelectApplication[] =
    "SELECT a.regency, a.id, a.resident, a.reason, a.evidence_number, a.location, a.application_date, "
    "a.state,"
    " a.outcome, a.rule, a.policy_regency, a.policy, a.level, a.available_seen, a.protected_seen, "
    "a.floor_seen,"
    " a.interim_document, a.promised_by_date, a.decision_time, a.priority, a.obliged_date, a.prefix, a.width,"
    " a.number, a.print_date, a.delivery_date, a.expire_date, a.cancel_cause, a.version, a.create_time,"
    " (SELECT p.legal_basis FROM issuance_policy p WHERE p.regency = a.policy_regency AND p.id = a.policy)"
    " FROM card_application a";

// Followed by rows of ApplicationParams.
inline constexpr char kInsertApplications[] =
    "INSERT INTO card_application (regency, id, resident, reason, evidence_number, location,"
    " application_date, state, outcome, rule, policy_regency, policy, level, available_seen,"
    " protected_seen, floor_seen, interim_document, promised_by_date, decision_time, priority,"
    " obliged_date, expire_date, cancel_cause, version, create_time, open_resident) VALUES";
std::vector<mysql::Param> ApplicationParams(const CardApplication& application);

// The columns `outcome` to `priority`, as every table of decisions has them.
void AppendDecision(const Decision& decision, std::vector<mysql::Param>& row);
// The same read, from column `first` on, and the legal basis from column `basis`.
absl::StatusOr<Decision> DecisionFromRow(const mysql::Row& row, int first, int basis);

// The resident while the request is open, else NULL.
mysql::Param OpenResident(const CardApplication& application);

// INTERNAL where a stored name is unknown to this version.
absl::StatusOr<CardApplication> ApplicationFromRow(const mysql::Row& row);

}  // namespace dukcapil::inventory
