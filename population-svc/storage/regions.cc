#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population::storage {
namespace {

constexpr absl::string_view kSelectRegion = "SELECT code, level, name FROM region WHERE code = ?";
constexpr absl::string_view kSelectRegions =
    "SELECT code, level, name FROM region WHERE level = ? AND code > ? AND code < ? ORDER BY code LIMIT ?";
constexpr absl::string_view kSelectVillages =
    "SELECT code FROM region WHERE level = 4 AND code > ? AND code < ?";
constexpr absl::string_view kSelectDigest = "SELECT digest FROM region_data WHERE id = 1";
constexpr absl::string_view kInsertRegions = "INSERT INTO region (code, level, name) VALUES";
constexpr absl::string_view kRenameRegion = " ON DUPLICATE KEY UPDATE name = VALUES(name)";
constexpr absl::string_view kSaveDigest =
    "INSERT INTO region_data (id, digest, regions, load_time) VALUES (1, ?, ?, ?) "
    "ON DUPLICATE KEY UPDATE digest = VALUES(digest), regions = VALUES(regions), "
    "load_time = VALUES(load_time)";

// The codes below `parent` lie between `parent.` and `parent/`: '/' follows '.'. Below the country (`-`) are
// all:
// ':' follows '9'.
std::string FirstRegion(absl::string_view parent) {
  return parent == "-" ? "" : absl::StrCat(parent, ".");
}
std::string End(absl::string_view parent) {
  return parent == "-" ? ":" : absl::StrCat(parent, "/");
}

RegionRow RegionFromRow(const mysql::Row& row) {
  return {row.String(0), static_cast<RegionLevel>(row.Int(1)), row.String(2)};
}

}  // namespace

absl::StatusOr<std::optional<RegionRow>> Snapshot::FindRegion(absl::string_view code) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectRegion, {code}));
  if (rows.empty()) return std::nullopt;
  return RegionFromRow(rows[0]);
}

absl::StatusOr<std::vector<RegionRow>> Snapshot::ListRegions(absl::string_view parent, RegionLevel level,
                                                             absl::string_view after, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectRegions, {static_cast<int>(level),
                                                  after.empty() ? FirstRegion(parent) : std::string(after),
                                                  End(parent), limit}));
  std::vector<RegionRow> regions;
  regions.reserve(rows.size());
  for (const mysql::Row& row : rows) regions.push_back(RegionFromRow(row));
  return regions;
}

absl::StatusOr<absl::flat_hash_set<std::string>> Snapshot::VillagesOf(absl::string_view regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectVillages, {FirstRegion(regency), End(regency)}));
  absl::flat_hash_set<std::string> villages;
  for (const mysql::Row& row : rows) villages.insert(row.String(0));
  return villages;
}

absl::StatusOr<std::optional<std::string>> Snapshot::RegionDataDigest() {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectDigest));
  if (rows.empty()) return std::nullopt;
  return rows[0].String(0);
}

absl::Status Tx::SaveRegions(const std::vector<RegionRow>& regions) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(regions.size());
  for (const RegionRow& region : regions) {
    rows.push_back({region.code, static_cast<int>(region.level), region.name});
  }
  return transaction_.InsertRows(kInsertRegions, rows, kRenameRegion);
}

absl::Status Tx::SaveRegionDataDigest(absl::string_view digest, int regions, absl::Time now) {
  return transaction_.Execute(kSaveDigest, {digest, regions, now}).status();
}

}  // namespace dukcapil::population::storage
