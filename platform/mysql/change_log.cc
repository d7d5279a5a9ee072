#include "platform/mysql/change_log.h"

#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::mysql {
namespace {

constexpr char kSelectOldestUnnumbered[] =
    "SELECT create_time FROM `change` WHERE sequence IS NULL ORDER BY position LIMIT 1";
constexpr char kSelectAnyUnnumbered[] = "SELECT 1 FROM `change` WHERE sequence IS NULL LIMIT 1";
constexpr char kLockCounter[] = "SELECT highest, purged FROM change_counter WHERE id = 1 FOR UPDATE";
constexpr char kSelectBounds[] = "SELECT highest, purged FROM change_counter WHERE id = 1";
constexpr char kSelectUnnumbered[] =
    "SELECT position FROM `change` WHERE sequence IS NULL ORDER BY position LIMIT ?";
constexpr char kNumberRun[] = "UPDATE `change` SET sequence = position + ? WHERE position BETWEEN ? AND ?";
constexpr char kSetHighest[] = "UPDATE change_counter SET highest = ? WHERE id = 1";
constexpr char kSelectOldest[] =
    "SELECT sequence, create_time FROM `change` WHERE sequence > ? ORDER BY sequence LIMIT ?";
constexpr char kDeletePurged[] = "DELETE FROM `change` WHERE sequence > ? AND sequence <= ?";
constexpr char kSetPurged[] = "UPDATE change_counter SET purged = ? WHERE id = 1";
constexpr char kSelectChanges[] =
    "SELECT sequence, region, resource, kind, payload, create_time FROM `change` WHERE sequence > ?"
    " ORDER BY sequence LIMIT ?";
constexpr char kSelectCursor[] = "SELECT sequence FROM change_cursor WHERE source = ?";
constexpr char kMakeCursor[] = "INSERT IGNORE INTO change_cursor (source, sequence) VALUES (?, 0)";
constexpr char kMoveCursor[] =
    "UPDATE change_cursor SET sequence = ? WHERE source = ? AND sequence = ?"
    " AND NOT EXISTS (SELECT 1 FROM change_listing l WHERE l.source = change_cursor.source)";
constexpr char kLockCursor[] = "SELECT 1 FROM change_cursor WHERE source = ? AND sequence = ? FOR UPDATE";
constexpr char kSetCursor[] =
    "INSERT INTO change_cursor (source, sequence) VALUES (?, ?) ON DUPLICATE KEY UPDATE sequence ="
    " VALUES(sequence)";
constexpr char kSelectListing[] = "SELECT sequence, after_key FROM change_listing WHERE source = ?";
constexpr char kBeginListing[] =
    "INSERT IGNORE INTO change_listing (source, sequence, after_key) VALUES (?, ?, '')";
constexpr char kBeginListingAnew[] =
    "UPDATE change_listing SET sequence = ?, after_key = '' WHERE source = ? AND sequence = ? AND after_key "
    "= ?";
constexpr char kMoveListing[] =
    "UPDATE change_listing SET after_key = ? WHERE source = ? AND sequence = ? AND after_key = ?";
constexpr char kEndListing[] =
    "DELETE FROM change_listing WHERE source = ? AND sequence = ? AND after_key = ?";

absl::Status CursorMovedError() {
  return MakeError(absl::StatusCode::kAborted, "CURSOR_MOVED", "another instance follows these changes");
}

absl::StatusOr<ChangeBounds> BoundsFrom(const absl::StatusOr<Rows>& rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::InternalError("the counter of changes is missing");
  return ChangeBounds{rows->front().Int(0), rows->front().Int(1)};
}

// Gives the changes at `positions`, sorted, the numbers after `highest`. Positions mostly follow each other,
// so that a batch takes few statements.
absl::Status Number(Transaction& tx, const Rows& positions, std::int64_t highest) {
  std::size_t first = 0;
  for (std::size_t next = 1; next <= positions.size(); ++next) {
    if (next < positions.size() && positions[next].Int(0) == positions[next - 1].Int(0) + 1) continue;
    const std::int64_t from = positions[first].Int(0);
    const std::int64_t to = positions[next - 1].Int(0);
    const std::int64_t number = highest + 1 + static_cast<std::int64_t>(first);
    ASSIGN_OR_RETURN(const std::int64_t changed, tx.Execute(kNumberRun, {number - from, from, to}));
    if (changed != to - from + 1) return absl::InternalError("a change was gone while it was numbered");
    first = next;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<bool> AnyUnnumberedChange(Database& database, const Call& call) {
  bool any = false;
  RETURN_IF_ERROR(database.Read(call, [&](Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectAnyUnnumbered));
    any = !rows.empty();
    return absl::OkStatus();
  }));
  return any;
}

absl::StatusOr<int> NumberChanges(Database& database, const Call& call) {
  int numbered = 0;
  RETURN_IF_ERROR(database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    ASSIGN_OR_RETURN(const ChangeBounds bounds, BoundsFrom(tx.Query(kLockCounter)));
    // Read after the lock was had, and each statement sees what is committed by then (READ COMMITTED): all
    // that others have numbered has its number. Of one resource's changes the later is never seen without the
    // earlier.
    ASSIGN_OR_RETURN(const Rows positions, tx.Query(kSelectUnnumbered, {kChangeBatch}));
    RETURN_IF_ERROR(Number(tx, positions, bounds.highest));
    numbered = static_cast<int>(positions.size());
    return tx.Execute(kSetHighest, {bounds.highest + numbered}).status();
  }));
  return numbered;
}

