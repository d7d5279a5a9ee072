// The teams of a regency as plans and expectations take them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/storage/snapshot.h"

namespace dukcapil::outreach {

// All of them by id, with the bases that follow from where `sites` are: see PlaceBases.
absl::StatusOr<std::vector<Team>> ReadTeams(storage::Snapshot& snapshot, const std::string& regency,
                                            const std::vector<Site>& sites);

}  // namespace dukcapil::outreach
