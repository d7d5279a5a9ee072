#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/post_movement.h"
#include "inventory-svc/rpc/read_movement.h"
#include "inventory-svc/rpc/settle_shipment.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// What has a part in the movement though nothing is posted to it.
absl::Status CheckParts(Tx& tx, const std::string& regency, Movement& movement) {
  if (IsOfShipment(movement)) RETURN_IF_ERROR(LockShipmentOf(tx, regency, movement));
  if (movement.source == ExternalParty::kMinistry && movement.kind == MovementKind::kReceipt) {
    return CheckNotOfOtherShipments(tx, regency, movement);
  }
  if (movement.kind == MovementKind::kStockTake) return CompareWithLedger(tx, regency, movement).status();
  if (movement.kind != MovementKind::kTransfer) return absl::OkStatus();
  const std::string to = LocationOf(movement.counterpart).value_or("");
  ASSIGN_OR_RETURN(const auto location, tx.FindLocation(regency, to));
  return location.has_value() ? absl::OkStatus() : NotFoundError(ChildNameOf(regency, "locations", to));
}

}  // namespace

absl::StatusOr<v1::Movement> CreateMovement(Inventory& app, const Call& call,
                                            const v1::CreateMovementRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  Movement movement =
      ReadMovement(request.movement(), regency, app.clock.Today(), app.clock.Now(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  movement.actor = call.caller.subject;
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::Movement> {
    RETURN_IF_ERROR(CheckParts(tx, regency, movement));
    ASSIGN_OR_RETURN(v1::Movement posted, PostMovement(tx, call, regency, movement));
    if (IsOfShipment(movement)) {
      RETURN_IF_ERROR(SettleShipment(tx, regency, movement.subject, /*reversed=*/false));
    }
    return posted;
  });
}

}  // namespace dukcapil::inventory
