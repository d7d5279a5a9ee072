#include "inventory-svc/domain/policy_replay.h"

#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/card_application_row.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kAtOnce = 2000;

// Requests by day and id with their first decision: that of the oldest row of those replaced, else their own.
constexpr char kSelectPast[] =
    "SELECT a.id, a.reason, a.asked_for, a.application_date, a.obliged_date,"
    " a.outcome, a.rule, a.policy_regency, a.policy, a.level, a.available_seen, a.protected_seen,"
    " a.floor_seen, a.interim_document, a.promised_by_date, a.decision_time, a.priority,"
    " a.regency_available_seen, a.forecast_level_seen, a.print_ready_seen, a.first_card_seen,"
    " a.override_level_seen, a.interim_until_date, a.promise_basis, a.promise_ahead, a.promise_arriving, "
    "NULL,"
    " NULL, NULL,"
    " d.outcome, d.rule, d.policy_regency, d.policy, d.level, d.available_seen, d.protected_seen,"
    " d.floor_seen, d.interim_document, d.promised_by_date, d.decision_time, d.priority,"
    " d.regency_available_seen, d.forecast_level_seen, d.print_ready_seen, d.first_card_seen,"
    " d.override_level_seen, d.interim_until_date, d.promise_basis, d.promise_ahead, d.promise_arriving, "
    "NULL,"
    " NULL, NULL FROM card_application a"
    " LEFT JOIN card_application_decision d ON d.regency = a.regency AND d.application = a.id AND d.version ="
    " (SELECT MIN(f.version) FROM card_application_decision f WHERE f.regency = a.regency"
    " AND f.application = a.id)"
    " WHERE a.regency = ? AND a.application_date <= ? AND (a.application_date > ?"
    " OR (a.application_date = ? AND a.id > ?)) ORDER BY a.application_date, a.id LIMIT ?";

absl::StatusOr<PastRequest> PastFromRow(const mysql::Row& row) {
  constexpr int kOwn = 5;
  constexpr int kFirst = kOwn + kDecisionColumns;
  const auto reason = ParseReason(row.String(1));
  if (!reason.has_value()) return UnknownStoredValueError("card request");
  PastRequest past{row.String(0), AskedFor(*reason, row.String(2)), row.Date(3), row.OptionalDate(4), {}};
  ASSIGN_OR_RETURN(past.decision, DecisionFromRow(row, row.IsNull(kFirst) ? kOwn : kFirst));
  return past;
}

}  // namespace

absl::Status Snapshot::ReplayUnder(const std::string& regency, const IssuancePolicy& draft,
                                   absl::CivilDay from, absl::CivilDay to, PolicyReplay& replay) {
  absl::CivilDay day = from;
  std::string id;
  while (true) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(kSelectPast, {regency, to, day, day, id, kAtOnce}));
    for (const mysql::Row& row : rows) {
      ASSIGN_OR_RETURN(const PastRequest past, PastFromRow(row));
      Replay(draft, past, replay);
      day = past.application_date;
      id = past.id;
    }
    if (rows.size() < kAtOnce) return absl::OkStatus();
  }
}

}  // namespace dukcapil::inventory
