#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectSnapshots =
    "SELECT id, date, label, source_note, published_obliged, published_not_recorded, obliged, covered, "
    "print_ready, blocked, first_card, digital_identity, doubtful, epoch, create_time, created_by "
    "FROM coverage_snapshot WHERE regency = ?";
constexpr absl::string_view kInsertSnapshot =
    "INSERT INTO coverage_snapshot (regency, id, date, label, source_note, published_obliged, "
    "published_not_recorded, obliged, covered, print_ready, blocked, first_card, digital_identity, doubtful, "
    "epoch, create_time, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr absl::string_view kSelectEpoch = "SELECT epoch, latest_date FROM coverage_epoch WHERE regency = ?";
constexpr absl::string_view kBeginEpochs =
    "INSERT INTO coverage_epoch (regency, epoch) VALUES (?, 0) ON DUPLICATE KEY UPDATE epoch = epoch";
constexpr absl::string_view kRaiseEpoch =
    "UPDATE coverage_epoch SET epoch = ?, latest_date = ? WHERE regency = ?";
constexpr absl::string_view kInsertRevisions =
    "INSERT INTO coverage_revision (regency, epoch, cause, bucket, obliged, covered, print_ready, blocked, "
    "first_card, digital_identity, doubtful) VALUES";
constexpr absl::string_view kAddRevisions =
    " ON DUPLICATE KEY UPDATE obliged = obliged + VALUES(obliged), covered = covered + VALUES(covered), "
    "print_ready = print_ready + VALUES(print_ready), blocked = blocked + VALUES(blocked), "
    "first_card = first_card + VALUES(first_card), "
    "digital_identity = digital_identity + VALUES(digital_identity), doubtful = doubtful + VALUES(doubtful)";
constexpr absl::string_view kSumRevisions =
    "SELECT cause, SUM(obliged), SUM(covered), SUM(print_ready), SUM(blocked), SUM(first_card), "
    "SUM(digital_identity), SUM(doubtful) FROM coverage_revision "
    "WHERE regency = ? AND epoch >= ? AND bucket <= ? GROUP BY cause ORDER BY cause";

SnapshotRow SnapshotFromRow(const mysql::Row& row) {
  SnapshotRow snapshot;
  snapshot.id = row.String(0);
  snapshot.date = row.Date(1);
  snapshot.label = row.String(2);
  snapshot.source_note = row.String(3);
  snapshot.published_obliged = row.Int(4);
  snapshot.published_not_recorded = row.Int(5);
  for (std::size_t i = 0; i < kFigureCount; ++i) snapshot.known[i] = row.Int(static_cast<int>(i) + 6);
  snapshot.epoch = row.Int(13);
  snapshot.create_time = row.Time(14);
  snapshot.created_by = row.String(15);
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
                   reader_.Query(absl::StrCat(kSelectSnapshots, " ORDER BY date, label"), {regency}));
  std::vector<SnapshotRow> snapshots;
  for (const mysql::Row& row : rows) snapshots.push_back(SnapshotFromRow(row));
  return snapshots;
}

absl::StatusOr<std::optional<SnapshotRow>> Snapshot::FindCoverageSnapshot(absl::string_view regency,
                                                                          absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectSnapshots, " AND id = ?"), {regency, id}));
  if (rows.empty()) return std::nullopt;
  return SnapshotFromRow(rows[0]);
}

absl::StatusOr<std::vector<std::pair<RevisionCause, Figures>>> Snapshot::RevisionsSince(
    absl::string_view regency, const SnapshotRow& snapshot) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSumRevisions, {regency, snapshot.epoch, snapshot.date}));
  std::vector<std::pair<RevisionCause, Figures>> causes;
  for (const mysql::Row& row : rows) {
    Figures figures{};
    for (std::size_t i = 0; i < kFigureCount; ++i) figures[i] = row.Int(static_cast<int>(i) + 1);
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
  std::vector<mysql::Param> params = {regency,
                                      snapshot.id,
                                      snapshot.date,
                                      snapshot.label,
                                      snapshot.source_note,
                                      snapshot.published_obliged,
                                      snapshot.published_not_recorded};
  params.insert(params.end(), snapshot.known.begin(), snapshot.known.end());
  params.insert(params.end(), {snapshot.epoch, snapshot.create_time, snapshot.created_by});
  return transaction_.Execute(kInsertSnapshot, params).status();
}

absl::Status Tx::KeepRevisions(absl::string_view regency,
                               const std::vector<std::pair<Revision, Figures>>& revisions) {
  if (revisions.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Epoch epoch, HoldEpoch(transaction_, regency, " LOCK IN SHARE MODE"));
  std::vector<std::vector<mysql::Param>> rows;
  for (const auto& [revision, figures] : revisions) {
    if (!epoch.latest_date || revision.day > *epoch.latest_date) continue;
    std::vector<mysql::Param> row = {regency, epoch.number, static_cast<int>(revision.cause), revision.day};
    row.insert(row.end(), figures.begin(), figures.end());
    rows.push_back(std::move(row));
  }
  return transaction_.InsertRows(kInsertRevisions, rows, kAddRevisions);
}

}  // namespace dukcapil::population::storage
