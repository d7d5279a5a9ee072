#include "population-svc/domain/resident_import.h"

#include <initializer_list>
#include <utility>

#include "absl/strings/str_cat.h"
#include "platform/clock/clock.h"

namespace dukcapil::population {

absl::Time EarliestRecordingTime() {
  return absl::FromCivil(absl::CivilDay(2009, 1, 1), OfficeZone());
}

namespace {

void CheckDate(absl::string_view field, std::optional<absl::CivilDay> date, const Resident& resident,
               absl::CivilDay today, Violations& violations) {
  if (!date) return;
  if (*date > today) violations.Add(field, "DATE_IN_FUTURE", "must not be after today");
  if (*date < resident.birth_date) violations.Add(field, "DATE_BEFORE_BIRTH", "must not be before birth");
}

}  // namespace

void CheckCivilRecord(const Resident& resident, absl::CivilDay today, absl::string_view prefix,
                      Violations& violations) {
  const auto add = [&](absl::string_view field, absl::string_view reason, absl::string_view description) {
    violations.Add(absl::StrCat(prefix, field), reason, description);
  };
  for (const auto& [field, date] :
       std::initializer_list<std::pair<absl::string_view, std::optional<absl::CivilDay>>>{
           {"birth_date", resident.birth_date},
           {"first_marriage_date", resident.first_marriage_date},
           {"arrival_date", resident.arrival_date},
           {"departure_date", resident.departure_date},
           {"death_date", resident.death_date},
           {"first_card_date", resident.first_card_date},
           {"digital_identity_date", resident.digital_identity_date}}) {
    CheckDate(absl::StrCat(prefix, field), date, resident, today, violations);
  }
  if (resident.departure_date && resident.arrival_date && *resident.departure_date < *resident.arrival_date) {
    add("departure_date", "DEPARTURE_BEFORE_ARRIVAL", "must not be before the arrival");
  }
  if (resident.departure_date && resident.death_date && *resident.departure_date > *resident.death_date) {
    add("departure_date", "DEPARTURE_AFTER_DEATH", "must not be after the death");
  }
  if (resident.arrival_date && resident.death_date && *resident.arrival_date > *resident.death_date) {
    add("arrival_date", "ARRIVAL_AFTER_DEATH", "must not be after the death");
  }
}

void CheckImportRow(const ImportRow& row, absl::CivilDay today, Violations& violations) {
  CheckCivilRecord(row.resident, today, "", violations);
  if (!row.recording) return;
  CheckDate("recording_date", absl::ToCivilDay(row.recording->event_time, OfficeZone()), row.resident, today,
            violations);
  if (row.recording->event_time < EarliestRecordingTime()) {
    violations.Add("recording_date", "RECORDING_TOO_EARLY", "recording began in 2009");
  }
}

Resident Merge(const ImportRow& row, const Resident* known) {
  Resident merged = row.resident;
  merged.nik_findings = NikFindings(row.nik, merged.birth_date, merged.sex);
  merged.synthetic = row.nik.synthetic();
  if (known == nullptr) return merged;
  merged.id = known->id;
  merged.recording = known->recording;
  merged.merged = known->merged;
  // What inventory told of a first card stands where it is the earlier.
  if (known->first_card_date &&
      (!merged.first_card_date || *known->first_card_date < *merged.first_card_date)) {
    merged.first_card_date = known->first_card_date;
  }
  if (!merged.digital_identity_date) merged.digital_identity_date = known->digital_identity_date;
  return merged;
}

}  // namespace dukcapil::population
