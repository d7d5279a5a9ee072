// The ministry's shipments, as receipts and their reversals touch them, in the transaction of the method.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "inventory-svc/storage/tx.h"

namespace dukcapil::inventory {

// Before `receipt`, which names a shipment, is posted: locks the request of it. NOT_FOUND;
// FAILED_PRECONDITION SHIPMENT_RECEIVED where nothing of it is missing any more; INVALID_ARGUMENT as
// CheckReceiptOf.
absl::Status LockShipmentOf(Tx& tx, const std::string& regency, const Movement& receipt);

// Before `receipt` of the ministry's cards is posted. INVALID_ARGUMENT SHIPMENT_NOT_NAMED where some of them
// are of a shipment that it does not name, that had left by then and has not arrived whole: they would be
// missing there for ever, and counted as still to come.
absl::Status CheckNotOfOtherShipments(Tx& tx, const std::string& regency, const Movement& receipt);

// After a receipt that names `shipment` was posted, or `reversed`: compares all receipts with what was sent,
// moves the request on or back, and tells of it.
absl::Status SettleShipment(Tx& tx, const std::string& regency, const std::string& shipment, bool reversed);

}  // namespace dukcapil::inventory
