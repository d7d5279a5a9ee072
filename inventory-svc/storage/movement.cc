#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectMovements[] =
    "SELECT m.id, m.document_number, m.kind, m.occurred_date, m.location, m.source, m.cause, "
    "m.card_application,"
    " m.note, m.actor, m.recorded_time, m.counterpart, m.subject, (SELECT r.id FROM movement r"
    " WHERE r.regency = m.regency AND r.subject = m.id AND r.kind = 'REVERSAL'), m.expected_date"
    " FROM movement m"
    " WHERE m.regency = ?";
constexpr char kMovementById[] = " AND m.id = ?";
constexpr char kMovementForUpdate[] = " FOR UPDATE";
constexpr char kTouching[] =
    " AND EXISTS (SELECT 1 FROM posting p WHERE p.regency = m.regency AND p.movement = m.id"
    " AND (p.from_account = ? OR p.to_account = ?))";
constexpr char kUnconfirmed[] =
    " AND m.kind IN ('TRANSFER', 'STOCK_TAKE') AND (EXISTS (SELECT 1 FROM blank_range b"
    " WHERE b.regency = m.regency AND b.account = CONCAT('transit:', m.id)) OR (m.kind = 'STOCK_TAKE' AND"
    " NOT EXISTS (SELECT 1 FROM movement f WHERE f.regency = m.regency AND f.subject = m.id)))";
constexpr char kSelectBalance[] =
    "SELECT COALESCE((SELECT SUM(p.quantity) FROM posting p WHERE p.regency = ? AND p.to_account = ?), 0)"
    " - COALESCE((SELECT SUM(p.quantity) FROM posting p WHERE p.regency = ? AND p.from_account = ?), 0)";
constexpr char kSelectConfirmations[] =
    "SELECT id FROM movement WHERE regency = ? AND subject = ? AND kind IN ('ARRIVAL', 'CORRECTION')"
    " ORDER BY id";
constexpr char kSelectWitnesses[] =
    "SELECT office FROM movement_witness WHERE regency = ? AND movement = ? ORDER BY line";
constexpr char kSelectCount[] =
    "SELECT count_time, counted_quantity, expected_quantity FROM stock_take WHERE regency = ? AND movement = "
    "?";
constexpr char kSelectCounted[] =
    "SELECT prefix, width, first_number, last_number FROM counted_serials WHERE regency = ? AND movement = ?"
    " ORDER BY prefix, width, first_number";
constexpr char kSelectPostings[] =
    "SELECT p.movement, p.line, p.from_account, p.to_account, p.quantity, s.prefix, s.width, s.first_number,"
    " s.last_number FROM posting p JOIN posting_serials s ON s.regency = p.regency AND s.movement = "
    "p.movement"
    " AND s.line = p.line WHERE p.regency = ? AND p.movement = ?"
    " ORDER BY p.line, s.prefix, s.width, s.first_number";
absl::StatusOr<Movement> MovementFromRow(const mysql::Row& row) {
  Movement movement;
  movement.id = row.String(0);
  movement.document_number = row.String(1);
  const auto kind = ParseMovementKind(row.String(2));
  if (!kind.has_value()) return UnknownStoredValueError("movement kind");
  movement.kind = *kind;
  movement.occurred_date = row.Date(3);
  movement.location = row.String(4);
  movement.source = ParseExternalParty(row.OptionalString(5).value_or(""));
  movement.cause = ParseSpoilageCause(row.OptionalString(6).value_or(""));
  movement.card_application = row.OptionalString(7).value_or("");
  movement.note = row.String(8);
  movement.actor = row.String(9);
  movement.recorded_time = row.Time(10);
  movement.counterpart = row.String(11);
  movement.subject = row.OptionalString(12).value_or("");
  movement.reversed_by = row.OptionalString(13).value_or("");
  movement.expected_date = row.OptionalDate(14);
  return movement;
}

void AddPostings(const mysql::Rows& rows, Movement& movement) {
  std::int64_t line = 0;
  for (const mysql::Row& row : rows) {
    if (row.Int(1) != line) movement.postings.push_back({row.String(2), row.String(3), {}, row.Int(4)});
    line = row.Int(1);
    movement.postings.back().serials.push_back(
        {row.String(5), static_cast<int>(row.Int(6)), row.Int(7), row.Int(8)});
  }
}

absl::Status ReadConfirmations(mysql::Reader& reader, const std::string& regency, Movement& movement) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(kSelectConfirmations, {regency, movement.id}));
  for (const mysql::Row& row : rows) movement.confirmations.push_back(row.String(0));
  return absl::OkStatus();
}

