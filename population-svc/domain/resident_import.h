// One row of an office's register, as imported.
#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "platform/status/error.h"
#include "population-svc/domain/nik.h"
#include "population-svc/domain/recording_fold.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

// A row whose fields are each well formed. The civil record in `resident` carries no id and no recording.
struct ImportRow {
  Nik nik;
  Resident resident;
  std::optional<RecordingEvent> recording;  // what the old register knows of a recording
};

// The rules between the dates of a civil record and the day it is entered, each a violation of the field,
// whose name begins with `prefix`:
//   DATE_IN_FUTURE           birth, marriage, arrival, departure, death or card after `today`
//   DATE_BEFORE_BIRTH        any of these before birth
//   DEPARTURE_BEFORE_ARRIVAL, DEPARTURE_AFTER_DEATH, ARRIVAL_AFTER_DEATH
void CheckCivilRecord(const Resident& resident, absl::CivilDay today, absl::string_view prefix,
                      Violations& violations);

// The same of a row, and of its recording:
//   DATE_IN_FUTURE, DATE_BEFORE_BIRTH
//   RECORDING_TOO_EARLY      before 2009, when the first kits went out
void CheckImportRow(const ImportRow& row, absl::CivilDay today, Violations& violations);

// The resident as the row says. Of one known before, `known`: the civil record is replaced; the id, the
// recording and, where the row is silent on them, first card and digital identity stay. The recording is not
// folded here.
Resident Merge(const ImportRow& row, const Resident* known);

// Instants before this are a device's clock gone wrong: the first kits went out in 2009.
absl::Time EarliestRecordingTime();

}  // namespace dukcapil::population
