// The columns of a card request, and a row of them read. Private to storage/.
#pragma once

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

// INTERNAL where a stored name is unknown to this version.
absl::StatusOr<CardApplication> ApplicationFromRow(const mysql::Row& row);

}  // namespace dukcapil::inventory
