#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/check_text.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/official_code.h"

namespace dukcapil::population {
namespace {

void CheckVillageCode(absl::string_view code, absl::string_view regency, Violations& violations) {
  const auto region = RegionOf(RegionName(code));
  if (!region.ok() || *region == "-" || LevelOf(*region) != storage::RegionLevel::kVillage) {
    violations.Add("village_code", "MALFORMED", "must be a village's code, such as 17.02.09.2001");
  } else if (RegencyOf(*region) != regency) {
    violations.Add("village_code", "WRONG_REGION", "must lie within the parent");
  }
}

Sex SexFrom(const v1::ResidentRow& row, Violations& violations) {
  if (row.sex() == v1::SEX_FEMALE) return Sex::kFemale;
  if (row.sex() == v1::SEX_UNSPECIFIED) {
    violations.Add("sex", "REQUIRED", "must be set");
  } else if (row.sex() != v1::SEX_MALE) {
    violations.Add("sex", "UNKNOWN_VALUE", "must be a known value");
  }
  return Sex::kMale;
}

Citizenship CitizenshipFrom(const v1::ResidentRow& row, Violations& violations) {
  if (row.citizenship() == v1::CITIZENSHIP_UNSPECIFIED) return Citizenship::kIndonesian;
  if (!v1::Citizenship_IsValid(row.citizenship())) {
    violations.Add("citizenship", "UNKNOWN_VALUE", "must be a known value");
    return Citizenship::kIndonesian;
  }
  return static_cast<Citizenship>(row.citizenship());
}

std::optional<RecordingEvent> RecordingFrom(const v1::ResidentRow& row, Violations& violations) {
  const auto date =
      OptionalFromProto(row.has_recording_date(), row.recording_date(), "recording_date", violations);
  if (row.recording_code().empty()) {
    if (row.has_recording_date()) {
      violations.Add("recording_code", "REQUIRED", "must be set with recording_date");
    }
    return std::nullopt;
  }
  if (!IsRawCode(row.recording_code())) {
    violations.Add("recording_code", "MALFORMED", "must be 1 to 60 capital letters, digits and underscores");
  }
  if (!row.has_recording_date()) {
    violations.Add("recording_date", "REQUIRED", "must be set with recording_code");
  }
  if (!date) return std::nullopt;
  return ImportedEvent(row.recording_code(), *date);
}

}  // namespace

std::optional<ImportRow> FromProto(const v1::ResidentRow& row, absl::string_view regency,
                                   Violations& violations) {
  ImportRow import;
  Resident& resident = import.resident;
  if (const auto nik = ParseNik(row.nik(), "nik", violations)) import.nik = *nik;
  CheckText(row.full_name(), 1, 100, "full_name", violations);
  resident.full_name = row.full_name();
  if (!row.has_birth_date()) {
    violations.Add("birth_date", "REQUIRED", "must be set");
  } else if (const auto day = FromProto(row.birth_date(), "birth_date", violations)) {
    resident.birth_date = *day;
  }
  resident.sex = SexFrom(row, violations);
  CheckVillageCode(row.village_code(), regency, violations);
  resident.village = row.village_code();
  if (!row.school_npsn().empty()) {
    if (!IsNpsn(row.school_npsn())) violations.Add("school_npsn", "MALFORMED", "must be 8 digits");
    resident.school_npsn = row.school_npsn();
  }
  resident.citizenship = CitizenshipFrom(row, violations);
  resident.first_marriage_date = OptionalFromProto(row.has_first_marriage_date(), row.first_marriage_date(),
                                                   "first_marriage_date", violations);
  resident.arrival_date =
      OptionalFromProto(row.has_arrival_date(), row.arrival_date(), "arrival_date", violations);
  resident.departure_date =
      OptionalFromProto(row.has_departure_date(), row.departure_date(), "departure_date", violations);
  resident.death_date = OptionalFromProto(row.has_death_date(), row.death_date(), "death_date", violations);
  resident.first_card_date =
      OptionalFromProto(row.has_first_card_date(), row.first_card_date(), "first_card_date", violations);
  resident.digital_identity_date = OptionalFromProto(
      row.has_digital_identity_date(), row.digital_identity_date(), "digital_identity_date", violations);
  import.recording = RecordingFrom(row, violations);
  if (!violations.empty()) return std::nullopt;
  return import;
}

}  // namespace dukcapil::population
