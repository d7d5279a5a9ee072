#include "absl/strings/str_cat.h"
#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectAbsences =
    "SELECT owner, first_day, last_day, note FROM absence WHERE regency = ? AND owner >= ? AND owner < ? "
    "ORDER BY owner, n";
constexpr absl::string_view kDeleteAbsences = "DELETE FROM absence WHERE regency = ? AND owner = ?";
constexpr absl::string_view kInsertAbsences =
    "INSERT INTO absence (regency, owner, n, first_day, last_day, note) VALUES";

// The least text after all that begin with `owners`, or after `owners` alone.
std::string EndOf(absl::string_view owners) {
  const bool is_kind = owners.back() == '/';
  return is_kind ? absl::StrCat(owners.substr(0, owners.size() - 1), "0") : absl::StrCat(owners, "!");
}

}  // namespace

absl::StatusOr<absl::btree_map<std::string, std::vector<DayRange>>> Snapshot::ListAbsences(
    absl::string_view regency, absl::string_view owners, absl::string_view lock) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectAbsences, lock), {regency, owners, EndOf(owners)}));
  absl::btree_map<std::string, std::vector<DayRange>> absences;
  for (const mysql::Row& row : rows) {
    absences[row.String(0)].push_back({row.Date(1), row.Date(2), row.String(3)});
  }
  return absences;
}

absl::Status Tx::SaveAbsences(absl::string_view regency, absl::string_view owner,
                              const std::vector<DayRange>& days) {
  RETURN_IF_ERROR(transaction_.Execute(kDeleteAbsences, {regency, owner}).status());
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(days.size());
  for (const DayRange& range : days) {
    rows.push_back({regency, owner, static_cast<int>(rows.size()) + 1, range.first, range.last, range.note});
  }
  return transaction_.InsertRows(kInsertAbsences, rows);
}

}  // namespace dukcapil::outreach::storage
