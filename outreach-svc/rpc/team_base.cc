#include "outreach-svc/rpc/team_base.h"

#include "absl/algorithm/container.h"
#include "outreach-svc/rpc/known_sites.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::Status CheckBase(Outreach& app, const Call& call, const std::string& regency, absl::string_view base) {
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, regency, app.clock.Today()));
  const auto is_in_base = [&](const Site& site) { return DistrictOf(site.village) == base; };
  if (absl::c_any_of(known.sites, is_in_base)) return absl::OkStatus();
  return InvalidField("team.base", "DISTRICT_UNKNOWN", "the regency has no such district");
}

}  // namespace dukcapil::outreach
