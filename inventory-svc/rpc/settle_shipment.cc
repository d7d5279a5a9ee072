#include "inventory-svc/rpc/settle_shipment.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/change_stock_request.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

absl::StatusOr<StockRequest> LockRequest(Tx& tx, const std::string& regency, const std::string& shipment) {
  ASSIGN_OR_RETURN(auto request, tx.LockRequestOfShipment(regency, shipment));
  if (!request.has_value()) return NotFoundError(ChildNameOf(regency, "shipments", shipment));
  return *std::move(request);
}

const Shipment& FindIn(const StockRequest& request, const std::string& id) {
  return *std::find_if(request.shipments.begin(), request.shipments.end(),
                       [&](const Shipment& shipment) { return shipment.id == id; });
}

}  // namespace

absl::Status LockShipmentOf(Tx& tx, const std::string& regency, const Movement& receipt) {
  const std::string& shipment = receipt.subject;
  ASSIGN_OR_RETURN(const StockRequest request, LockRequest(tx, regency, shipment));
  const Shipment& found = FindIn(request, shipment);
  if (found.has_arrived_whole()) {
    return ShipmentReceivedError(ChildNameOf(regency, "shipments", shipment));
  }
  return CheckReceiptOf(found, SerialsOf(receipt), receipt.occurred_date);
}

absl::Status CheckNotOfOtherShipments(Tx& tx, const std::string& regency, const Movement& receipt) {
  std::set<std::string> others;
  for (const SerialRange& range : SerialsOf(receipt)) {
    ASSIGN_OR_RETURN(const std::vector<ShippedRun> runs, tx.ListShippedOf(range));
    for (const ShippedRun& run : runs) {
      if (run.regency == regency && run.shipment != receipt.subject) others.insert(run.shipment);
    }
  }
  for (const std::string& other : others) {
    ASSIGN_OR_RETURN(const StockRequest request, LockRequest(tx, regency, other));
    const Shipment& shipment = FindIn(request, other);
    if (shipment.has_arrived_whole() || shipment.ship_date > receipt.occurred_date) continue;
    return InvalidField("movement.receipt.shipment", "SHIPMENT_NOT_NAMED",
                        absl::StrCat("some of these cards are of ", ChildNameOf(regency, "shipments", other),
                                     ": each shipment has receipts of its own"));
  }
  return absl::OkStatus();
}

absl::Status SettleShipment(Tx& tx, const std::string& regency, const std::string& shipment, bool reversed) {
  ASSIGN_OR_RETURN(StockRequest request, LockRequest(tx, regency, shipment));
  ASSIGN_OR_RETURN(const auto first, tx.FirstReceiptDate(regency, shipment));
  NoteReceipts(shipment, first, reversed, request);
  RETURN_IF_ERROR(tx.UpdateShipment(regency, FindIn(request, shipment)));
  RETURN_IF_ERROR(tx.UpdateStockRequest(request));
  NoteStockRequest(tx, request, reversed ? "STOCK_REQUEST_RECEIPT_REVERSED" : "STOCK_REQUEST_RECEIVED");
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
