#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kInsertMovement[] =
    "INSERT INTO movement (regency, id, document_number, kind, occurred_date, location, source, cause,"
    " card_application, note, actor, request_id, recorded_time, counterpart, subject,"
    " expected_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kInsertPosting[] =
    "INSERT INTO posting (regency, movement, line, from_account, to_account, quantity) VALUES (?, ?, ?, ?, "
    "?, ?)";
constexpr char kInsertMovementSerials[] =
    "INSERT INTO posting_serials (regency, movement, line, prefix, width, first_number, last_number) VALUES";

constexpr char kInsertWitnesses[] = "INSERT INTO movement_witness (regency, movement, line, office) VALUES";
constexpr char kInsertCount[] =
    "INSERT INTO stock_take (regency, movement, count_time, counted_quantity, expected_quantity)"
    " VALUES (?, ?, ?, ?, ?)";
constexpr char kInsertCounted[] =
    "INSERT INTO counted_serials (regency, movement, prefix, width, first_number, last_number) VALUES";

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

absl::Status InsertDetail(mysql::Transaction& transaction, const std::string& regency,
                          const Movement& movement) {
  std::vector<std::vector<mysql::Param>> witnesses;
  for (const std::string& office : movement.witnesses) {
    witnesses.push_back({regency, movement.id, static_cast<int>(witnesses.size()) + 1, office});
  }
  RETURN_IF_ERROR(transaction.InsertRows(kInsertWitnesses, witnesses));
  if (!movement.count.has_value()) return absl::OkStatus();
  const StockCount& count = *movement.count;
  RETURN_IF_ERROR(
      transaction.Execute(kInsertCount, {regency, movement.id, count.time, count.quantity, count.expected})
          .status());
  std::vector<std::vector<mysql::Param>> counted;
  for (const SerialRange& range : count.serials) {
    counted.push_back({regency, movement.id, range.prefix, range.width, range.first, range.last});
  }
  return transaction.InsertRows(kInsertCounted, counted);
}

}  // namespace

absl::Status Tx::InsertMovement(const std::string& regency, const Movement& movement,
                                const std::string& request_id) {
  const absl::Status status =
      transaction_
          .Execute(kInsertMovement,
                   {regency, movement.id, movement.document_number, Name(movement.kind),
                    movement.occurred_date, movement.location, NameOrNull(movement.source),
                    NameOrNull(movement.cause), TextOrNull(movement.card_application), movement.note,
                    movement.actor, request_id, movement.recorded_time, movement.counterpart,
                    TextOrNull(movement.subject), movement.expected_date})
          .status();
  if (absl::IsAlreadyExists(status)) return DocumentNumberTakenError(movement.document_number);
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(InsertDetail(transaction_, regency, movement));
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
  return transaction_.InsertRows(kInsertMovementSerials, serials);
}

}  // namespace dukcapil::inventory
