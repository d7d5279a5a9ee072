#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/figure_columns.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

// Before and after the figures as known at entry.
constexpr absl::string_view kColumnsBefore =
    "id, date, label, source_note, published_obliged, published_not_recorded, ";
constexpr absl::string_view kColumnsAfter = ", epoch, create_time, created_by";
constexpr int kFirstFigure = 6;
constexpr int kAfterFigures = kFirstFigure + static_cast<int>(kFigureCount);
constexpr absl::string_view kSelectEpoch = "SELECT epoch, latest_date FROM coverage_epoch WHERE regency = ?";
constexpr absl::string_view kBeginEpochs =
    "INSERT INTO coverage_epoch (regency, epoch) VALUES (?, 0) ON DUPLICATE KEY UPDATE epoch = epoch";
constexpr absl::string_view kRaiseEpoch =
    "UPDATE coverage_epoch SET epoch = ?, latest_date = ? WHERE regency = ?";
// After the sums of the figures.
constexpr absl::string_view kFromRevisions =
    " FROM coverage_revision WHERE regency = ? AND epoch >= ? AND bucket <= ? GROUP BY cause ORDER BY cause";

std::string SelectSnapshots(absl::string_view tail) {
  return absl::StrCat("SELECT ", kColumnsBefore, kFigureColumns, kColumnsAfter,
                      " FROM coverage_snapshot WHERE regency = ?", tail);
}

SnapshotRow SnapshotFromRow(const mysql::Row& row) {
  SnapshotRow snapshot;
  snapshot.id = row.String(0);
  snapshot.date = row.Date(1);
  snapshot.label = row.String(2);
  snapshot.source_note = row.String(3);
  snapshot.published_obliged = row.Int(4);
  snapshot.published_not_recorded = row.Int(5);
  snapshot.known = FiguresFromRow(row, kFirstFigure);
  snapshot.epoch = row.Int(kAfterFigures);
  snapshot.create_time = row.Time(kAfterFigures + 1);
  snapshot.created_by = row.String(kAfterFigures + 2);
  return snapshot;
}

struct Epoch {
  std::int64_t number = 0;
  std::optional<absl::CivilDay> latest_date;
};

// Holds the row with `lock` until the end of the transaction; makes it where it is missing.
absl::StatusOr<Epoch> HoldEpoch(mysql::Transaction& transaction, absl::string_view regency,
                                absl::string_view lock) {
  const std::string sql = absl::StrCat(kSelectEpoch, lock);
  ASSIGN_OR_RETURN(mysql::Rows rows, transaction.Query(sql, {regency}));
  if (rows.empty()) {
    RETURN_IF_ERROR(transaction.Execute(kBeginEpochs, {regency}).status());
    ASSIGN_OR_RETURN(rows, transaction.Query(sql, {regency}));
  }
  return Epoch{rows[0].Int(0), rows[0].OptionalDate(1)};
}

}  // namespace

absl::StatusOr<std::vector<SnapshotRow>> Snapshot::CoverageSnapshots(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(SelectSnapshots(" ORDER BY date, label"), {regency}));
  std::vector<SnapshotRow> snapshots;
  for (const mysql::Row& row : rows) snapshots.push_back(SnapshotFromRow(row));
  return snapshots;
}

absl::StatusOr<std::optional<SnapshotRow>> Snapshot::FindCoverageSnapshot(absl::string_view regency,
                                                                          absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(SelectSnapshots(" AND id = ?"), {regency, id}));
  if (rows.empty()) return std::nullopt;
  return SnapshotFromRow(rows[0]);
}

absl::StatusOr<std::vector<std::pair<RevisionCause, Figures>>> Snapshot::RevisionsSince(
    absl::string_view regency, const SnapshotRow& snapshot) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat("SELECT cause, ", kFigureSums, kFromRevisions),
                                 {regency, snapshot.epoch, snapshot.date}));
  std::vector<std::pair<RevisionCause, Figures>> causes;
  for (const mysql::Row& row : rows) {
    const Figures figures = FiguresFromRow(row, 1);
    if (figures != Figures{}) causes.emplace_back(static_cast<RevisionCause>(row.Int(0)), figures);
  }
  return causes;
}

absl::StatusOr<std::int64_t> Tx::BeginCoverageEpoch(absl::string_view regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const Epoch last, HoldEpoch(transaction_, regency, " FOR UPDATE"));
  const absl::CivilDay latest = last.latest_date ? std::max(*last.latest_date, date) : date;
  const std::int64_t next = last.number + 1;
  RETURN_IF_ERROR(transaction_.Execute(kRaiseEpoch, {next, latest, regency}).status());
  return next;
}

absl::Status Tx::InsertCoverageSnapshot(absl::string_view regency, const SnapshotRow& snapshot) {
  std::vector<mysql::Param> row =
      WithFigures({regency, snapshot.id, snapshot.date, snapshot.label, snapshot.source_note,
                   snapshot.published_obliged, snapshot.published_not_recorded},
                  snapshot.known);
  row.insert(row.end(), {snapshot.epoch, snapshot.create_time, snapshot.created_by});
  return transaction_.InsertRows(absl::StrCat("INSERT INTO coverage_snapshot (regency, ", kColumnsBefore,
                                              kFigureColumns, kColumnsAfter, ") VALUES"),
                                 {row});
}

absl::Status Tx::KeepRevisions(absl::string_view regency,
                               const std::vector<std::pair<Revision, Figures>>& revisions) {
  if (revisions.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Epoch epoch, HoldEpoch(transaction_, regency, " LOCK IN SHARE MODE"));
  std::vector<std::vector<mysql::Param>> rows;
  for (const auto& [revision, figures] : revisions) {
    if (!epoch.latest_date || revision.day > *epoch.latest_date) continue;
    rows.push_back(
        WithFigures({regency, epoch.number, static_cast<int>(revision.cause), revision.day}, figures));
  }
  return transaction_.InsertRows(
      absl::StrCat("INSERT INTO coverage_revision (regency, epoch, cause, bucket, ", kFigureColumns,
                   ") VALUES"),
      rows, kAddFigures);
}

}  // namespace dukcapil::population::storage
