// What visits that are still to come are expected to record.
#pragma once

#include <vector>

#include "outreach-svc/domain/announced_visit.h"
#include "outreach-svc/domain/site.h"
#include "outreach-svc/domain/team.h"
#include "outreach-svc/domain/turnout.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

// By visit: what it is expected to record by the learnt share of those left at its site and by what the team
// can do there in half a day (ExpectedRecordings); the visits to a site follow each other in the order of
// `visits`. Never more than are to be recorded there. A visit to a site that is not among `sites`, or by a
// team that is not among `teams`, expects nobody.
std::vector<Micro> ExpectOf(const std::vector<AnnouncedVisit>& visits, const std::vector<Site>& sites,
                            const std::vector<Team>& teams, const Turnout& turnout);

}  // namespace dukcapil::outreach
