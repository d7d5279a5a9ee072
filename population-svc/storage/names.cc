#include <algorithm>
#include <tuple>

#include "absl/container/btree_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/name_key.h"
#include "population-svc/storage/resident_columns.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectSounds =
    "SELECT DISTINCT sound FROM name_spelling WHERE regency = ? AND spelling IN (";
constexpr absl::string_view kSelectKnownSounds =
    "SELECT sound FROM name_spelling WHERE regency = ? AND sound = spelling AND spelling IN (";
constexpr absl::string_view kInsertSpellings = "INSERT INTO name_spelling (regency, spelling, sound) VALUES";
constexpr absl::string_view kKeepSpelling = " ON DUPLICATE KEY UPDATE sound = VALUES(sound)";
constexpr absl::string_view kInsertNames =
    "INSERT INTO resident_name (regency, name_key, birth_year, resident_id, initials) VALUES";
constexpr absl::string_view kKeepName = " ON DUPLICATE KEY UPDATE initials = VALUES(initials)";
constexpr absl::string_view kDeleteNames = "DELETE FROM resident_name WHERE regency = ? AND name_key IN (";
constexpr absl::string_view kOfResident = ") AND birth_year = ? AND resident_id = ?";

constexpr absl::string_view kSelectIndexed =
    "SELECT name_key, birth_year, resident_id FROM resident_name "
    "WHERE regency = ? AND (name_key, birth_year, resident_id) IN (";
constexpr std::size_t kNamesAtOnce = 256;  // from 1,000 on MariaDB no longer sees a range of keys

constexpr absl::string_view kLockProgress =
    "SELECT regency, resident_id, is_done FROM name_index_progress WHERE id = 1 FOR UPDATE";
constexpr absl::string_view kUpdateProgress =
    "UPDATE name_index_progress SET regency = ?, resident_id = ?, is_done = ? WHERE id = 1";

// Of a key's bearers this many are asked where they live: a frequent name has tens of thousands.
constexpr int kBearers = 2000;
constexpr absl::string_view kFromNames =
    " FROM (SELECT resident_id FROM resident_name WHERE regency = ? AND name_key IN (";
constexpr absl::string_view kBornInYear = " AND birth_year = ?";
constexpr absl::string_view kWithInitial = " AND INSTR(initials, ?) > 0";
constexpr absl::string_view kTheirResidents =
    " LIMIT ?) n STRAIGHT_JOIN resident r ON r.regency = ? AND r.id = n.resident_id WHERE r.merged_into IS "
    "NULL";
constexpr absl::string_view kBornOn = " AND r.birth_date = ?";
constexpr absl::string_view kLivingIn = " AND r.village >= ? AND r.village < ?";
constexpr absl::string_view kLimit = " LIMIT ?";

}  // namespace

absl::StatusOr<std::vector<std::string>> Snapshot::SoundsSpelt(absl::string_view regency,
                                                               const std::vector<std::string>& spellings) {
  std::vector<std::string> sounds;
  RETURN_IF_ERROR(mysql::ForEachChunk(spellings, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(absl::StrCat(kSelectSounds, places, ")"), params));
    for (const mysql::Row& row : rows) sounds.push_back(row.String(0));
    return absl::OkStatus();
  }));
  return sounds;
}

absl::StatusOr<std::vector<ResidentRow>> Snapshot::ResidentsByName(absl::string_view regency,
                                                                   const std::vector<std::string>& keys,
                                                                   const NameFilter& filter, int limit) {
  std::vector<ResidentRow> residents;
  RETURN_IF_ERROR(mysql::ForEachChunk(keys, regency, [&](absl::string_view places, auto params) {
    std::string sql = absl::StrCat("SELECT ", ResidentColumns(), kFromNames, places, ")");
    const auto add = [&](absl::string_view condition, std::initializer_list<mysql::Param> more) {
      absl::StrAppend(&sql, condition);
      params.insert(params.end(), more);
    };
    if (filter.birth_year) add(kBornInYear, {*filter.birth_year});
    if (!filter.initial.empty()) add(kWithInitial, {filter.initial});
    add(kTheirResidents, {filter.birth_date || !filter.region.empty() ? kBearers : limit, regency});
    if (filter.birth_date) add(kBornOn, {*filter.birth_date});
    if (!filter.region.empty()) add(kLivingIn, {filter.region, absl::StrCat(filter.region, "/")});
    add(kLimit, {limit});
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
    for (const mysql::Row& row : rows) residents.push_back(ResidentFromRow(row));
    return absl::OkStatus();
  }));
  return residents;
}

