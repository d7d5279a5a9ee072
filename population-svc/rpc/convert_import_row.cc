#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "population-svc/rpc/civil_fields.h"
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
  ReadCivilFields(row, "", resident, violations);
  CheckVillageCode(row.village_code(), regency, violations);
  resident.village = row.village_code();
  if (!row.school_npsn().empty()) {
    if (!IsNpsn(row.school_npsn())) violations.Add("school_npsn", "MALFORMED", "must be 8 digits");
    resident.school_npsn = row.school_npsn();
  }
  resident.first_card_date =
      OptionalFromProto(row.has_first_card_date(), row.first_card_date(), "first_card_date", violations);
  import.recording = RecordingFrom(row, violations);
  if (!violations.empty()) return std::nullopt;
  return import;
}

}  // namespace dukcapil::population
