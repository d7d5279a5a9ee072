#include "outreach-svc/rpc/read_teams.h"

#include <utility>

#include "outreach-svc/domain/visit_value.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr int kAllTeams = 10'000;  // more than any regency has

}  // namespace

absl::StatusOr<std::vector<Team>> ReadTeams(storage::Snapshot& snapshot, const std::string& regency,
                                            const std::vector<Site>& sites) {
  ASSIGN_OR_RETURN(auto rows, snapshot.ListTeams(regency, "", kAllTeams));
  std::vector<Team> teams;
  teams.reserve(rows.size());
  for (storage::TeamRow& row : rows) teams.push_back(std::move(row.team));
  PlaceBases(sites, teams);
  return teams;
}

}  // namespace dukcapil::outreach
