// What a change of the register does here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "inventory-svc/domain/resident_facts.h"
#include "inventory-svc/rpc/app.h"

namespace dukcapil::inventory {

// In a consumer's transaction: keeps what the stream told of `residents`, cancels the open requests of who
// died or left, whose cards go to the next of the waitlist at once, and serves who may have a card again.
absl::Status KeepTold(Inventory& app, mysql::Transaction& transaction,
                      const std::vector<KnownResident>& residents);
// The same of residents listed, in place of anything kept of them.
absl::Status KeepListed(Inventory& app, mysql::Transaction& transaction,
                        const std::vector<KnownResident>& residents);

// Cancels the open requests of who died or left by today as the register told beforehand. For a worker of one
// instance at a time: does nothing while another `holder` has the lease.
absl::Status CancelOfAbsent(Inventory& app, const std::string& holder);

}  // namespace dukcapil::inventory
