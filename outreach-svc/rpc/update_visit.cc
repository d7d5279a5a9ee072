#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> UpdateVisit(Outreach& app, const Call& call,
                                      const v1::UpdateVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  const VisitChange wanted =
      FromProto(request, key.has_value() ? key->regency : "", app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_UPDATED",
                     [&](storage::Tx& tx, AnnouncedVisit& visit) -> absl::Status {
                       if (wanted.team.has_value()) {
                         ASSIGN_OR_RETURN(const auto team, tx.FindTeam(key->regency, *wanted.team));
                         if (!team.has_value()) {
                           return InvalidField("visit.team", "TEAM_UNKNOWN", "is no team of the regency");
                         }
                       }
                       return Change(wanted, visit);
                     });
}

}  // namespace dukcapil::outreach
