#include "population-svc/domain/resident_import.h"

#include "platform/clock/clock.h"

namespace dukcapil::population {

absl::Time EarliestRecordingTime() {
  return absl::FromCivil(absl::CivilDay(2009, 1, 1), OfficeZone());
}

void CheckImportRow(const ImportRow& row, absl::CivilDay today, Violations& violations) {
  const Resident& resident = row.resident;
  const auto check = [&](absl::string_view field, std::optional<absl::CivilDay> date) {
    if (!date) return;
    if (*date > today) violations.Add(field, "DATE_IN_FUTURE", "must not be after today");
    if (*date < resident.birth_date) violations.Add(field, "DATE_BEFORE_BIRTH", "must not be before birth");
  };
  check("birth_date", resident.birth_date);
  check("first_marriage_date", resident.first_marriage_date);
  check("arrival_date", resident.arrival_date);
  check("departure_date", resident.departure_date);
  check("death_date", resident.death_date);
  check("first_card_date", resident.first_card_date);
  check("digital_identity_date", resident.digital_identity_date);
  if (row.recording) {
    check("recording_date", absl::ToCivilDay(row.recording->event_time, OfficeZone()));
    if (row.recording->event_time < EarliestRecordingTime()) {
      violations.Add("recording_date", "RECORDING_TOO_EARLY", "recording began in 2009");
    }
  }
  if (resident.departure_date && resident.arrival_date && *resident.departure_date < *resident.arrival_date) {
    violations.Add("departure_date", "DEPARTURE_BEFORE_ARRIVAL", "must not be before the arrival");
  }
  if (resident.departure_date && resident.death_date && *resident.departure_date > *resident.death_date) {
    violations.Add("departure_date", "DEPARTURE_AFTER_DEATH", "must not be after the death");
  }
  if (resident.arrival_date && resident.death_date && *resident.arrival_date > *resident.death_date) {
    violations.Add("arrival_date", "ARRIVAL_AFTER_DEATH", "must not be after the death");
  }
}

Resident Merge(const ImportRow& row, const Resident* known) {
  Resident merged = row.resident;
  merged.nik_findings = NikFindings(row.nik, merged.birth_date, merged.sex);
  merged.synthetic = row.nik.synthetic();
  if (known == nullptr) return merged;
  merged.id = known->id;
  merged.recording = known->recording;
  // What inventory told of a first card stands where it is the earlier.
  if (known->first_card_date &&
      (!merged.first_card_date || *known->first_card_date < *merged.first_card_date)) {
    merged.first_card_date = known->first_card_date;
  }
  if (!merged.digital_identity_date) merged.digital_identity_date = known->digital_identity_date;
  return merged;
}

}  // namespace dukcapil::population
