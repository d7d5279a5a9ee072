#include "inventory-svc/rpc/change_stock_request.h"

namespace dukcapil::inventory {

v1::StockRequest NoteStockRequest(Tx& tx, const StockRequest& request, const std::string& kind) {
  v1::StockRequest full = ToProto(request);
  v1::StockRequest told = full;
  for (v1::Shipment& shipment : *told.mutable_shipments()) {
    shipment.clear_serials();
    shipment.clear_missing();
    shipment.clear_extra();
    shipment.clear_damaged();
  }
  tx.NoteChange(request.regency, told.name(), kind, told.SerializeAsString());
  return full;
}

void CheckQuantity(std::int64_t quantity, const std::string& field, Violations& violations) {
  if (quantity < 1 || quantity > kMaximumCards) {
    violations.Add(field, "OUT_OF_RANGE", "must be 1 to 1,000,000");
  }
}

void CheckNeededBy(const std::optional<absl::CivilDay>& day, absl::CivilDay today, const std::string& field,
                   Violations& violations) {
  if (day.has_value() && *day < today) violations.Add(field, "BEFORE_TODAY", "must not be before today");
}

}  // namespace dukcapil::inventory
