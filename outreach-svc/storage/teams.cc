#include "absl/strings/str_cat.h"
#include "outreach-svc/storage/columns.h"
#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectTeams =
    "SELECT id, display_name, member_count, kits, recordings_per_kit_hour, base, work_week, mornings_only, "
    "base_latitude, base_longitude, create_time, version FROM team WHERE regency = ?";
constexpr absl::string_view kTeamPage = " AND id > ? ORDER BY id LIMIT ?";
constexpr absl::string_view kTeamById = " AND id = ?";
constexpr absl::string_view kInsertTeam =
    "INSERT INTO team (display_name, member_count, kits, recordings_per_kit_hour, base, work_week, "
    "mornings_only, "
    "base_latitude, base_longitude, create_time, regency, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr absl::string_view kUpdateTeam =
    "UPDATE team SET display_name = ?, member_count = ?, kits = ?, recordings_per_kit_hour = ?, base = ?, "
    "work_week = ?, mornings_only = ?, base_latitude = ?, base_longitude = ?, version = version + 1 "
    "WHERE regency = ? AND id = ?";

std::string OwnerOfLeaves(absl::string_view team) {
  return absl::StrCat("team/", team);
}

TeamRow TeamFromRow(const mysql::Row& row) {
  TeamRow read;
  read.team = {row.String(0),
               row.String(1),
               static_cast<int>(row.Int(2)),
               static_cast<int>(row.Int(3)),
               static_cast<int>(row.Int(4)),
               row.String(5),
               FromBits(row.Int(6)),
               FromBits(row.Int(7)),
               {},
               ReadCoordinates(row, 8)};
  read.create_time = row.Time(10);
  read.version = row.Int(11);
  return read;
}

// The columns that can change, in the order of both statements.
std::vector<mysql::Param> Columns(const Team& team) {
  const auto& base = team.base_location;
  return {team.display_name,
          team.member_count,
          team.kits,
          team.recordings_per_kit_hour,
          team.base,
          ToBits(team.work_week),
          ToBits(team.mornings_only),
          base.has_value() ? mysql::Param(base->latitude) : mysql::Param(std::nullopt),
          base.has_value() ? mysql::Param(base->longitude) : mysql::Param(std::nullopt)};
}

}  // namespace

absl::StatusOr<std::vector<TeamRow>> Snapshot::ListTeams(absl::string_view regency, absl::string_view after,
                                                         int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectTeams, kTeamPage), {regency, after, limit}));
  ASSIGN_OR_RETURN(auto leaves, ListAbsences(regency, "team/"));
  std::vector<TeamRow> teams;
  teams.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    teams.push_back(TeamFromRow(row));
    teams.back().team.leaves = leaves[OwnerOfLeaves(teams.back().team.id)];
  }
  return teams;
}

absl::StatusOr<std::optional<TeamRow>> Snapshot::ReadTeam(absl::string_view regency, absl::string_view id,
                                                          absl::string_view lock) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectTeams, kTeamById, lock), {regency, id}));
  if (rows.empty()) return std::nullopt;
  TeamRow team = TeamFromRow(rows[0]);
  ASSIGN_OR_RETURN(auto leaves, ListAbsences(regency, OwnerOfLeaves(id), lock));
  team.team.leaves = leaves[OwnerOfLeaves(id)];
  return team;
}

absl::StatusOr<std::optional<TeamRow>> Snapshot::FindTeam(absl::string_view regency, absl::string_view id) {
  return ReadTeam(regency, id, "");
}

absl::StatusOr<std::optional<TeamRow>> Tx::LockTeam(absl::string_view regency, absl::string_view id) {
  return ReadTeam(regency, id, kLockRows);
}

absl::Status Tx::InsertTeam(absl::string_view regency, const TeamRow& row) {
  std::vector<mysql::Param> values = Columns(row.team);
  values.insert(values.end(), {row.create_time, regency, row.team.id});
  RETURN_IF_ERROR(transaction_.Execute(kInsertTeam, values).status());
  return SaveAbsences(regency, OwnerOfLeaves(row.team.id), row.team.leaves);
}

absl::Status Tx::UpdateTeam(absl::string_view regency, const TeamRow& row) {
  std::vector<mysql::Param> values = Columns(row.team);
  values.insert(values.end(), {regency, row.team.id});
  RETURN_IF_ERROR(transaction_.Execute(kUpdateTeam, values).status());
  return SaveAbsences(regency, OwnerOfLeaves(row.team.id), row.team.leaves);
}

}  // namespace dukcapil::outreach::storage
