// What GetCoverage and ListCoverage ask alike.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/error.h"
#include "population-svc/domain/coverage.h"

namespace dukcapil::population {

struct CoverageDates {
  absl::CivilDay date;
  std::optional<absl::CivilDay> since;  // newly_obliged_since
};

// Violations: INVALID_DATE; DATE_TOO_EARLY where `date` is before 2011, when recording began and figures
// begin; AFTER_DATE where `newly_obliged_since` is after `date`.
template <class Request>
CoverageDates DatesOf(const Request& request, absl::CivilDay today, Violations& violations) {
  CoverageDates dates;
  dates.date = OptionalFromProto(request.has_date(), request.date(), "date", violations).value_or(today);
  if (dates.date < kFirstCoverageDay) {
    violations.Add("date", "DATE_TOO_EARLY", "figures begin on 2011-01-01");
  }
  dates.since = OptionalFromProto(request.has_newly_obliged_since(), request.newly_obliged_since(),
                                  "newly_obliged_since", violations);
  if (dates.since && *dates.since > dates.date) {
    violations.Add("newly_obliged_since", "AFTER_DATE", "must not be after the date");
  }
  return dates;
}

}  // namespace dukcapil::population
