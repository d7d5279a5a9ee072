#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> ConfirmVisit(Outreach& app, const Call& call,
                                       const v1::ConfirmVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_CONFIRMED",
                     [](storage::Tx&, AnnouncedVisit& visit) { return Confirm(visit); });
}

}  // namespace dukcapil::outreach
