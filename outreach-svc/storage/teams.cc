#include "outreach-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach::storage {
namespace {

constexpr absl::string_view kSelectTeams =
    "SELECT id, display_name, member_count, kits, recordings_per_kit_hour, base, work_week, create_time "
    "FROM team WHERE regency = ? AND id > ? ORDER BY id LIMIT ?";
constexpr absl::string_view kSelectTeam =
    "SELECT id, display_name, member_count, kits, recordings_per_kit_hour, base, work_week, create_time "
    "FROM team WHERE regency = ? AND id = ?";
constexpr absl::string_view kInsertTeam =
    "INSERT INTO team (regency, id, display_name, member_count, kits, recordings_per_kit_hour, base, "
    "work_week, "
    "create_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

int ToBits(const WorkWeek& week) {
  int bits = 0;
  for (std::size_t day = 0; day < week.days.size(); ++day) bits |= week.days[day] ? 1 << day : 0;
  return bits;
}

WorkWeek FromBits(std::int64_t bits) {
  WorkWeek week;
  for (std::size_t day = 0; day < week.days.size(); ++day) week.days[day] = (bits >> day & 1) != 0;
  return week;
}

TeamRow TeamFromRow(const mysql::Row& row) {
  const Team team = {row.String(0),
                     row.String(1),
                     static_cast<int>(row.Int(2)),
                     static_cast<int>(row.Int(3)),
                     static_cast<int>(row.Int(4)),
                     row.String(5),
                     FromBits(row.Int(6))};
  return {team, row.Time(7)};
}

}  // namespace

absl::StatusOr<std::vector<TeamRow>> Snapshot::ListTeams(absl::string_view regency, absl::string_view after,
                                                         int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectTeams, {regency, after, limit}));
  std::vector<TeamRow> teams;
  teams.reserve(rows.size());
  for (const mysql::Row& row : rows) teams.push_back(TeamFromRow(row));
  return teams;
}

absl::StatusOr<std::optional<TeamRow>> Snapshot::FindTeam(absl::string_view regency, absl::string_view id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectTeam, {regency, id}));
  if (rows.empty()) return std::nullopt;
  return TeamFromRow(rows[0]);
}

absl::Status Tx::InsertTeam(absl::string_view regency, const TeamRow& row) {
  const Team& team = row.team;
  return transaction_
      .Execute(kInsertTeam,
               {regency, team.id, team.display_name, team.member_count, team.kits,
                team.recordings_per_kit_hour, team.base, ToBits(team.work_week), row.create_time})
      .status();
}

}  // namespace dukcapil::outreach::storage
