#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectMovements[] =
    "SELECT m.id, m.document_number, m.kind, m.occurred_date, m.location, m.source, m.cause, "
    "m.card_application,"
    " m.note, m.actor, m.recorded_time FROM movement m WHERE m.regency = ?";
constexpr char kSelectPostings[] =
    "SELECT p.movement, p.line, p.from_account, p.to_account, p.quantity, s.prefix, s.width, s.first_number,"
    " s.last_number FROM posting p JOIN posting_serials s ON s.regency = p.regency AND s.movement = "
    "p.movement"
    " AND s.line = p.line WHERE p.regency = ? AND p.movement = ?"
    " ORDER BY p.line, s.prefix, s.width, s.first_number";
constexpr char kInsertMovement[] =
    "INSERT INTO movement (regency, id, document_number, kind, occurred_date, location, source, cause,"
    " card_application, note, actor, request_id, recorded_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?)";
constexpr char kInsertPosting[] =
    "INSERT INTO posting (regency, movement, line, from_account, to_account, quantity) VALUES (?, ?, ?, ?, "
    "?, ?)";
constexpr char kInsertSerials[] =
    "INSERT INTO posting_serials (regency, movement, line, prefix, width, first_number, last_number) VALUES";

// A parameter for a nullable column: NULL where `value` is nothing or empty.
template <class E>
mysql::Param NameOrNull(const std::optional<E>& value) {
  if (!value.has_value()) return std::nullopt;
  return Name(*value);
}
mysql::Param TextOrNull(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

absl::StatusOr<Movement> FromRow(const mysql::Row& row) {
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

}  // namespace

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
  if (!after.empty()) where(" AND m.id < ?", after);
  where(" ORDER BY m.id DESC LIMIT ?", limit);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<Movement> movements;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(Movement movement, FromRow(row));
    ASSIGN_OR_RETURN(const mysql::Rows postings, reader_.Query(kSelectPostings, {regency, movement.id}));
    AddPostings(postings, movement);
    movements.push_back(std::move(movement));
  }
  return movements;
}

absl::Status Tx::InsertMovement(const std::string& regency, const Movement& movement,
                                const std::string& request_id) {
  const absl::Status status =
      transaction_
          .Execute(kInsertMovement, {regency, movement.id, movement.document_number, Name(movement.kind),
                                     movement.occurred_date, movement.location, NameOrNull(movement.source),
                                     NameOrNull(movement.cause), TextOrNull(movement.card_application),
                                     movement.note, movement.actor, request_id, movement.recorded_time})
          .status();
  if (absl::IsAlreadyExists(status)) return DocumentNumberTakenError(movement.document_number);
  RETURN_IF_ERROR(status);
  std::vector<std::vector<mysql::Param>> serials;
  int line = 0;
  for (const Posting& posting : movement.postings) {
    ++line;
    RETURN_IF_ERROR(
        transaction_
            .Execute(kInsertPosting, {regency, movement.id, line, posting.from, posting.to, posting.quantity})
            .status());
    for (const SerialRange& range : posting.serials) {
      serials.push_back({regency, movement.id, line, range.prefix, range.width, range.first, range.last});
    }
  }
  return transaction_.InsertRows(kInsertSerials, serials);
}

}  // namespace dukcapil::inventory