absl::StatusOr<int> PurgeChanges(Database& database, const Call& call, absl::Time before) {
  int purged = 0;
  RETURN_IF_ERROR(database.WriteInternal(call, [&](Transaction& tx) -> absl::Status {
    tx.NoChange();
    purged = 0;
    ASSIGN_OR_RETURN(const ChangeBounds bounds, BoundsFrom(tx.Query(kLockCounter)));
    ASSIGN_OR_RETURN(const Rows oldest, tx.Query(kSelectOldest, {bounds.purged, kChangeBatch}));
    std::int64_t last = bounds.purged;
    for (const Row& row : oldest) {
      if (row.Time(1) >= before) break;
      last = row.Int(0);
      ++purged;
    }
    if (purged == 0) return absl::OkStatus();
    RETURN_IF_ERROR(tx.Execute(kDeletePurged, {bounds.purged, last}).status());
    return tx.Execute(kSetPurged, {last}).status();
  }));
  return purged;
}

absl::StatusOr<ChangeBounds> ReadChangeBounds(Reader& reader) {
  return BoundsFrom(reader.Query(kSelectBounds));
}

absl::StatusOr<std::vector<NumberedChange>> ReadChanges(Reader& reader, std::int64_t after, int limit) {
  ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectChanges, {after, limit}));
  std::vector<NumberedChange> changes;
  changes.reserve(rows.size());
  for (const Row& row : rows) {
    changes.push_back(
        {row.Int(0), {row.String(1), row.String(2), row.String(3), row.String(4)}, row.Time(5)});
  }
  return changes;
}

absl::StatusOr<std::optional<absl::Time>> OldestUnnumberedChange(Reader& reader) {
  ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectOldestUnnumbered));
  if (rows.empty()) return std::nullopt;
  return rows[0].Time(0);
}

absl::StatusOr<std::int64_t> ReadChangeCursor(Reader& reader, absl::string_view source) {
  ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectCursor, {source}));
  return rows.empty() ? 0 : rows[0].Int(0);
}

absl::Status MoveChangeCursor(Transaction& transaction, absl::string_view source, std::int64_t from,
                              std::int64_t to) {
  if (from == 0) RETURN_IF_ERROR(transaction.Execute(kMakeCursor, {source}).status());
  ASSIGN_OR_RETURN(const std::int64_t moved, transaction.Execute(kMoveCursor, {to, source, from}));
  return moved == 1 ? absl::OkStatus() : CursorMovedError();
}

absl::StatusOr<std::optional<ChangeListing>> ReadChangeListing(Reader& reader, absl::string_view source) {
  ASSIGN_OR_RETURN(const Rows rows, reader.Query(kSelectListing, {source}));
  if (rows.empty()) return std::nullopt;
  return ChangeListing{rows[0].Int(0), rows[0].String(1)};
}

absl::Status BeginChangeListing(Transaction& transaction, absl::string_view source, std::int64_t refused,
                                std::int64_t sequence) {
  if (refused == 0) RETURN_IF_ERROR(transaction.Execute(kMakeCursor, {source}).status());
  ASSIGN_OR_RETURN(const Rows stands, transaction.Query(kLockCursor, {source, refused}));
  if (stands.empty()) return CursorMovedError();
  ASSIGN_OR_RETURN(const std::int64_t begun, transaction.Execute(kBeginListing, {source, sequence}));
  return begun == 1 ? absl::OkStatus() : CursorMovedError();
}

absl::Status BeginChangeListingAnew(Transaction& transaction, absl::string_view source,
                                    const ChangeListing& listing, std::int64_t sequence) {
  ASSIGN_OR_RETURN(
      const std::int64_t begun,
      transaction.Execute(kBeginListingAnew, {sequence, source, listing.sequence, listing.after}));
  return begun == 1 ? absl::OkStatus() : CursorMovedError();
}

absl::Status MoveChangeListing(Transaction& transaction, absl::string_view source,
                               const ChangeListing& listing, absl::string_view next) {
  std::int64_t moved = 0;
  if (next.empty()) {
    ASSIGN_OR_RETURN(moved, transaction.Execute(kEndListing, {source, listing.sequence, listing.after}));
    RETURN_IF_ERROR(transaction.Execute(kSetCursor, {source, listing.sequence}).status());
  } else {
    ASSIGN_OR_RETURN(moved,
                     transaction.Execute(kMoveListing, {next, source, listing.sequence, listing.after}));
  }
  return moved == 1 ? absl::OkStatus() : CursorMovedError();
}

}  // namespace dukcapil::mysql
