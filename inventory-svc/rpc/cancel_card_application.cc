#include "inventory-svc/rpc/change_application.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::CardApplication> CancelCardApplication(Inventory& app, const Call& call,
                                                          const v1::CancelCardApplicationRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "cardApplications", /*uuid=*/true, violations);
  CheckText(request.cause(), 1, 200, "cause", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto cancel = [&](Tx& tx, CardApplication& application, std::string&) -> absl::Status {
    const bool held = application.state == ApplicationState::kReserved;
    RETURN_IF_ERROR(Cancel(request.cause(), application));
    if (!held) return absl::OkStatus();
    return tx.ChangeBalance(name.regency, application.location, {}, -1);
  };
  return ChangeApplication(app, call, name, request.etag(), "CARD_APPLICATION_CANCELLED", cancel);
}

}  // namespace dukcapil::inventory
