#include <set>

#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// Stands for the whole country where a key begins with the regency.
constexpr char kCountry[] = "-";

constexpr char kInsertRequest[] =
    "INSERT INTO stock_request (regency, id, quantity, justification, needed_by_date, state, "
    "approved_quantity,"
    " decision_reason, submit_date, decision_date, version, create_time)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kUpdateRequest[] =
    "UPDATE stock_request SET quantity = ?, justification = ?, needed_by_date = ?, state = ?,"
    " approved_quantity = ?, decision_reason = ?, submit_date = ?, decision_date = ?, version = ?"
    " WHERE regency = ? AND id = ?";
constexpr char kInsertShipment[] =
    "INSERT INTO shipment (regency, id, stock_request, document_number, ship_date, expected_arrival_date,"
    " quantity, actor, create_time, arrived, missing, extra, damaged)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)";
constexpr char kUpdateShipment[] =
    "UPDATE shipment SET receipt_date = ?, arrived = ?, missing = ?, extra = ?, damaged = ?"
    " WHERE regency = ? AND id = ?";
constexpr char kInsertSerials[] =
    "INSERT INTO shipment_serials (regency, shipment, prefix, width, first_number, last_number) VALUES";
constexpr char kLockShippedSeries[] =
    "INSERT INTO serial_series (regency, prefix, width) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE width = "
    "width";

}  // namespace

absl::Status Tx::InsertStockRequest(const StockRequest& request) {
  return transaction_
      .Execute(kInsertRequest,
               {request.regency, request.id, request.quantity, request.justification, request.needed_by_date,
                Name(request.state), request.approved_quantity, request.decision_reason, request.submit_date,
                request.decision_date, request.version, request.create_time})
      .status();
}

absl::Status Tx::UpdateStockRequest(const StockRequest& request) {
  return transaction_
      .Execute(kUpdateRequest,
               {request.quantity, request.justification, request.needed_by_date, Name(request.state),
                request.approved_quantity, request.decision_reason, request.submit_date,
                request.decision_date, request.version, request.regency, request.id})
      .status();
}

absl::Status Tx::InsertShipment(const StockRequest& request, const Shipment& shipment) {
  const absl::Status status =
      transaction_
          .Execute(kInsertShipment,
                   {request.regency, shipment.id, request.id, shipment.document_number, shipment.ship_date,
                    shipment.expected_arrival_date, shipment.quantity, shipment.actor, shipment.create_time})
          .status();
  if (absl::IsAlreadyExists(status)) return DocumentNumberTakenError(shipment.document_number);
  RETURN_IF_ERROR(status);
  std::set<std::pair<std::string, int>> series;
  for (const SerialRange& range : shipment.serials) series.insert({range.prefix, range.width});
  for (const auto& [prefix, width] : series) {
    RETURN_IF_ERROR(transaction_.Execute(kLockShippedSeries, {kCountry, prefix, width}).status());
  }
  std::vector<std::vector<mysql::Param>> rows;
  for (const SerialRange& range : shipment.serials) {
    ASSIGN_OR_RETURN(const std::vector<ShippedRun> before, ListShippedOf(range));
    if (!before.empty()) {
      return SerialShippedBeforeError(
          before.front().cards.front(),
          ChildNameOf(before.front().regency, "shipments", before.front().shipment));
    }
    rows.push_back({request.regency, shipment.id, range.prefix, range.width, range.first, range.last});
  }
  return transaction_.InsertRows(kInsertSerials, rows);
}

absl::Status Tx::UpdateShipment(const std::string& regency, const Shipment& shipment) {
  const ReceiptOutcome& outcome = shipment.outcome;
  return transaction_
      .Execute(kUpdateShipment, {shipment.receipt_date, outcome.arrived, outcome.missing, outcome.extra,
                                 outcome.damaged, regency, shipment.id})
      .status();
}

}  // namespace dukcapil::inventory