absl::StatusOr<absl::flat_hash_set<std::string>> Snapshot::IdsNotIndexed(
    absl::string_view regency, const std::vector<ResidentRow>& residents) {
  using NameRow = std::tuple<std::string, std::int64_t, std::string>;  // as in the key of the table
  absl::btree_set<NameRow> missing;
  for (const ResidentRow& row : residents) {
    const Resident& resident = row.resident;
    for (std::string& key : NameKeys(NameWords(resident.full_name))) {
      missing.emplace(std::move(key), resident.birth_date.year(), resident.id);
    }
  }
  const std::vector<NameRow> wanted(missing.begin(), missing.end());
  for (std::size_t begin = 0; begin < wanted.size(); begin += kNamesAtOnce) {
    const std::size_t places = mysql::Places(std::min(wanted.size() - begin, kNamesAtOnce));
    std::vector<mysql::Param> params = {regency};
    for (std::size_t i = 0; i < places; ++i) {
      const auto& [key, year, id] = wanted[std::min(begin + i, wanted.size() - 1)];
      params.insert(params.end(), {key, year, id});
    }
    const std::vector<absl::string_view> tuples(places, "(?, ?, ?)");
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(absl::StrCat(kSelectIndexed, absl::StrJoin(tuples, ", "), ")"), params));
    for (const mysql::Row& row : rows) missing.erase({row.String(0), row.Int(1), row.String(2)});
  }
  absl::flat_hash_set<std::string> ids;
  for (const auto& [key, year, id] : missing) ids.insert(id);
  return ids;
}

absl::Status Tx::IndexNames(absl::string_view regency, const std::vector<ResidentRow>& residents) {
  // Sorted, so that two transactions wait for each other in one order and neighbours are written together.
  absl::btree_set<std::string> sounds;
  std::vector<std::vector<mysql::Param>> names;
  std::vector<std::pair<std::string, std::size_t>> keys;
  std::vector<std::string> initials;
  for (std::size_t i = 0; i < residents.size(); ++i) {
    const std::vector<NameWord> words = NameWords(residents[i].resident.full_name);
    for (const NameWord& word : words) sounds.insert(word.sound);
    for (std::string& key : NameKeys(words)) keys.emplace_back(std::move(key), i);
    initials.push_back(Initials(words));
  }
  std::sort(keys.begin(), keys.end());
  names.reserve(keys.size());
  for (auto& [key, i] : keys) {
    const Resident& resident = residents[i].resident;
    names.push_back({regency, std::move(key), resident.birth_date.year(), resident.id, initials[i]});
  }
  RETURN_IF_ERROR(KeepSounds(regency, {sounds.begin(), sounds.end()}));
  return transaction_.InsertRows(kInsertNames, names, kKeepName);
}

absl::Status Tx::KeepSounds(absl::string_view regency, const std::vector<std::string>& sounds) {
  absl::btree_set<std::string> unknown(sounds.begin(), sounds.end());
  RETURN_IF_ERROR(mysql::ForEachChunk(sounds, regency, [&](absl::string_view places, const auto& params) {
    ASSIGN_OR_RETURN(const mysql::Rows rows,
                     reader_.Query(absl::StrCat(kSelectKnownSounds, places, ")"), params));
    for (const mysql::Row& row : rows) unknown.erase(row.String(0));
    return absl::OkStatus();
  }));
  std::vector<std::pair<std::string, std::string>> spellings;
  for (const std::string& sound : unknown) {
    for (std::string& spelling : Spellings(sound)) spellings.emplace_back(std::move(spelling), sound);
  }
  std::sort(spellings.begin(), spellings.end());
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(spellings.size());
  for (auto& [spelling, sound] : spellings) rows.push_back({regency, std::move(spelling), sound});
  return transaction_.InsertRows(kInsertSpellings, rows, kKeepSpelling);
}

absl::Status Tx::ReindexNames(absl::string_view regency, const std::vector<Resident>& before,
                              const std::vector<ResidentRow>& after) {
  for (const Resident& resident : before) {
    const std::vector<std::string> keys = NameKeys(NameWords(resident.full_name));
    RETURN_IF_ERROR(mysql::ForEachChunk(keys, regency, [&](absl::string_view places, auto params) {
      params.insert(params.end(), {resident.birth_date.year(), resident.id});
      return transaction_.Execute(absl::StrCat(kDeleteNames, places, kOfResident), params).status();
    }));
  }
  return IndexNames(regency, after);
}

absl::StatusOr<NameIndexProgress> Tx::LockNameIndexProgress() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kLockProgress));
  return NameIndexProgress{rows[0].String(0), rows[0].String(1), rows[0].Int(2) != 0};
}

absl::Status Tx::SaveNameIndexProgress(const NameIndexProgress& progress) {
  return transaction_.Execute(kUpdateProgress, {progress.regency, progress.resident_id, progress.is_done})
      .status();
}

}  // namespace dukcapil::population::storage
