// The call list of a visit as a page for the people who go and call.
#pragma once

#include <ostream>

#include "cli/page.h"
#include "dukcapil/outreach/v1/visit.pb.h"
#include "dukcapil/outreach/v1/visit_outcome.pb.h"

namespace dukcapil::cli {

void WriteCallListPage(std::ostream& out, Language language, const outreach::v1::Visit& visit,
                       const outreach::v1::ListCalleesResponse& callees);

}  // namespace dukcapil::cli
