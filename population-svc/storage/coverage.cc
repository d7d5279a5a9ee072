#include "absl/strings/str_cat.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/figure_columns.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

// After the sums of the figures.
constexpr absl::string_view kFromDeltas =
    " FROM coverage_delta WHERE regency = ? AND "
    "((level = 'Y' AND bucket < ?) OR (level = 'M' AND bucket >= ? AND bucket < ?) OR "
    "(level = 'D' AND bucket >= ? AND bucket <= ?)) AND village >= ? AND village < ? GROUP BY village";
constexpr absl::string_view kSelectNewlyObliged =
    "SELECT village, COUNT(*) FROM resident WHERE regency = ? AND obliged_date > ? AND obliged_date <= ? "
    "AND (end_date IS NULL OR end_date > ?) AND village >= ? AND village < ? GROUP BY village";
// From the schools, by the index that holds all of a pupil: the optimizer would read every resident of the
// villages.
constexpr absl::string_view kSelectUnrecordedPupils =
    "SELECT r.village, COUNT(*) FROM school s STRAIGHT_JOIN resident r FORCE INDEX (by_school) "
    "ON r.regency = s.regency AND r.school_npsn = s.npsn WHERE s.regency = ? "
    "AND r.obliged_date <= ? AND (r.end_date IS NULL OR r.end_date > ?) "
    "AND (r.covered_date IS NULL OR r.covered_date > ?) AND r.village >= ? AND r.village < ? "
    "GROUP BY r.village";
constexpr absl::string_view kSelectNextRegency =
    "SELECT regency FROM coverage_delta WHERE regency > ? AND regency < ? ORDER BY regency LIMIT 1";
// All village codes within `region`, itself included where it is one: ['region', 'region/').
std::string EndOf(absl::string_view region) {
  return absl::StrCat(region, "/");
}

absl::btree_map<std::string, std::int64_t> Counts(const mysql::Rows& rows) {
  absl::btree_map<std::string, std::int64_t> counts;
  for (const mysql::Row& row : rows) counts.emplace(row.String(0), row.Int(1));
  return counts;
}

}  // namespace

absl::StatusOr<absl::btree_map<std::string, Figures>> Snapshot::CoverageByVillage(absl::string_view region,
                                                                                  absl::CivilDay date) {
  const BucketRanges ranges = RangesFor(date);
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(absl::StrCat("SELECT village, ", kFigureSums, kFromDeltas),
                    {RegencyOf(region), ranges.before_year, ranges.from_month, ranges.before_month,
                     ranges.from_day, ranges.to_day, region, EndOf(region)}));
  absl::btree_map<std::string, Figures> villages;
  for (const mysql::Row& row : rows) villages.emplace(row.String(0), FiguresFromRow(row, 1));
  return villages;
}

absl::StatusOr<Figures> Snapshot::CoverageOf(absl::string_view region, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const auto villages, CoverageByVillage(region, date));
  Figures sum{};
  for (const auto& [village, figures] : villages) sum += figures;
  return sum;
}

absl::StatusOr<absl::btree_map<std::string, std::int64_t>> Snapshot::NewlyObligedByVillage(
    absl::string_view region, absl::CivilDay since, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectNewlyObliged, {RegencyOf(region), since, date,
                                                                               date, region, EndOf(region)}));
  return Counts(rows);
}

absl::StatusOr<absl::btree_map<std::string, std::int64_t>> Snapshot::UnrecordedPupilsByVillage(
    absl::string_view region, absl::CivilDay date) {
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(kSelectUnrecordedPupils, {RegencyOf(region), date, date, date, region, EndOf(region)}));
  return Counts(rows);
}

absl::StatusOr<std::vector<std::string>> Snapshot::RegenciesWithCoverage(absl::string_view region) {
  const bool is_country = region == "-";
  const std::string end = is_country ? ":" : EndOf(region);  // `:` comes after the digits
  std::vector<std::string> regencies;
  for (std::string last = is_country ? "" : std::string(region);;) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectNextRegency, {last, end}));
    if (rows.empty()) return regencies;
    last = rows[0].String(0);
    regencies.push_back(last);
  }
}

absl::Status Tx::ApplyCoverage(absl::string_view regency, const CoverageRows& changes) {
  RETURN_IF_ERROR(KeepRevisions(regency, changes.revisions));
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(changes.buckets.size());
  for (const auto& [bucket, figures] : changes.buckets) {
    rows.push_back(
        WithFigures({regency, std::string(1, bucket.level), bucket.first_day, bucket.village}, figures));
  }
  return transaction_.InsertRows(absl::StrCat("INSERT INTO coverage_delta (regency, level, bucket, village, ",
                                              kFigureColumns, ") VALUES"),
                                 rows, kAddFigures);
}

}  // namespace dukcapil::population::storage
