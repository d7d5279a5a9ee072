#include "absl/strings/str_cat.h"
#include "outreach-svc/storage/tx.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectOutcomes =
    "SELECT resident, outcome, event_time, told, refusal FROM visit_outcome WHERE regency = ? AND visit = ? "
    "AND resident > ? ORDER BY resident LIMIT ?";
constexpr absl::string_view kSelectUntold =
    "SELECT resident, outcome, event_time, told, refusal FROM visit_outcome WHERE regency = ? AND visit = ? "
    "AND told = 0 ORDER BY resident LIMIT ?";
constexpr absl::string_view kCountOutcomes =
    "SELECT outcome, COUNT(*), SUM(told = 0), SUM(refusal <> '') FROM visit_outcome WHERE regency = ? "
    "AND visit = ? GROUP BY outcome ORDER BY outcome";
constexpr absl::string_view kSelectLast =
    "SELECT o.resident, o.outcome, v.visit_date FROM visit_outcome o JOIN visit v ON v.regency = o.regency "
    "AND v.id = o.visit WHERE o.regency = ? AND o.resident IN (";
constexpr absl::string_view kInOrderOfTime = ") ORDER BY o.event_time, o.visit";
constexpr absl::string_view kSelectWhereabouts =
    "SELECT resident, village, school FROM unrecorded WHERE regency = ? AND resident IN (";
constexpr absl::string_view kInsertOutcomes =
    "INSERT INTO visit_outcome (regency, visit, resident, outcome, event_time, told, refusal) VALUES";
constexpr absl::string_view kOverwriteOutcome =
    " ON DUPLICATE KEY UPDATE outcome = VALUES(outcome), event_time = VALUES(event_time)";
constexpr absl::string_view kMarkTold =
    "UPDATE visit_outcome SET told = 1 WHERE regency = ? AND visit = ? AND resident >= ? AND resident <= ?";
constexpr absl::string_view kMarkRefused =
    "UPDATE visit_outcome SET refusal = ? WHERE regency = ? AND visit = ? AND resident = ?";
constexpr absl::string_view kInsertUntold =
    "INSERT INTO untold_visit (regency, visit) SELECT regency, visit FROM visit_outcome WHERE regency = ? "
    "AND visit = ? LIMIT 1";
constexpr absl::string_view kDeleteUntold = "DELETE FROM untold_visit WHERE regency = ? AND visit = ?";
constexpr absl::string_view kListUntold =
    "SELECT u.regency, u.visit, v.number FROM untold_visit u JOIN visit v ON v.regency = u.regency "
    "AND v.id = u.visit ORDER BY u.regency, u.visit LIMIT ?";

std::vector<VisitOutcome> OutcomesFromRows(const mysql::Rows& rows) {
  std::vector<VisitOutcome> outcomes;
  outcomes.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    outcomes.push_back(
        {row.String(0), static_cast<PersonOutcome>(row.Int(1)), row.Time(2), row.Int(3) != 0, row.String(4)});
  }
  return outcomes;
}

}  // namespace

absl::StatusOr<std::vector<VisitOutcome>> Snapshot::ListOutcomes(absl::string_view regency,
                                                                 absl::string_view visit,
                                                                 absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectOutcomes, {regency, visit, after, limit}));
  return OutcomesFromRows(rows);
}

absl::StatusOr<std::vector<VisitOutcome>> Snapshot::ListUntoldOutcomes(absl::string_view regency,
                                                                       absl::string_view visit, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectUntold, {regency, visit, limit}));
  return OutcomesFromRows(rows);
}

absl::StatusOr<std::vector<OutcomeTally>> Snapshot::CountOutcomes(absl::string_view regency,
                                                                  absl::string_view visit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountOutcomes, {regency, visit}));
  std::vector<OutcomeTally> tallies;
  for (const mysql::Row& row : rows) {
    tallies.push_back({static_cast<PersonOutcome>(row.Int(0)), static_cast<int>(row.Int(1)),
                       static_cast<int>(row.Int(2)), static_cast<int>(row.Int(3))});
  }
  return tallies;
}

absl::StatusOr<std::vector<UntoldVisit>> Snapshot::ListUntoldVisits(int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kListUntold, {limit}));
  std::vector<UntoldVisit> visits;
  for (const mysql::Row& row : rows) visits.push_back({row.String(0), row.String(1), row.Int(2)});
  return visits;
}

absl::StatusOr<absl::flat_hash_map<std::string, LastOutcome>> Snapshot::LastOutcomes(
    absl::string_view regency, const std::vector<std::string>& residents) {
  absl::flat_hash_map<std::string, LastOutcome> last;
  RETURN_IF_ERROR(mysql::ForEachChunk(residents, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(absl::StrCat(kSelectLast, places, kInOrderOfTime), params));
    for (const mysql::Row& row : rows) {
      last[row.String(0)] = {static_cast<PersonOutcome>(row.Int(1)), row.Date(2)};
    }
    return absl::OkStatus();
  }));
  return last;
}

absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>> Snapshot::WhereUnrecorded(
    absl::string_view regency, const std::vector<std::string>& residents) {
  absl::flat_hash_map<std::string, Whereabouts> where;
  RETURN_IF_ERROR(mysql::ForEachChunk(residents, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(absl::StrCat(kSelectWhereabouts, places, ")"), params));
    for (const mysql::Row& row : rows) where[row.String(0)] = {row.String(1), row.String(2)};
    return absl::OkStatus();
  }));
  return where;
}

absl::Status Tx::KeepOutcomes(absl::string_view regency, absl::string_view visit,
                              const std::vector<VisitOutcome>& outcomes) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(outcomes.size());
  for (const VisitOutcome& one : outcomes) {
    rows.push_back(
        {regency, visit, one.resident, static_cast<int>(one.outcome), one.event_time, /*told=*/false, ""});
  }
  return transaction_.InsertRows(kInsertOutcomes, rows, kOverwriteOutcome);
}

absl::Status Tx::TellLater(absl::string_view regency, absl::string_view visit) {
  return transaction_.Execute(kInsertUntold, {regency, visit}).status();
}

absl::Status Tx::MarkTold(const OutcomeBatch& batch, const std::vector<std::string>& refusals) {
  const std::string& first = batch.outcomes.front().resident;
  const std::string& last = batch.outcomes.back().resident;
  RETURN_IF_ERROR(transaction_.Execute(kMarkTold, {batch.regency, batch.visit, first, last}).status());
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    if (refusals[i].empty()) continue;
    RETURN_IF_ERROR(
        transaction_
            .Execute(kMarkRefused, {refusals[i], batch.regency, batch.visit, batch.outcomes[i].resident})
            .status());
  }
  return absl::OkStatus();
}

absl::Status Tx::ForgetUntold(absl::string_view regency, absl::string_view visit) {
  return transaction_.Execute(kDeleteUntold, {regency, visit}).status();
}

}  // namespace dukcapil::outreach::storage
