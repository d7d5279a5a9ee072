#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectSchools =
    "SELECT npsn, display_name, kind, village FROM school WHERE regency = ? AND npsn > ? ORDER BY npsn LIMIT "
    "?";
constexpr absl::string_view kSelectKnown =
    "SELECT npsn, display_name, kind, village FROM school WHERE regency = ? AND npsn IN (";
constexpr absl::string_view kInNpsnOrder = ") ORDER BY npsn";
constexpr absl::string_view kInNpsnOrderLocked = ") ORDER BY npsn FOR UPDATE";
constexpr absl::string_view kSelectPupils =
    "SELECT school_npsn, COUNT(*), SUM(birth_date > ? AND birth_date <= ?), "
    "SUM(obliged_date IS NOT NULL AND obliged_date <= ? AND (end_date IS NULL OR end_date > ?) "
    "AND (covered_date IS NULL OR covered_date > ?)) "
    "FROM resident WHERE regency = ? AND school_npsn >= ? AND school_npsn <= ? "
    "AND (end_date IS NULL OR end_date > ?) GROUP BY school_npsn";
constexpr absl::string_view kSelectWithoutSchool =
    "SELECT COUNT(*), COALESCE(SUM(covered_date IS NULL OR covered_date > ?), 0) FROM resident "
    "WHERE regency = ? AND obliged_date > ? AND obliged_date <= ? AND (school_npsn IS NULL OR NOT EXISTS "
    "(SELECT 1 FROM school s WHERE s.regency = resident.regency AND s.npsn = resident.school_npsn)) "
    "AND (end_date IS NULL OR end_date > ?)";
constexpr absl::string_view kInsertSchools =
    "INSERT INTO school (regency, npsn, display_name, kind, village, create_time, update_time) VALUES";
constexpr absl::string_view kOverwriteSchool =
    " ON DUPLICATE KEY UPDATE display_name = VALUES(display_name), kind = VALUES(kind), "
    "village = VALUES(village), update_time = VALUES(update_time)";

SchoolRow SchoolFromRow(const mysql::Row& row) {
  return {row.String(0), row.String(1), static_cast<int>(row.Int(2)), row.String(3)};
}

using SchoolsByNpsn = absl::flat_hash_map<std::string, SchoolRow>;

absl::StatusOr<SchoolsByNpsn> Schools(mysql::Reader& reader, absl::string_view regency,
                                      std::vector<std::string> npsns, absl::string_view order) {
  std::sort(npsns.begin(), npsns.end());
  SchoolsByNpsn schools;
  RETURN_IF_ERROR(mysql::ForEachChunk(npsns, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(absl::StrCat(kSelectKnown, places, order), params));
    for (const mysql::Row& row : rows) schools.emplace(row.String(0), SchoolFromRow(row));
    return absl::OkStatus();
  }));
  return schools;
}

}  // namespace

absl::StatusOr<std::vector<SchoolRow>> Snapshot::ListSchools(absl::string_view regency,
                                                             absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectSchools, {regency, after, limit}));
  std::vector<SchoolRow> schools;
  schools.reserve(rows.size());
  for (const mysql::Row& row : rows) schools.push_back(SchoolFromRow(row));
  return schools;
}

absl::StatusOr<absl::flat_hash_map<std::string, SchoolPupils>> Snapshot::PupilsOf(absl::string_view regency,
                                                                                  absl::string_view first,
                                                                                  absl::string_view last,
                                                                                  absl::CivilDay today,
                                                                                  absl::CivilDay by) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectPupils, {LatestBirthDateAged(kObligedAge, today),
                                                 LatestBirthDateAged(kObligedAge, by), by, by, by, regency,
                                                 first, last, today}));
  absl::flat_hash_map<std::string, SchoolPupils> pupils;
  for (const mysql::Row& row : rows)
    pupils.emplace(row.String(0), SchoolPupils{row.Int(1), row.Int(2), row.Int(3)});
  return pupils;
}

absl::StatusOr<SchoolPupils> Snapshot::WithoutSchool(absl::string_view regency, absl::CivilDay today,
                                                     absl::CivilDay by) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectWithoutSchool, {by, regency, today, by, today}));
  return SchoolPupils{0, rows[0].Int(0), rows[0].Int(1)};
}

absl::StatusOr<absl::flat_hash_map<std::string, SchoolRow>> Snapshot::FindSchools(
    absl::string_view regency, std::vector<std::string> npsns) {
  return Schools(reader_, regency, std::move(npsns), kInNpsnOrder);
}

absl::StatusOr<absl::flat_hash_map<std::string, SchoolRow>> Tx::LockSchools(absl::string_view regency,
                                                                            std::vector<std::string> npsns) {
  return Schools(reader_, regency, std::move(npsns), kInNpsnOrderLocked);
}

absl::Status Tx::SaveSchools(absl::string_view regency, const std::vector<SchoolRow>& schools,
                             absl::Time now) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(schools.size());
  for (const SchoolRow& school : schools) {
    rows.push_back({regency, school.npsn, school.display_name, school.kind, school.village, now, now});
  }
  return transaction_.InsertRows(kInsertSchools, rows, kOverwriteSchool);
}

}  // namespace dukcapil::population::storage
