#include "inventory-svc/domain/receipt_comparison.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

v1::Shipment ShipmentToProto(const std::string& regency, const Shipment& shipment) {
  v1::Shipment proto;
  proto.set_name(ChildNameOf(regency, "shipments", shipment.id));
  proto.set_document_number(shipment.document_number);
  *proto.mutable_ship_date() = dukcapil::ToProto(shipment.ship_date);
  *proto.mutable_expected_arrival_date() = dukcapil::ToProto(shipment.expected_arrival_date);
  proto.set_quantity(shipment.quantity);
  AddRanges(shipment.serials, proto.mutable_serials());
  for (const std::string& receipt : shipment.receipts) {
    proto.add_receipts(ChildNameOf(regency, "movements", receipt));
  }
  if (!shipment.is_settled()) return proto;
  if (shipment.receipt_date) *proto.mutable_receipt_date() = dukcapil::ToProto(*shipment.receipt_date);
  proto.set_arrived_quantity(shipment.outcome.arrived);
  proto.set_missing_quantity(shipment.outcome.missing);
  proto.set_extra_quantity(shipment.outcome.extra);
  proto.set_damaged_quantity(shipment.outcome.damaged);
  if (shipment.serials.empty()) return proto;  // not read in full
  const ReceiptComparison compared = CompareReceipt(shipment.serials, shipment.scanned, shipment.damaged);
  AddRanges(compared.missing, proto.mutable_missing());
  AddRanges(compared.extra, proto.mutable_extra());
  AddRanges(compared.damaged, proto.mutable_damaged());
  return proto;
}

}  // namespace

v1::StockRequest ToProto(const StockRequest& request) {
  v1::StockRequest proto;
  if (!request.id.empty()) {
    proto.set_name(NameOf(request));
    proto.set_etag(EtagOf(request));
    *proto.mutable_create_time() = ToProto(request.create_time);
  }
  proto.set_quantity(request.quantity);
  proto.set_justification(request.justification);
  if (request.needed_by_date) *proto.mutable_needed_by_date() = dukcapil::ToProto(*request.needed_by_date);
  proto.set_state(ToProto(request.state));
  proto.set_approved_quantity(request.approved_quantity);
  proto.set_decision_reason(request.decision_reason);
  if (request.submit_date) *proto.mutable_submit_date() = dukcapil::ToProto(*request.submit_date);
  if (request.decision_date) *proto.mutable_decision_date() = dukcapil::ToProto(*request.decision_date);
  proto.set_shipped_quantity(ShippedQuantity(request));
  proto.set_received_quantity(ReceivedQuantity(request));
  proto.set_missing_quantity(MissingQuantity(request));
  proto.set_differing_quantity(DifferingQuantity(request));
  for (const Shipment& shipment : request.shipments) {
    *proto.add_shipments() = ShipmentToProto(request.regency, shipment);
  }
  return proto;
}

absl::StatusOr<v1::StockSituation> SituationOf(Snapshot& snapshot, const std::string& regency) {
  v1::StockSituation situation;
  ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
  situation.set_on_hand(balance.on_hand);
  situation.set_reserved(balance.reserved);
  ASSIGN_OR_RETURN(auto open, snapshot.OpenRequestsIn(regency));
  situation.set_on_the_way(open[regency].on_the_way);
  ASSIGN_OR_RETURN(const auto mode, snapshot.FindStockMode(regency));
  if (mode.has_value() && mode->unrationed_run_out_date.has_value()) {
    *situation.mutable_unrationed_run_out_date() = dukcapil::ToProto(*mode->unrationed_run_out_date);
  }
  return situation;
}

}  // namespace dukcapil::inventory
