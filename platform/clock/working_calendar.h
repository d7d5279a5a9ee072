// Working days: holidays and collective leave (cuti bersama) are a versioned CSV that every service loads.
#pragma once

#include <string>

#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dukcapil {

// The days on which the offices of the country are closed. A weekday is not judged here: which weekdays a
// team or a printer works is its own data. Immutable, thread-safe.
class WorkingCalendar {
 public:
  WorkingCalendar() = default;
  explicit WorkingCalendar(absl::btree_map<absl::CivilDay, std::string> holidays)
      : holidays_(std::move(holidays)) {}

  // Reads a CSV with the header `date,name` (ISO dates). Errors: INVALID_ARGUMENT naming the line; NOT_FOUND.
  static absl::StatusOr<WorkingCalendar> Load(const std::string& path);
  // The same from the text of such a file.
  static absl::StatusOr<WorkingCalendar> Parse(absl::string_view csv);

  bool IsHoliday(absl::CivilDay day) const { return holidays_.contains(day); }
  const absl::btree_map<absl::CivilDay, std::string>& holidays() const { return holidays_; }

 private:
  absl::btree_map<absl::CivilDay, std::string> holidays_;
};

}  // namespace dukcapil