absl::Status ReadCount(mysql::Reader& reader, const std::string& regency, Movement& movement) {
  ASSIGN_OR_RETURN(const mysql::Rows counts, reader.Query(kSelectCount, {regency, movement.id}));
  if (counts.empty()) return UnknownStoredValueError("count");
  StockCount& count = movement.count.emplace();
  count.time = counts[0].Time(0);
  count.quantity = counts[0].Int(1);
  count.expected = counts[0].Int(2);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(kSelectCounted, {regency, movement.id}));
  for (const mysql::Row& row : rows) {
    count.serials.push_back({row.String(0), static_cast<int>(row.Int(1)), row.Int(2), row.Int(3)});
  }
  return absl::OkStatus();
}

// What only movements of its kind have.
absl::Status ReadOfKind(Snapshot& snapshot, mysql::Reader& reader, const std::string& regency,
                        Movement& movement) {
  switch (movement.kind) {
    case MovementKind::kTransfer: {
      ASSIGN_OR_RETURN(movement.in_transit, snapshot.BlanksIn(regency, TransitAccount(movement.id)));
      return ReadConfirmations(reader, regency, movement);
    }
    case MovementKind::kStockTake:
      RETURN_IF_ERROR(ReadCount(reader, regency, movement));
      return ReadConfirmations(reader, regency, movement);
    case MovementKind::kDestruction: {
      ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(kSelectWitnesses, {regency, movement.id}));
      for (const mysql::Row& row : rows) movement.witnesses.push_back(row.String(0));
      return absl::OkStatus();
    }
    default:
      return absl::OkStatus();
  }
}

absl::StatusOr<std::vector<Movement>> ReadMovements(Snapshot& snapshot, mysql::Reader& reader,
                                                    const std::string& regency, const std::string& sql,
                                                    const std::vector<mysql::Param>& params) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(sql, params));
  std::vector<Movement> movements;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(Movement movement, MovementFromRow(row));
    ASSIGN_OR_RETURN(const mysql::Rows postings, reader.Query(kSelectPostings, {regency, movement.id}));
    AddPostings(postings, movement);
    RETURN_IF_ERROR(ReadOfKind(snapshot, reader, regency, movement));
    movements.push_back(std::move(movement));
  }
  return movements;
}

std::optional<Movement> FirstMovement(std::vector<Movement> movements) {
  if (movements.empty()) return std::nullopt;
  return std::move(movements.front());
}

}  // namespace

absl::StatusOr<std::optional<Movement>> Snapshot::FindMovement(const std::string& regency,
                                                               const std::string& id) {
  ASSIGN_OR_RETURN(auto found, ReadMovements(*this, reader_, regency,
                                             absl::StrCat(kSelectMovements, kMovementById), {regency, id}));
  return FirstMovement(std::move(found));
}

absl::StatusOr<std::optional<Movement>> Tx::LockMovement(const std::string& regency, const std::string& id) {
  ASSIGN_OR_RETURN(
      auto found,
      ReadMovements(*this, reader_, regency,
                    absl::StrCat(kSelectMovements, kMovementById, kMovementForUpdate), {regency, id}));
  return FirstMovement(std::move(found));
}

absl::StatusOr<std::int64_t> Snapshot::AccountBalance(const std::string& regency,
                                                      const std::string& account) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectBalance, {regency, account, regency, account}));
  return rows[0].Int(0);
}

absl::StatusOr<std::vector<Movement>> Snapshot::ListMovements(const std::string& regency,
                                                              const MovementFilter& filter,
                                                              const std::string& after, int limit) {
  std::string sql = kSelectMovements;
  std::vector<mysql::Param> params = {regency};
  const auto where = [&](absl::string_view condition, mysql::Param param) {
    absl::StrAppend(&sql, condition);
    params.push_back(std::move(param));
  };
  if (!filter.location.empty()) where(" AND m.location = ?", filter.location);
  if (filter.kind.has_value()) where(" AND m.kind = ?", Name(*filter.kind));
  if (filter.occurred_from.has_value()) where(" AND m.occurred_date >= ?", *filter.occurred_from);
  if (filter.occurred_to.has_value()) where(" AND m.occurred_date <= ?", *filter.occurred_to);
  if (filter.unconfirmed) absl::StrAppend(&sql, kUnconfirmed);
  if (!filter.account.empty()) {
    where(kTouching, filter.account);
    params.push_back(filter.account);
  }
  if (!after.empty()) where(" AND m.id < ?", after);
  where(" ORDER BY m.id DESC LIMIT ?", limit);
  return ReadMovements(*this, reader_, regency, sql, params);
}

}  // namespace dukcapil::inventory
