// A plan as a page to be printed and hung up.
#pragma once

#include <ostream>

#include "cli/page.h"
#include "dukcapil/outreach/v1/outreach.pb.h"

namespace dukcapil::cli {

void WritePlanPage(std::ostream& out, Language language, const outreach::v1::Plan& plan);

}  // namespace dukcapil::cli
