// What every movement does, in the transaction of its method.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "inventory-svc/domain/ledger.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/call.h"

namespace dukcapil::inventory {

// Writes the movement, moves its blanks, changes the balances of locations and tells of it. A loss or a
// correction that takes more than is free sends the reservations served last back to the waitlist; others are
// refused. FAILED_PRECONDITION BLANK_KNOWN, BLANK_NOT_AT_LOCATION, BLANK_NOT_IN_ACCOUNT, STOCK_RESERVED;
// ALREADY_EXISTS DOCUMENT_NUMBER_TAKEN; NOT_FOUND where a location is none of the regency's.
absl::StatusOr<v1::Movement> PostMovement(Tx& tx, const Call& call, const std::string& regency,
                                          const Movement& movement);

// How the count `movement` differs from the ledger now, with the balance of its location locked; fills in
// what the ledger expects. FAILED_PRECONDITION BLANK_ELSEWHERE where one counted was not there and not
// written off either.
absl::StatusOr<CountDifference> CompareWithLedger(Tx& tx, const std::string& regency, Movement& movement);

}  // namespace dukcapil::inventory
