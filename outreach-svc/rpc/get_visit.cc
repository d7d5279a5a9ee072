#include "outreach-svc/rpc/convert_visit.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {

absl::StatusOr<v1::Visit> GetVisit(Outreach& app, const Call& call, const v1::GetVisitRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.name(), "name", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Visit> {
    ASSIGN_OR_RETURN(const auto visit, snapshot.FindVisit(key->regency, key->id));
    if (!visit.has_value()) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const auto tallies, snapshot.CountOutcomes(key->regency, key->id));
    v1::Visit proto = ToProto(*visit);
    AddTallies(tallies, proto);
    return proto;
  });
}

}  // namespace dukcapil::outreach
