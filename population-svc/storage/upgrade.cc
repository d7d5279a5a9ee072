#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectUpgrade =
    "SELECT edition, begin_time, round, regency, resident_id FROM upgrade_progress WHERE id = 1";
constexpr absl::string_view kUpdateUpgrade =
    "UPDATE upgrade_progress SET edition = ?, begin_time = ?, round = ?, regency = ?, resident_id = ? "
    "WHERE id = 1";
// What counts already came again, when its time had passed.
constexpr absl::string_view kSelectQuarantined =
    "SELECT q.regency, q.resident_id, q.event_time, q.source, q.kit, q.sequence, q.raw_code, q.recorded_time "
    "FROM quarantined_event q "
    "LEFT JOIN held_event h ON h.regency = q.regency AND h.whom = q.resident_id "
    "AND h.event_time = q.event_time AND h.source = q.source AND h.kit = q.kit AND h.sequence = q.sequence "
    "AND h.raw_code = q.raw_code "
    "LEFT JOIN recording_event e ON e.regency = q.regency AND e.resident_id = q.resident_id "
    "AND e.event_time = q.event_time AND e.source = q.source AND e.kit = q.kit AND e.sequence = q.sequence "
    "AND e.raw_code = q.raw_code WHERE h.id IS NULL AND e.regency IS NULL LIMIT ?";

UpgradeProgress ProgressFromRow(const mysql::Row& row) {
  return {row.String(0), row.Time(1), static_cast<int>(row.Int(2)), row.String(3), row.String(4)};
}

}  // namespace

absl::StatusOr<UpgradeProgress> Snapshot::FindUpgradeProgress() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectUpgrade));
  return ProgressFromRow(rows[0]);
}

absl::StatusOr<UpgradeProgress> Tx::LockUpgradeProgress() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(absl::StrCat(kSelectUpgrade, " FOR UPDATE")));
  return ProgressFromRow(rows[0]);
}

absl::Status Tx::SaveUpgradeProgress(const UpgradeProgress& progress) {
  return transaction_
      .Execute(kUpdateUpgrade, {progress.edition, progress.begin_time, progress.round, progress.regency,
                                progress.resident_id})
      .status();
}

absl::StatusOr<int> Tx::HoldQuarantined(int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectQuarantined, {limit}));
  absl::flat_hash_map<std::string, std::vector<HeldEventRow>> by_regency;
  for (const mysql::Row& row : rows) {
    HeldEventRow held;
    held.id = NewUuid();
    held.reason = HoldReason::kClockAhead;
    held.whom = row.String(1);
    held.event = {row.Time(2), static_cast<RecordingSource>(row.Int(3)), row.String(4), row.Int(5),
                  row.String(6)};
    held.recorded_time = row.Time(7);
    by_regency[row.String(0)].push_back(std::move(held));
  }
  for (const auto& [regency, events] : by_regency) RETURN_IF_ERROR(HoldEvents(regency, events));
  return static_cast<int>(rows.size());
}

}  // namespace dukcapil::population::storage
