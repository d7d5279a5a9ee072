// For tests: made-up residents and events that meet the office's published history at each of its dates.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "population-svc/domain/recording_fold.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

struct HistoryRow {
  absl::CivilDay date;
  std::int64_t obliged;
  std::int64_t not_recorded;
};

// What reports said of Rejang Lebong from 2017 to 2025. A month stands for its last day, "late 2022" for the
// year's last; the count that has no date is left out. It rises and falls.
const std::vector<HistoryRow>& OfficeHistory();

// The same for one resident in `one_in`, rounded down.
std::vector<HistoryRow> OfficeHistory(std::int64_t one_in);

struct HistoryPerson {
  Resident resident;  // without id, name, village and recording
  std::vector<RecordingEvent> events;
};

// People whose lives and events meet OfficeHistory(one_in) at each date: they turn 17, arrive, leave and die,
// are recorded or only visited. Always the same for a `seed`; the events of one person in a random order.
std::vector<HistoryPerson> ReplayHistory(std::int64_t one_in, unsigned seed);

}  // namespace dukcapil::population
