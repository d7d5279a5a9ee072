// Two clocks: the business clock gives "today" to the domain, the real clock stamps what was recorded when.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dukcapil {

// The office's zone, Asia/Jakarta (UTC+7, no daylight saving).
absl::TimeZone OfficeZone();

// A file that holds the business date, `YYYY-MM-DD` and a line end, replaced as a whole by whoever lets days
// pass. Read at every look, so that all services see a new day at once. Thread-safe.
class BusinessDateFile {
 public:
  // INVALID_ARGUMENT where the file cannot be read or holds no date.
  static absl::StatusOr<std::shared_ptr<BusinessDateFile>> Open(const std::string& path);

  // The date in the file; the last one that was read where it cannot be read now or went backwards.
  absl::CivilDay Today();

 private:
  BusinessDateFile(std::string path, absl::CivilDay day) : path_(std::move(path)), last_(day) {}

  const std::string path_;
  absl::Mutex mutex_;
  absl::CivilDay last_ ABSL_GUARDED_BY(mutex_);
};

// Thread-safe; immutable but for time itself.
class Clock {
 public:
  Clock() = default;
  // The business date stands still on `business_date`: for demonstrations and tests.
  explicit Clock(absl::CivilDay business_date) : fixed_(business_date) {}
  // The business date is the one in `file`: for demonstrations in which days pass.
  explicit Clock(std::shared_ptr<BusinessDateFile> file) : file_(std::move(file)) {}

  // The business date, an Asia/Jakarta civil date.
  absl::CivilDay Today() const;
  // The business instant: real time, or noon of the business date that was set.
  absl::Time BusinessNow() const;
  // Real time, for TLS, tokens, logs and recorded times.
  absl::Time Now() const { return absl::Now(); }

 private:
  // What was set; unset: real time holds.
  std::optional<absl::CivilDay> DaySet() const;

  std::optional<absl::CivilDay> fixed_;
  std::shared_ptr<BusinessDateFile> file_;
};

}  // namespace dukcapil
