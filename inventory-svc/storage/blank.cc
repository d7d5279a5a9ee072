#include <algorithm>
#include <set>

#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// The run with the greatest first number that is not after a number: the only one that can hold it.
constexpr char kSelectRunAt[] =
    "SELECT first_number, last_number, lot, account FROM blank_range"
    " WHERE regency = ? AND prefix = ? AND width = ? AND first_number <= ? ORDER BY first_number DESC LIMIT "
    "1";
// Every run that overlaps [first, last], as runs never overlap each other.
constexpr char kLockRuns[] =
    "SELECT first_number, last_number, lot, account FROM blank_range"
    " WHERE regency = ? AND prefix = ? AND width = ? AND first_number <= ? AND first_number >= COALESCE("
    "(SELECT MAX(b.first_number) FROM blank_range b"
    " WHERE b.regency = ? AND b.prefix = ? AND b.width = ? AND b.first_number <= ?), ?)"
    " ORDER BY first_number FOR UPDATE";
constexpr char kDeleteRun[] =
    "DELETE FROM blank_range WHERE regency = ? AND prefix = ? AND width = ? AND first_number = ?";
constexpr char kInsertRuns[] =
    "INSERT INTO blank_range (regency, prefix, width, first_number, last_number, lot, account) VALUES";
constexpr char kLockSeries[] =
    "INSERT INTO serial_series (regency, prefix, width) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE width = "
    "width";
constexpr char kSelectOldestLot[] = "SELECT MIN(lot) FROM blank_range WHERE regency = ? AND account = ?";
constexpr char kSelectUse[] =
    "SELECT card_application FROM used_blank WHERE regency = ? AND prefix = ? AND width = ? AND number = ?";
constexpr char kInsertUse[] =
    "INSERT INTO used_blank (regency, prefix, width, number, card_application) VALUES (?, ?, ?, ?, ?)";

std::vector<mysql::Param> ParamsOf(const std::string& regency, const BlankRange& range) {
  return {regency,   range.serials.prefix, range.serials.width, range.serials.first, range.serials.last,
          range.lot, range.account};
}

BlankRange FromRow(const SerialRange& series, const mysql::Row& row) {
  return {{series.prefix, series.width, row.Int(0), row.Int(1)}, row.String(2), row.String(3)};
}

}  // namespace

absl::StatusOr<std::optional<FoundBlank>> Snapshot::FindBlank(const std::string& regency,
                                                              const Serial& serial) {
  const SerialRange series = RangeOf(serial);
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectRunAt, {regency, serial.prefix, serial.width, serial.number}));
  if (rows.empty()) return std::nullopt;
  const BlankRange range = FromRow(series, rows[0]);
  if (range.serials.last < serial.number) return std::nullopt;
  FoundBlank found{range.account, range.lot, std::nullopt};
  ASSIGN_OR_RETURN(const mysql::Rows use,
                   reader_.Query(kSelectUse, {regency, serial.prefix, serial.width, serial.number}));
  if (!use.empty()) {
    ASSIGN_OR_RETURN(found.application, FindApplication(regency, use[0].String(0)));
  }
  return found;
}

absl::StatusOr<std::string> Snapshot::OldestLot(const std::string& regency, const std::string& account) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectOldestLot, {regency, account}));
  return rows[0].OptionalString(0).value_or("");
}

absl::Status Tx::AddBlanks(const std::string& regency, const std::vector<SerialRange>& serials,
                           const std::string& lot, const std::string& account) {
  std::set<std::pair<std::string, int>> series;
  for (const SerialRange& range : serials) series.insert({range.prefix, range.width});
  for (const auto& [prefix, width] : series) {
    RETURN_IF_ERROR(transaction_.Execute(kLockSeries, {regency, prefix, width}).status());
  }
  std::vector<std::vector<mysql::Param>> rows;
  for (const SerialRange& range : serials) {
    ASSIGN_OR_RETURN(const mysql::Rows before,
                     transaction_.Query(kSelectRunAt, {regency, range.prefix, range.width, range.last}));
    if (!before.empty()) {
      const BlankRange known = FromRow(range, before[0]);
      if (const auto common = Intersection(known.serials, range)) {
        return BlankKnownError(common->front(), known.account);
      }
    }
    rows.push_back(ParamsOf(regency, {range, lot, account}));
  }
  return transaction_.InsertRows(kInsertRuns, rows);
}

absl::StatusOr<std::string> Tx::MoveBlanks(const std::string& regency,
                                           const std::vector<SerialRange>& serials, const std::string& from,
                                           const std::string& to) {
  std::vector<SerialRange> sorted = serials;
  std::sort(sorted.begin(), sorted.end());
  std::string first_lot;
  for (const SerialRange& wanted : sorted) {
    ASSIGN_OR_RETURN(
        const mysql::Rows rows,
        transaction_.Query(kLockRuns, {regency, wanted.prefix, wanted.width, wanted.last, regency,
                                       wanted.prefix, wanted.width, wanted.first, wanted.first}));
    std::vector<SerialRange> held;
    std::vector<std::vector<mysql::Param>> pieces;
    for (const mysql::Row& row : rows) {
      const BlankRange range = FromRow(wanted, row);
      if (range.account != from || !Intersection(range.serials, wanted).has_value()) continue;
      if (first_lot.empty()) first_lot = range.lot;
      held.push_back(range.serials);
      RETURN_IF_ERROR(
          transaction_.Execute(kDeleteRun, {regency, wanted.prefix, wanted.width, range.serials.first})
              .status());
      for (const BlankRange& piece : MoveSerials(range, wanted, to))
        pieces.push_back(ParamsOf(regency, piece));
    }
    if (const auto missing = FindUncovered(wanted, held)) return BlankNotAtLocationError(*missing);
    RETURN_IF_ERROR(transaction_.InsertRows(kInsertRuns, pieces));
  }
  return first_lot;
}

absl::Status Tx::InsertUsedBlank(const std::string& regency, const Serial& serial,
                                 const std::string& application) {
  return transaction_.Execute(kInsertUse, {regency, serial.prefix, serial.width, serial.number, application})
      .status();
}

}  // namespace dukcapil::inventory
