#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
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
// Every run that overlaps [first, last], as runs never overlap each other, and perhaps the one before.
constexpr char kSelectBlankRuns[] =
    "SELECT first_number, last_number, lot, account FROM blank_range"
    " WHERE regency = ? AND prefix = ? AND width = ? AND first_number <= ? AND first_number >= COALESCE("
    "(SELECT MAX(b.first_number) FROM blank_range b"
    " WHERE b.regency = ? AND b.prefix = ? AND b.width = ? AND b.first_number <= ?), ?)"
    " ORDER BY first_number";
constexpr char kBlankForUpdate[] = " FOR UPDATE";
constexpr char kSelectIn[] =
    "SELECT prefix, width, first_number, last_number FROM blank_range WHERE regency = ? AND account = ?";
constexpr char kForget[] = "DELETE FROM blank_range WHERE regency = ? AND lot = ? AND account = ?";
constexpr char kDeleteRun[] =
    "DELETE FROM blank_range WHERE regency = ? AND prefix = ? AND width = ? AND first_number = ?";
constexpr char kInsertRuns[] =
    "INSERT INTO blank_range (regency, prefix, width, first_number, last_number, lot, account) VALUES";
constexpr char kLockBlankSeries[] =
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

std::vector<mysql::Param> OverlapParams(const std::string& regency, const SerialRange& range) {
  return {regency,      range.prefix, range.width, range.last, regency,
          range.prefix, range.width,  range.first, range.first};
}

BlankRange BlankFromRow(const SerialRange& series, const mysql::Row& row) {
  return {{series.prefix, series.width, row.Int(0), row.Int(1)}, row.String(2), row.String(3)};
}

}  // namespace

absl::StatusOr<std::optional<FoundBlank>> Snapshot::FindBlank(const std::string& regency,
                                                              const Serial& serial) {
  const SerialRange series = RangeOf(serial);
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectRunAt, {regency, serial.prefix, serial.width, serial.number}));
  if (rows.empty()) return std::nullopt;
  const BlankRange range = BlankFromRow(series, rows[0]);
  if (range.serials.last < serial.number) return std::nullopt;
  FoundBlank found{range.account, range.lot, std::nullopt};
  ASSIGN_OR_RETURN(const mysql::Rows use,
                   reader_.Query(kSelectUse, {regency, serial.prefix, serial.width, serial.number}));
  if (!use.empty()) {
    ASSIGN_OR_RETURN(found.application, FindApplication(regency, use[0].String(0)));
  }
  return found;
}

absl::StatusOr<std::vector<SerialRange>> Snapshot::BlanksIn(const std::string& regency,
                                                            const std::string& account) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectIn, {regency, account}));
  std::vector<SerialRange> ranges;
  for (const mysql::Row& row : rows) {
    ranges.push_back({row.String(0), static_cast<int>(row.Int(1)), row.Int(2), row.Int(3)});
  }
  return Merge(std::move(ranges));
}

absl::StatusOr<std::string> Snapshot::OldestLot(const std::string& regency, const std::string& account) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectOldestLot, {regency, account}));
  return rows[0].OptionalString(0).value_or("");
}

absl::Status Tx::AddBlanks(const std::string& regency, const std::vector<SerialRange>& serials,
                           const std::string& lot, const std::string& from, const std::string& to) {
  std::set<std::pair<std::string, int>> series;
  for (const SerialRange& range : serials) series.insert({range.prefix, range.width});
  for (const auto& [prefix, width] : series) {
    RETURN_IF_ERROR(transaction_.Execute(kLockBlankSeries, {regency, prefix, width}).status());
  }
  std::vector<SerialRange> back;
  std::vector<std::vector<mysql::Param>> rows;
  for (const SerialRange& range : serials) {
    ASSIGN_OR_RETURN(const mysql::Rows runs,
                     transaction_.Query(kSelectBlankRuns, OverlapParams(regency, range)));
    std::vector<SerialRange> known;
    for (const mysql::Row& row : runs) {
      const BlankRange run = BlankFromRow(range, row);
      const auto common = Intersection(run.serials, range);
      if (!common.has_value()) continue;
      if (run.account != from) return BlankKnownError(common->front(), run.account);
      known.push_back(*common);
    }
    for (const SerialRange& fresh : Subtract({range}, known))
      rows.push_back(ParamsOf(regency, {fresh, lot, to}));
    back.insert(back.end(), known.begin(), known.end());
  }
  RETURN_IF_ERROR(transaction_.InsertRows(kInsertRuns, rows));
  return MoveBlanks(regency, back, from, to).status();
}

absl::Status Tx::ForgetBlanks(const std::string& regency, const std::string& lot,
                              const std::string& account) {
  return transaction_.Execute(kForget, {regency, lot, account}).status();
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
        transaction_.Query(absl::StrCat(kSelectBlankRuns, kBlankForUpdate), OverlapParams(regency, wanted)));
    std::vector<SerialRange> held;
    std::vector<std::vector<mysql::Param>> pieces;
    for (const mysql::Row& row : rows) {
      const BlankRange range = BlankFromRow(wanted, row);
      if (range.account != from || !Intersection(range.serials, wanted).has_value()) continue;
      if (first_lot.empty()) first_lot = range.lot;
      held.push_back(range.serials);
      RETURN_IF_ERROR(
          transaction_.Execute(kDeleteRun, {regency, wanted.prefix, wanted.width, range.serials.first})
              .status());
      for (const BlankRange& piece : MoveSerials(range, wanted, to))
        pieces.push_back(ParamsOf(regency, piece));
    }
    if (const auto missing = FindUncovered(wanted, held)) {
      return LocationOf(from).has_value() ? BlankNotAtLocationError(*missing)
                                          : BlankNotInAccountError(*missing, from);
    }
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
