#include "outreach-svc/rpc/change_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "platform/status/check_text.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> CancelVisit(Outreach& app, const Call& call,
                                      const v1::CancelVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  CheckText(request.reason(), 1, 200, "reason", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return ChangeVisit(app, call, *key, request.etag(), "VISIT_CANCELLED",
                     [&](storage::Tx&, AnnouncedVisit& visit) { return Cancel(request.reason(), visit); });
}

}  // namespace dukcapil::outreach
