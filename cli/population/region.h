// Regions that a person named.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/session.h"

namespace dukcapil::cli {

// NOT_FOUND of the first of `names` (`regions/17.02.09`; empty: none) that there is not.
absl::Status CheckRegions(Session& session, const std::vector<std::string>& names);

}  // namespace dukcapil::cli
