#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kLockUpgrade =
    "SELECT edition, begin_time, round, regency, resident_id FROM upgrade_progress WHERE id = 1 FOR UPDATE";
constexpr absl::string_view kUpdateUpgrade =
    "UPDATE upgrade_progress SET edition = ?, begin_time = ?, round = ?, regency = ?, resident_id = ? "
    "WHERE id = 1";

}  // namespace

absl::StatusOr<UpgradeProgress> Tx::LockUpgradeProgress() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kLockUpgrade));
  const mysql::Row& row = rows[0];
  return UpgradeProgress{row.String(0), row.Time(1), static_cast<int>(row.Int(2)), row.String(3),
                         row.String(4)};
}

absl::Status Tx::SaveUpgradeProgress(const UpgradeProgress& progress) {
  return transaction_
      .Execute(kUpdateUpgrade, {progress.edition, progress.begin_time, progress.round, progress.regency,
                                progress.resident_id})
      .status();
}

}  // namespace dukcapil::population::storage
