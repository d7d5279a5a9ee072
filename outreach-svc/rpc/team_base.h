// The base of a team.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "outreach-svc/rpc/app.h"

namespace dukcapil::outreach {

// INVALID_ARGUMENT (DISTRICT_UNKNOWN) where the regency has no such district; UNAVAILABLE and others of
// FindKnownSites.
absl::Status CheckBase(Outreach& app, const Call& call, const std::string& regency, absl::string_view base);

}  // namespace dukcapil::outreach
