#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> StartVisit(Outreach& app, const Call& call, const v1::StartVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_STARTED",
                     [&](storage::Tx& tx, AnnouncedVisit& visit) -> absl::Status {
                       ASSIGN_OR_RETURN(const std::int64_t waiting,
                                        tx.CountWaiting(key->regency, visit.site, visit.target_date));
                       return Start(app.clock.Today(), waiting, visit);
                     });
}

}  // namespace dukcapil::outreach
