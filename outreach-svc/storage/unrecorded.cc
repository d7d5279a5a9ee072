#include <map>

#include "absl/strings/str_cat.h"
#include "outreach-svc/storage/tx.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kInsertUnrecorded =
    "INSERT INTO unrecorded (regency, resident, village, school, obliged_date, end_date) VALUES";
constexpr absl::string_view kOverwriteUnrecorded =
    " ON DUPLICATE KEY UPDATE village = VALUES(village), school = VALUES(school), "
    "obliged_date = VALUES(obliged_date), end_date = VALUES(end_date)";
constexpr absl::string_view kDeleteUnrecorded = "DELETE FROM unrecorded WHERE regency = ? AND resident IN (";
constexpr absl::string_view kCountUnrecorded =
    "SELECT village, school, COUNT(*) FROM unrecorded WHERE regency = ? AND obliged_date <= ? "
    "AND (end_date IS NULL OR end_date > ?) GROUP BY village, school";
constexpr absl::string_view kCountPupils =
    "SELECT COUNT(*) FROM unrecorded WHERE regency = ? AND school = ? AND obliged_date <= ? "
    "AND (end_date IS NULL OR end_date > ?)";
constexpr absl::string_view kCountVillagers =
    "SELECT COUNT(*) FROM unrecorded u WHERE regency = ? AND village = ? AND obliged_date <= ? "
    "AND (end_date IS NULL OR end_date > ?) AND NOT EXISTS (SELECT 1 FROM site s WHERE s.regency = u.regency "
    "AND s.id = u.school)";
constexpr absl::string_view kSelectSiteList = "SELECT generation, sync_time FROM site_list WHERE regency = ?";
constexpr absl::string_view kForgetSiteList =
    "INSERT INTO site_list (regency, generation, sync_time) VALUES (?, 1, NULL) "
    "ON DUPLICATE KEY UPDATE generation = generation + 1, sync_time = NULL";
constexpr absl::string_view kKeepSiteList =
    "INSERT INTO site_list (regency, generation, sync_time) VALUES (?, 0, ?) "
    "ON DUPLICATE KEY UPDATE sync_time = IF(generation = ?, VALUES(sync_time), sync_time)";

}  // namespace

absl::StatusOr<std::vector<UnrecordedCount>> Snapshot::CountUnrecorded(absl::string_view regency,
                                                                       absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountUnrecorded, {regency, date, date}));
  std::vector<UnrecordedCount> counts;
  counts.reserve(rows.size());
  for (const mysql::Row& row : rows) counts.push_back({row.String(0), row.String(1), row.Int(2)});
  return counts;
}

absl::StatusOr<std::int64_t> Snapshot::CountWaiting(absl::string_view regency, absl::string_view site,
                                                    absl::CivilDay date) {
  const bool is_school = KindOfSite(site) == SiteKind::kSchool;
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(is_school ? kCountPupils : kCountVillagers, {regency, site, date, date}));
  return rows[0].Int(0);
}

absl::StatusOr<SiteList> Snapshot::FindSiteList(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectSiteList, {regency}));
  if (rows.empty()) return SiteList{};
  return SiteList{rows[0].Int(0), rows[0].OptionalTime(1)};
}

absl::Status Tx::KeepResidents(const std::vector<Resident>& residents) {
  std::vector<std::vector<mysql::Param>> wanted;
  std::map<std::string, std::vector<std::string>> gone;
  for (const Resident& resident : residents) {
    if (!resident.IsWanted()) {
      gone[resident.regency].push_back(resident.id);
      continue;
    }
    wanted.push_back({resident.regency, resident.id, resident.village, resident.school, resident.obliged_date,
                      resident.end_date});
  }
  for (const auto& [regency, ids] : gone) {
    RETURN_IF_ERROR(mysql::ForEachChunk(ids, regency, [&](absl::string_view places, const auto& params) {
      return transaction_.Execute(absl::StrCat(kDeleteUnrecorded, places, ")"), params).status();
    }));
  }
  return transaction_.InsertRows(kInsertUnrecorded, wanted, kOverwriteUnrecorded);
}

absl::Status Tx::ForgetSiteList(absl::string_view regency) {
  return transaction_.Execute(kForgetSiteList, {regency}).status();
}

absl::Status Tx::KeepSiteList(absl::string_view regency, std::int64_t generation, absl::Time now) {
  return transaction_.Execute(kKeepSiteList, {regency, now, generation}).status();
}

}  // namespace dukcapil::outreach::storage
