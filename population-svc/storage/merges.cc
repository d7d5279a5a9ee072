#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/resident_columns.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectMergesInto =
    "SELECT merged_id, kept_first_card_date FROM resident_merge WHERE regency = ? AND kept_id = ?";
constexpr absl::string_view kSelectKept =
    "SELECT merged_id, kept_id FROM resident_merge WHERE regency = ? AND merged_id IN (";
constexpr absl::string_view kSelectDoubles =
    "SELECT merged_id, kept_id FROM resident_merge WHERE regency = ? AND kept_id IN (";
constexpr absl::string_view kInsertMerge =
    "INSERT INTO resident_merge (regency, merged_id, kept_id, kept_first_card_date, create_time) "
    "VALUES (?, ?, ?, ?, ?)";
constexpr absl::string_view kKeepOwnFirstCard =
    "UPDATE resident_merge SET kept_first_card_date = LEAST(COALESCE(kept_first_card_date, ?), ?) "
    "WHERE regency = ? AND merged_id = ?";
constexpr absl::string_view kDeleteMerge = "DELETE FROM resident_merge WHERE regency = ? AND merged_id = ?";
constexpr absl::string_view kSelectBirthDates =
    "SELECT birth_date, COUNT(*) FROM resident WHERE regency = ? AND birth_date >= ? GROUP BY birth_date "
    "ORDER BY birth_date LIMIT ?";
constexpr absl::string_view kFromBornOn = " FROM resident WHERE regency = ? AND birth_date IN (";
constexpr absl::string_view kNotMerged = ") AND merged_into IS NULL ORDER BY birth_date, id";
constexpr absl::string_view kSelectDismissed =
    "SELECT first_id, second_id FROM dismissed_double WHERE regency = ? AND first_id IN (";
constexpr absl::string_view kInsertDismissed =
    "INSERT INTO dismissed_double (regency, first_id, second_id, create_time) VALUES (?, ?, ?, ?) "
    "ON DUPLICATE KEY UPDATE create_time = create_time";

// The rows of `select` for `ids`: the double and the one kept.
absl::StatusOr<absl::flat_hash_map<std::string, std::string>> Merged(mysql::Reader& reader,
                                                                     absl::string_view select,
                                                                     absl::string_view regency,
                                                                     const std::vector<std::string>& ids) {
  absl::flat_hash_map<std::string, std::string> merged;
  RETURN_IF_ERROR(mysql::ForEachChunk(ids, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(absl::StrCat(select, places, ")"), params));
    for (const mysql::Row& row : rows) merged.emplace(row.String(0), row.String(1));
    return absl::OkStatus();
  }));
  return merged;
}

}  // namespace

absl::StatusOr<std::vector<MergeRow>> Snapshot::MergesInto(absl::string_view regency,
                                                           absl::string_view kept_id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectMergesInto, {regency, kept_id}));
  std::vector<MergeRow> merges;
  for (const mysql::Row& row : rows) {
    merges.push_back({row.String(0), std::string(kept_id), row.OptionalDate(1)});
  }
  return merges;
}

absl::StatusOr<absl::flat_hash_map<std::string, std::string>> Snapshot::KeptFor(
    absl::string_view regency, const std::vector<std::string>& ids) {
  return Merged(reader_, kSelectKept, regency, ids);
}

absl::StatusOr<absl::flat_hash_map<std::string, std::string>> Snapshot::DoublesOf(
    absl::string_view regency, const std::vector<std::string>& kept_ids) {
  return Merged(reader_, kSelectDoubles, regency, kept_ids);
}

absl::StatusOr<std::vector<BirthsOfDay>> Snapshot::BirthDates(absl::string_view regency, absl::CivilDay from,
                                                              int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectBirthDates, {regency, from, limit}));
  std::vector<BirthsOfDay> days;
  days.reserve(rows.size());
  for (const mysql::Row& row : rows) days.push_back({row.Date(0), row.Int(1)});
  return days;
}

absl::StatusOr<std::vector<ResidentRow>> Snapshot::ResidentsBornOn(absl::string_view regency,
                                                                   const std::vector<absl::CivilDay>& days) {
  std::vector<std::string> dates;
  dates.reserve(days.size());
  for (const absl::CivilDay day : days) dates.push_back(absl::FormatCivilTime(day));
  std::vector<ResidentRow> residents;
  RETURN_IF_ERROR(mysql::ForEachChunk(dates, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(
        const mysql::Rows rows,
        reader_.Query(absl::StrCat("SELECT ", ResidentColumns(), kFromBornOn, places, kNotMerged), params));
    for (const mysql::Row& row : rows) residents.push_back(ResidentFromRow(row));
    return absl::OkStatus();
  }));
  return residents;
}

absl::StatusOr<absl::flat_hash_set<std::pair<std::string, std::string>>> Snapshot::DismissedDoubles(
    absl::string_view regency, const std::vector<std::string>& firsts) {
  absl::flat_hash_set<std::pair<std::string, std::string>> pairs;
  RETURN_IF_ERROR(mysql::ForEachChunk(firsts, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(absl::StrCat(kSelectDismissed, places, ")"), params));
    for (const mysql::Row& row : rows) pairs.emplace(row.String(0), row.String(1));
    return absl::OkStatus();
  }));
  return pairs;
}

absl::Status Tx::InsertMerge(absl::string_view regency, const MergeRow& merge, absl::Time now) {
  return transaction_
      .Execute(kInsertMerge, {regency, merge.merged_id, merge.kept_id, merge.kept_first_card_date, now})
      .status();
}

absl::Status Tx::KeepOwnFirstCards(absl::string_view regency,
                                   const std::map<std::string, absl::CivilDay>& cards) {
  std::vector<std::string> ids;
  ids.reserve(cards.size());
  for (const auto& [id, day] : cards) ids.push_back(id);
  ASSIGN_OR_RETURN(const auto doubles, DoublesOf(regency, ids));
  for (const auto& [merged, kept] : doubles) {
    const absl::CivilDay day = cards.at(kept);
    RETURN_IF_ERROR(transaction_.Execute(kKeepOwnFirstCard, {day, day, regency, merged}).status());
  }
  return absl::OkStatus();
}

absl::Status Tx::DeleteMerge(absl::string_view regency, absl::string_view merged_id) {
  return transaction_.Execute(kDeleteMerge, {regency, merged_id}).status();
}

absl::Status Tx::InsertDismissedDouble(absl::string_view regency, absl::string_view first_id,
                                       absl::string_view second_id, absl::Time now) {
  return transaction_.Execute(kInsertDismissed, {regency, first_id, second_id, now}).status();
}

}  // namespace dukcapil::population::storage
