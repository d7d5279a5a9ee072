#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectTold[] = "SELECT tell_time FROM expected_recordings_told WHERE regency = ?";
constexpr char kSelectExpected[] = "SELECT day, expected FROM expected_recordings WHERE regency = ?";
constexpr char kDeleteExpected[] = "DELETE FROM expected_recordings WHERE regency = ?";
constexpr char kInsertExpected[] = "INSERT INTO expected_recordings (regency, day, expected) VALUES";
constexpr char kSetTold[] =
    "INSERT INTO expected_recordings_told (regency, tell_time) VALUES (?, ?)"
    " ON DUPLICATE KEY UPDATE tell_time = VALUES(tell_time)";

}  // namespace

absl::StatusOr<std::optional<ExpectedRecordings>> Snapshot::FindExpectedRecordings(
    const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows told, reader_.Query(kSelectTold, {regency}));
  if (told.empty()) return std::nullopt;
  ExpectedRecordings expected;
  expected.tell_time = told[0].Time(0);
  ASSIGN_OR_RETURN(const mysql::Rows days, reader_.Query(kSelectExpected, {regency}));
  for (const mysql::Row& row : days) expected.by_day[row.Date(0)] = row.Double(1);
  return expected;
}

absl::Status Tx::SaveExpectedRecordings(const std::string& regency, const ExpectedRecordings& expected) {
  // The row of the regency first, locked: two of these never mix.
  RETURN_IF_ERROR(transaction_.Execute(kSetTold, {regency, expected.tell_time}).status());
  RETURN_IF_ERROR(transaction_.Execute(kDeleteExpected, {regency}).status());
  std::vector<std::vector<mysql::Param>> rows;
  for (const auto& [day, count] : expected.by_day) rows.push_back({regency, day, count});
  return transaction_.InsertRows(kInsertExpected, rows);
}

}  // namespace dukcapil::inventory
