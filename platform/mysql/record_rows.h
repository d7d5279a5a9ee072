// Rows of `audit` and `change`, written in the transaction they tell of. Private to this library.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "platform/access/call.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Who did what to which resource, why and when: a row a call.
absl::Status InsertAudit(Connection& connection, absl::Span<const Call* const> calls);

// INTERNAL where `transaction` noted no change and did not say NoChange().
absl::Status CheckChanges(const Transaction& transaction);

absl::Status InsertChanges(Connection& connection, const std::vector<Change>& changes);

}  // namespace dukcapil::mysql
