#include "absl/strings/str_cat.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/resident_columns.h"
#include "population-svc/storage/snapshot.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kRegencyFromAcross = ", regency FROM resident WHERE regency >= ? AND regency < ?";
constexpr absl::string_view kInOrder = " ORDER BY regency, id LIMIT ?";
constexpr int kRegencyColumn = 30;  // after those of ResidentColumns
constexpr absl::string_view kSelectNextRegencyOfResidents =
    "SELECT regency FROM resident WHERE regency > ? ORDER BY regency LIMIT 1";

constexpr absl::string_view kCountByFinding =
    "SELECT nik_findings, COUNT(*) FROM resident WHERE regency = ? AND nik_findings > 0 AND merged_into IS "
    "NULL "
    "GROUP BY nik_findings";
constexpr absl::string_view kCountVeryOld =
    "SELECT COUNT(*) FROM resident WHERE regency = ? AND birth_date <= ? AND end_date IS NULL";

// A statement made of constant conditions, one a filter that is set; what a caller gives is always bound.
struct Selection {
  std::string conditions = "regency = ?";
  std::vector<mysql::Param> params;

  void And(absl::string_view condition, std::initializer_list<mysql::Param> more) {
    absl::StrAppend(&conditions, " AND ", condition);
    params.insert(params.end(), more);
  }
};

Selection Select(const ResidentFilter& filter, absl::string_view after) {
  Selection selection;
  selection.params.emplace_back(filter.regency);
  selection.And("merged_into IS NULL", {});
  if (filter.district) {
    selection.And("village >= ? AND village < ?", {*filter.district, absl::StrCat(*filter.district, "/")});
  }
  if (filter.village) selection.And("village = ?", {*filter.village});
  if (filter.school_npsn) selection.And("school_npsn = ?", {*filter.school_npsn});
  if (filter.state) selection.And("recording_state = ?", {static_cast<int>(*filter.state)});
  if (filter.obliged_on) {
    selection.And("obliged_date <= ? AND (end_date IS NULL OR end_date > ?)",
                  {*filter.obliged_on, *filter.obliged_on});
  }
  if (filter.born_from) selection.And("birth_date >= ?", {*filter.born_from});
  if (filter.born_to) selection.And("birth_date <= ?", {*filter.born_to});
  if (filter.nik_finding) {
    selection.And("nik_findings IN (?, 3)", {static_cast<int>(*filter.nik_finding)});
  }
  if (filter.living_born_by) {
    selection.And("birth_date <= ? AND end_date IS NULL", {*filter.living_born_by});
  }
  if (filter.captured_before) {
    selection.And("recording_state = ? AND recording_since <= ?",
                  {static_cast<int>(RecordingState::kRecorded), *filter.captured_before});
  }
  if (filter.awaiting_first_card) {
    selection.And("recording_state = ? AND first_card_date IS NULL",
                  {static_cast<int>(RecordingState::kPrintReady)});
  }
  if (filter.synthetic) selection.And("synthetic = ?", {*filter.synthetic});
  if (!after.empty()) selection.And("id > ?", {after});
  return selection;
}

}  // namespace

absl::StatusOr<std::vector<ResidentRow>> Snapshot::ListResidents(const ResidentFilter& filter,
                                                                 absl::string_view after, int limit) {
  Selection selection = Select(filter, after);
  selection.params.emplace_back(limit);
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat("SELECT ", ResidentColumns(), " FROM resident WHERE ",
                                              selection.conditions, " ORDER BY id LIMIT ?"),
                                 selection.params));
  std::vector<ResidentRow> residents;
  residents.reserve(rows.size());
  for (const mysql::Row& row : rows) residents.push_back(ResidentFromRow(row));
  return residents;
}

absl::StatusOr<FindingCounts> Snapshot::CountFindings(absl::string_view regency, absl::CivilDay born_by) {
  FindingCounts counts;
  ASSIGN_OR_RETURN(const mysql::Rows by_finding, reader_.Query(kCountByFinding, {regency}));
  for (const mysql::Row& row : by_finding) {
    const auto findings = static_cast<unsigned>(row.Int(0));
    if (findings & kNikDateDiffers) counts.nik_date_differs += row.Int(1);
    if (findings & kNikSexDiffers) counts.nik_sex_differs += row.Int(1);
  }
  ASSIGN_OR_RETURN(const mysql::Rows very_old, reader_.Query(kCountVeryOld, {regency, born_by}));
  counts.very_old = very_old[0].Int(0);
  return counts;
}

absl::StatusOr<std::vector<ResidentOfRegency>> Snapshot::ListResidentsAcross(
    absl::string_view first, absl::string_view end, const std::vector<std::string>& after, int limit) {
  std::vector<mysql::Param> params = {first, end};
  std::string beyond;
  if (!after.empty()) {
    mysql::KeysetCondition condition = mysql::After({{"regency"}, {"id"}}, {after.front(), after.back()});
    beyond = absl::StrCat(" AND ", condition.sql);
    params.insert(params.end(), condition.params.begin(), condition.params.end());
  }
  params.emplace_back(limit);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(absl::StrCat("SELECT ", ResidentColumns(),
                                                                      kRegencyFromAcross, beyond, kInOrder),
                                                         params));
  std::vector<ResidentOfRegency> residents;
  residents.reserve(rows.size());
  for (const mysql::Row& row : rows) residents.push_back({row.String(kRegencyColumn), ResidentFromRow(row)});
  return residents;
}

absl::StatusOr<std::string> Snapshot::NextRegency(absl::string_view after) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectNextRegencyOfResidents, {after}));
  return rows.empty() ? "" : rows[0].String(0);
}

}  // namespace dukcapil::population::storage
