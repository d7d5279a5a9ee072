// Rows of `audit` and `change`, written in the transaction they tell of. Private to this library.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "platform/access/call.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Who did what to which resource, why and when.
absl::Status WriteAudit(Connection& connection, const Call& call);

// The changes that `transaction` noted. INTERNAL where it noted none and did not say NoChange().
absl::Status WriteChanges(Transaction& transaction);

}  // namespace dukcapil::mysql
