#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectSites =
    "SELECT id, kind, display_name, village, sync_time FROM site "
    "WHERE regency = ? AND id > ? ORDER BY id LIMIT ?";
constexpr absl::string_view kSelectSitesOfKind =
    "SELECT id, kind, display_name, village, sync_time FROM site "
    "WHERE regency = ? AND id > ? AND kind = ? ORDER BY id LIMIT ?";
constexpr absl::string_view kInsertSites =
    "INSERT INTO site (regency, id, kind, display_name, village, sync_time) VALUES";
constexpr absl::string_view kOverwrite =
    " ON DUPLICATE KEY UPDATE kind = VALUES(kind), display_name = VALUES(display_name), "
    "village = VALUES(village), sync_time = VALUES(sync_time)";

}  // namespace

absl::StatusOr<std::vector<SiteRow>> Snapshot::ListSites(absl::string_view regency,
                                                         std::optional<SiteKind> kind,
                                                         absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   kind.has_value()
                       ? reader_.Query(kSelectSitesOfKind, {regency, after, static_cast<int>(*kind), limit})
                       : reader_.Query(kSelectSites, {regency, after, limit}));
  std::vector<SiteRow> sites;
  sites.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    sites.push_back(
        {{row.String(0), static_cast<SiteKind>(row.Int(1)), row.String(2), row.String(3), 0}, row.Time(4)});
  }
  return sites;
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
