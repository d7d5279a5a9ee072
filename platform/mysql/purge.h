// Forgets requests that are too old to be repeated.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// How many one call deletes at the most: whoever calls has other work, and locks are held for a moment only.
inline constexpr std::int64_t kRequestBatch = 1000;

// Deletes request rows made before `before` (the promise to callers is 7 days), the oldest first, and returns
// how many: kRequestBatch where there may be more. Several may run at once. UNAVAILABLE when the database is
// away.
absl::StatusOr<std::int64_t> PurgeRequests(Database& database, absl::Time before);

}  // namespace dukcapil::mysql
