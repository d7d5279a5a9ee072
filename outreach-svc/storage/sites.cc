#include "absl/strings/str_cat.h"
#include "outreach-svc/storage/columns.h"
#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectSites =
    "SELECT id, kind, display_name, village, sync_time, mornings, afternoons, latitude, longitude, "
    "travel_minutes, "
    "version FROM site LEFT JOIN site_setting ON site_setting.regency = site.regency AND site_setting.site = "
    "id "
    "WHERE site.regency = ?";
constexpr absl::string_view kSitePage = " AND id > ? ORDER BY id LIMIT ?";
constexpr absl::string_view kSitePageOfKind = " AND id > ? AND kind = ? ORDER BY id LIMIT ?";
constexpr absl::string_view kSiteById = " AND id = ?";
constexpr absl::string_view kSelectSettings =
    "SELECT site, 0, 0, 0, 0, mornings, afternoons, latitude, longitude, travel_minutes, version FROM "
    "site_setting "
    "WHERE regency = ?";
constexpr absl::string_view kSaveSetting =
    "INSERT INTO site_setting (regency, site, mornings, afternoons, latitude, longitude, travel_minutes, "
    "version) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON DUPLICATE KEY UPDATE mornings = VALUES(mornings), "
    "afternoons = VALUES(afternoons), latitude = VALUES(latitude), longitude = VALUES(longitude), "
    "travel_minutes = VALUES(travel_minutes), version = version + 1";
constexpr absl::string_view kInsertSites =
    "INSERT INTO site (regency, id, kind, display_name, village, sync_time) VALUES";
constexpr absl::string_view kOverwrite =
    " ON DUPLICATE KEY UPDATE kind = VALUES(kind), display_name = VALUES(display_name), "
    "village = VALUES(village), sync_time = VALUES(sync_time)";

std::string OwnerOfClosures(absl::string_view site) {
  return absl::StrCat("site/", site);
}

// Without its closures, from the columns that both queries have in the same places.
SiteAccess AccessFromRow(const mysql::Row& row) {
  SiteAccess access;
  if (row.IsNull(5)) return access;
  access.mornings = FromBits(row.Int(5));
  access.afternoons = FromBits(row.Int(6));
  access.location = ReadCoordinates(row, 7);
  if (const auto minutes = row.OptionalInt(9)) access.travel_minutes = static_cast<int>(*minutes);
  return access;
}

SiteRow SiteFromRow(const mysql::Row& row) {
  SiteRow site;
  site.site = {row.String(0),     static_cast<SiteKind>(row.Int(1)), row.String(2), row.String(3), 0,
               AccessFromRow(row)};
  site.sync_time = row.Time(4);
  site.version = row.OptionalInt(10).value_or(0);
  return site;
}

}  // namespace

absl::StatusOr<std::vector<SiteRow>> Snapshot::ListSites(absl::string_view regency,
                                                         std::optional<SiteKind> kind,
                                                         absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   kind.has_value()
                       ? reader_.Query(absl::StrCat(kSelectSites, kSitePageOfKind),
                                       {regency, after, static_cast<int>(*kind), limit})
                       : reader_.Query(absl::StrCat(kSelectSites, kSitePage), {regency, after, limit}));
  ASSIGN_OR_RETURN(auto closures, ListAbsences(regency, "site/"));
  std::vector<SiteRow> sites;
  sites.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    sites.push_back(SiteFromRow(row));
    const auto closed = closures.find(OwnerOfClosures(sites.back().site.id));
    if (closed != closures.end()) sites.back().site.access.closures = closed->second;
  }
  return sites;
}

absl::StatusOr<std::optional<SiteRow>> Tx::LockSite(absl::string_view regency, absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectSites, kSiteById, kLockRows), {regency, id}));
  if (rows.empty()) return std::nullopt;
  SiteRow site = SiteFromRow(rows[0]);
  ASSIGN_OR_RETURN(auto closures, ListAbsences(regency, OwnerOfClosures(id), kLockRows));
  site.site.access.closures = closures[OwnerOfClosures(id)];
  return site;
}

absl::StatusOr<absl::btree_map<std::string, SiteAccess>> Snapshot::ListSiteAccess(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectSettings, {regency}));
  ASSIGN_OR_RETURN(auto closures, ListAbsences(regency, "site/"));
  absl::btree_map<std::string, SiteAccess> accesses;
  for (const mysql::Row& row : rows) {
    SiteAccess& access = accesses[row.String(0)] = AccessFromRow(row);
    access.closures = closures[OwnerOfClosures(row.String(0))];
  }
  return accesses;
}

absl::Status Tx::SaveSiteAccess(absl::string_view regency, const SiteRow& row) {
  const SiteAccess& access = row.site.access;
  const auto& at = access.location;
  RETURN_IF_ERROR(
      transaction_
          .Execute(kSaveSetting, {regency, row.site.id, ToBits(access.mornings), ToBits(access.afternoons),
                                  at.has_value() ? mysql::Param(at->latitude) : mysql::Param(std::nullopt),
                                  at.has_value() ? mysql::Param(at->longitude) : mysql::Param(std::nullopt),
                                  access.travel_minutes})
          .status());
  return SaveAbsences(regency, OwnerOfClosures(row.site.id), access.closures);
}

absl::Status Tx::SaveSites(absl::string_view regency, const std::vector<Site>& sites, absl::Time now) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(sites.size());
  for (const Site& site : sites) {
    rows.push_back({regency, site.id, static_cast<int>(site.kind), site.display_name, site.village, now});
  }
  return transaction_.InsertRows(kInsertSites, rows, kOverwrite);
}

}  // namespace dukcapil::outreach::storage
