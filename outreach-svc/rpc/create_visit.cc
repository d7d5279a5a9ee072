#include <algorithm>

#include "outreach-svc/domain/expectation.h"
#include "outreach-svc/rpc/convert_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/learn_turnout.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_teams.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> CreateVisit(Outreach& app, const Call& call,
                                      const v1::CreateVisitRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const AnnouncedVisit wanted =
      FromProto(request.visit(), regency.value_or(""), app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, *regency, wanted.target_date));
  const auto site = std::find_if(known.sites.begin(), known.sites.end(),
                                 [&](const Site& one) { return one.id == wanted.site; });
  if (site == known.sites.end()) {
    return InvalidField("visit.site", "SITE_UNKNOWN", "is no site of the regency");
  }
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Visit> {
    ASSIGN_OR_RETURN(const std::vector<Team> teams, ReadTeams(tx, *regency, known.sites));
    if (std::none_of(teams.begin(), teams.end(), [&](const Team& team) { return team.id == wanted.team; })) {
      return InvalidField("visit.team", "TEAM_UNKNOWN", "is no team of the regency");
    }
    if (known.unsaved) RETURN_IF_ERROR(tx.SaveSites(*regency, known.sites, app.clock.Now()));
    AnnouncedVisit visit = wanted;
    visit.id = NewUuid();
    visit.site_display_name = site->display_name;
    visit.district = std::string(DistrictOf(site->village));
    ASSIGN_OR_RETURN(const Turnout turnout, LearnTurnout(tx, *regency));
    visit.expected = ExpectOf({visit}, {*site}, teams, turnout).front();
    visit.create_time = visit.update_time = app.clock.Now();
    ASSIGN_OR_RETURN(visit.number, tx.TakeVisitNumbers(*regency, 1));
    RETURN_IF_ERROR(tx.InsertVisit(visit));
    v1::Visit proto = ToProto(visit);
    tx.NoteChange({*regency, proto.name(), "VISIT_CREATED", proto.SerializeAsString()});
    return proto;
  });
}

}  // namespace dukcapil::outreach
