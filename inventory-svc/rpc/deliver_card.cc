#include "inventory-svc/rpc/change_application.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::CardApplication> DeliverCard(Inventory& app, const Call& call,
                                                const v1::DeliverCardRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "cardApplications", /*uuid=*/true, violations);
  const absl::CivilDay today = app.clock.Today();
  const absl::CivilDay day =
      OptionalFromProto(request.has_delivery_date(), request.delivery_date(), "delivery_date", violations)
          .value_or(today);
  CheckNotAfter(day, today, "delivery_date", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto deliver = [day](Tx&, CardApplication& application, std::string&) {
    return Deliver(day, application);
  };
  return ChangeApplication(app, call, name, request.etag(), "CARD_DELIVERED", deliver);
}

}  // namespace dukcapil::inventory
