#include "absl/strings/str_cat.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/figure_columns.h"
#include "population-svc/storage/resident_columns.h"
#include "population-svc/storage/snapshot.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectResidents =
    "SELECT id, birth_date, village, citizenship, first_marriage_date, arrival_date, departure_date, "
    "death_date, first_card_date, digital_identity_date, recording_state, recording_since, covered_date, "
    "obliged_date, end_date, merged_into, merge_date, doubt, doubtful_since FROM resident "
    "WHERE regency = ? AND id > ? ORDER BY id LIMIT ?";

const std::vector<mysql::KeysetColumn>& BucketKey() {
  static const auto* const kKey = new std::vector<mysql::KeysetColumn>{{"level"}, {"bucket"}, {"village"}};
  return *kKey;
}

}  // namespace

absl::StatusOr<std::vector<RecountRow>> Snapshot::ResidentsForRecount(absl::string_view regency,
                                                                      absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectResidents, {regency, after, limit}));
  std::vector<RecountRow> residents(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const mysql::Row& row = rows[i];
    Resident& resident = residents[i].resident;
    resident.id = row.String(0);
    resident.birth_date = row.Date(1);
    resident.village = row.String(2);
    resident.citizenship = static_cast<Citizenship>(row.Int(3));
    resident.first_marriage_date = row.OptionalDate(4);
    resident.arrival_date = row.OptionalDate(5);
    resident.departure_date = row.OptionalDate(6);
    resident.death_date = row.OptionalDate(7);
    resident.first_card_date = row.OptionalDate(8);
    resident.digital_identity_date = row.OptionalDate(9);
    resident.recording.state = static_cast<RecordingState>(row.Int(10));
    resident.recording.since = row.OptionalDate(11);
    resident.recording.covered_date = row.OptionalDate(12);
    residents[i].obliged_date = row.OptionalDate(13);
    residents[i].end_date = row.OptionalDate(14);
    resident.merged = MergedFromRow(row, 15);
    if (const auto doubt = row.OptionalInt(17)) resident.recording.doubt = static_cast<Doubt>(*doubt);
    resident.recording.doubtful_since = row.OptionalDate(18);
  }
  return residents;
}

absl::StatusOr<std::vector<std::pair<Bucket, Figures>>> Snapshot::StoredBuckets(
    absl::string_view regency, const std::optional<Bucket>& after, int limit) {
  std::string sql = absl::StrCat("SELECT level, bucket, village, ", kFigureColumns,
                                 " FROM coverage_delta WHERE regency = ?");
  std::vector<mysql::Param> params = {regency};
  if (after) {
    const mysql::KeysetCondition condition =
        mysql::After(BucketKey(), {std::string(1, after->level), after->first_day, after->village});
    absl::StrAppend(&sql, " AND ", condition.sql);
    params.insert(params.end(), condition.params.begin(), condition.params.end());
  }
  absl::StrAppend(&sql, " ORDER BY ", mysql::OrderBy(BucketKey()), " LIMIT ?");
  params.emplace_back(limit);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<std::pair<Bucket, Figures>> buckets;
  buckets.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    buckets.push_back({{row.String(0)[0], row.Date(1), row.String(2)}, FiguresFromRow(row, 3)});
  }
  return buckets;
}

}  // namespace dukcapil::population::storage
