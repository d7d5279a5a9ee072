#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::Location> GetLocation(Inventory& app, const Call& call,
                                         const v1::GetLocationRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "locations", /*uuid=*/false, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::Time now = app.clock.Now();
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::Location> {
    ASSIGN_OR_RETURN(const auto location, snapshot.FindLocation(name.regency, name.id));
    if (!location.has_value()) return NotFoundError(request.name());
    return ToProto(name.regency, *location, now);
  });
}

}  // namespace dukcapil::inventory
