#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/resident_columns.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kFromResidentById = " FROM resident WHERE regency = ? AND id = ?";
constexpr absl::string_view kSelectIdsByNik =
    "SELECT nik_index, id FROM resident WHERE regency = ? AND nik_index IN (";
constexpr absl::string_view kFromResidentByIds = " FROM resident WHERE regency = ? AND id IN (";
constexpr absl::string_view kInIdOrder = ") ORDER BY id";
constexpr absl::string_view kInIdOrderLocked = ") ORDER BY id FOR UPDATE";
constexpr absl::string_view kOverwrite =
    " ON DUPLICATE KEY UPDATE full_name = VALUES(full_name), birth_date = VALUES(birth_date), "
    "sex = VALUES(sex), village = VALUES(village), school_npsn = VALUES(school_npsn), "
    "citizenship = VALUES(citizenship), first_marriage_date = VALUES(first_marriage_date), "
    "arrival_date = VALUES(arrival_date), departure_date = VALUES(departure_date), "
    "death_date = VALUES(death_date), first_card_date = VALUES(first_card_date), "
    "digital_identity_date = VALUES(digital_identity_date), recording_state = VALUES(recording_state), "
    "recording_since = VALUES(recording_since), covered_date = VALUES(covered_date), "
    "nik_findings = VALUES(nik_findings), synthetic = VALUES(synthetic), version = version + 1, "
    "update_time = VALUES(update_time), obliged_date = VALUES(obliged_date), end_date = VALUES(end_date), "
    "merged_into = VALUES(merged_into), merge_date = VALUES(merge_date), doubt = VALUES(doubt), "
    "doubtful_since = VALUES(doubtful_since)";

using IdsByIndex = absl::flat_hash_map<std::string, std::string>;

absl::StatusOr<IdsByIndex> IdsOf(mysql::Reader& reader, absl::string_view regency,
                                 const std::vector<std::string>& indexes, absl::string_view tail) {
  IdsByIndex ids;
  RETURN_IF_ERROR(mysql::ForEachChunk(indexes, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader.Query(absl::StrCat(kSelectIdsByNik, places, ")", tail), params));
    for (const mysql::Row& row : rows) ids.emplace(row.String(0), row.String(1));
    return absl::OkStatus();
  }));
  return ids;
}

using ResidentsById = absl::flat_hash_map<std::string, ResidentRow>;

absl::StatusOr<ResidentsById> Residents(mysql::Reader& reader, absl::string_view regency,
                                        std::vector<std::string> ids, absl::string_view order) {
  std::sort(ids.begin(), ids.end());
  ResidentsById residents;
  RETURN_IF_ERROR(mysql::ForEachChunk(ids, regency, [&](absl::string_view places, const auto& params) {
    const std::string sql = absl::StrCat("SELECT ", ResidentColumns(), kFromResidentByIds, places, order);
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(sql, params));
    for (const mysql::Row& row : rows) residents.emplace(row.String(0), ResidentFromRow(row));
    return absl::OkStatus();
  }));
  return residents;
}

std::string InsertHead() {
  return absl::StrCat("INSERT INTO resident (regency, ", ResidentColumns(), ") VALUES");
}

std::vector<std::vector<mysql::Param>> AllParams(absl::string_view regency,
                                                 const std::vector<ResidentRow>& residents) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(residents.size());
  for (const ResidentRow& resident : residents) rows.push_back(ResidentParams(regency, resident));
  return rows;
}

}  // namespace

absl::StatusOr<std::optional<ResidentRow>> Snapshot::FindResident(absl::string_view regency,
                                                                  absl::string_view id) {
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(absl::StrCat("SELECT ", ResidentColumns(), kFromResidentById), {regency, id}));
  if (rows.empty()) return std::nullopt;
  return ResidentFromRow(rows[0]);
}

absl::StatusOr<IdsByIndex> Snapshot::IdsByNikIndex(absl::string_view regency,
                                                   const std::vector<std::string>& indexes) {
  return IdsOf(reader_, regency, indexes, "");
}

absl::StatusOr<IdsByIndex> Tx::AwaitIdsByNikIndex(absl::string_view regency,
                                                  const std::vector<std::string>& indexes) {
  return IdsOf(transaction_, regency, indexes, " LOCK IN SHARE MODE");
}

absl::StatusOr<absl::flat_hash_map<std::string, std::string>> Snapshot::IdsByNik(
    absl::string_view regency, const std::vector<std::vector<std::string>>& indexes_of_each) {
  std::vector<std::string> all;
  for (const auto& indexes : indexes_of_each) all.insert(all.end(), indexes.begin(), indexes.end());
  ASSIGN_OR_RETURN(const auto known, IdsByNikIndex(regency, all));
  absl::flat_hash_map<std::string, std::string> ids;
  for (const auto& indexes : indexes_of_each) {
    for (const std::string& index : indexes) {
      if (const auto id = known.find(index); id != known.end()) ids.emplace(indexes.front(), id->second);
    }
  }
  return ids;
}

absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>> Snapshot::FindResidents(
    absl::string_view regency, std::vector<std::string> ids) {
  return Residents(reader_, regency, std::move(ids), kInIdOrder);
}

absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>> Tx::LockResidents(
    absl::string_view regency, std::vector<std::string> ids) {
  return Residents(reader_, regency, std::move(ids), kInIdOrderLocked);
}

absl::Status Tx::InsertResidents(absl::string_view regency, const std::vector<ResidentRow>& residents) {
  RETURN_IF_ERROR(transaction_.InsertRows(InsertHead(), AllParams(regency, residents)));
  return IndexNames(regency, residents);
}

absl::Status Tx::SaveResidents(absl::string_view regency, const std::vector<ResidentRow>& residents) {
  return transaction_.InsertRows(InsertHead(), AllParams(regency, residents), kOverwrite);
}

}  // namespace dukcapil::population::storage
