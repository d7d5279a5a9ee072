#include "inventory-svc/rpc/change_stock_request.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/read_movement.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumDaysUnderWay = 365;

Shipment ReadShipment(const v1::ShipStockRequestRequest& request, absl::CivilDay today,
                      Violations& violations) {
  Shipment shipment;
  shipment.document_number = request.document_number();
  CheckPaper(request.document_number(), /*note=*/"", "", violations);
  shipment.serials = ParseRanges(request.serials(), kMaximumRanges, kMaximumCards, "serials", violations);
  if (request.serials().empty()) violations.Add("serials", "REQUIRED", "must be at least one range");
  shipment.quantity = CountSerials(shipment.serials);
  shipment.ship_date =
      OptionalFromProto(request.has_ship_date(), request.ship_date(), "ship_date", violations)
          .value_or(today);
  CheckNotAfter(shipment.ship_date, today, "ship_date", violations);
  const auto expected =
      OptionalFromProto(request.has_expected_arrival_date(), request.expected_arrival_date(),
                        "expected_arrival_date", violations);
  shipment.expected_arrival_date = expected.value_or(shipment.ship_date);
  if (!request.has_expected_arrival_date()) {
    violations.Add("expected_arrival_date", "REQUIRED", "must be given");
  } else if (shipment.expected_arrival_date < shipment.ship_date ||
             shipment.expected_arrival_date > shipment.ship_date + kMaximumDaysUnderWay) {
    violations.Add("expected_arrival_date", "OUT_OF_RANGE", "must be 0 to 365 days after it left");
  }
  return shipment;
}

}  // namespace

absl::StatusOr<v1::StockRequest> ShipStockRequest(Inventory& app, const Call& call,
                                                  const v1::ShipStockRequestRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "stockRequests", /*uuid=*/true, violations);
  Shipment shipment = ReadShipment(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  shipment.id = NewUuid();
  shipment.actor = call.caller.subject;
  shipment.create_time = app.clock.Now();
  const auto ship = [&](Tx& tx, StockRequest& approved) -> absl::Status {
    RETURN_IF_ERROR(Ship(shipment, approved));
    return tx.InsertShipment(approved, shipment);
  };
  return ChangeStockRequest(app, call, name, request.etag(), "STOCK_REQUEST_SHIPPED", ship);
}

}  // namespace dukcapil::inventory
