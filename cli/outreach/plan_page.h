// A plan as a page to be printed and hung up.
#pragma once

#include <ostream>
#include <string>

#include "cli/page.h"
#include "dukcapil/outreach/v1/outreach.pb.h"

namespace dukcapil::cli {

// `regency` is the name of the regency that the plan is of.
void WritePlanPage(std::ostream& out, Language language, const std::string& regency,
                   const outreach::v1::Plan& plan);

}  // namespace dukcapil::cli
