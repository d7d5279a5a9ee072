// Leases: one instance at a time does a piece of work. A row, not GET_LOCK, which Galera does not share.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Takes or renews the lease `name` for `holder` until `length` from now, by the server's clock. False where
// another holds it. Whoever holds a lease must be done, or have renewed it, before it ends.
absl::StatusOr<bool> TakeLease(Database& database, const Call& call, absl::string_view name,
                               absl::string_view holder, absl::Duration length);

// Gives it back early. OK also where `holder` no longer has it.
absl::Status ReleaseLease(Database& database, const Call& call, absl::string_view name,
                          absl::string_view holder);

}  // namespace dukcapil::mysql
