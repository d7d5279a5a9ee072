// Two clocks: the business clock gives "today" to the domain, the real clock stamps what was recorded when.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dukcapil {

// The office's zone, Asia/Jakarta (UTC+7, no daylight saving).
absl::TimeZone OfficeZone();

// Thread-safe; immutable but for time itself.
class Clock {
 public:
  Clock() = default;
  // The business date stands still on `business_date`: for demonstrations and tests.
  explicit Clock(absl::CivilDay business_date) : fixed_(business_date) {}

  // The business date, an Asia/Jakarta civil date.
  absl::CivilDay Today() const;
  // The business instant: real time, or noon of the fixed business date.
  absl::Time BusinessNow() const;
  // Real time, for TLS, tokens, logs and recorded times.
  absl::Time Now() const { return absl::Now(); }

 private:
  std::optional<absl::CivilDay> fixed_;
};

}  // namespace dukcapil
