// Forgets requests that are too old to be repeated.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Deletes the request rows made before `before` (the promise to callers is 7 days), in small transactions,
// and returns how many. Several may run at once. UNAVAILABLE when the database is away: what is done stays
// done.
absl::StatusOr<std::int64_t> PurgeRequests(Database& database, absl::Time before);

}  // namespace dukcapil::mysql
