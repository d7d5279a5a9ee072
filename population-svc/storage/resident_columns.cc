#include "population-svc/storage/resident_columns.h"

#include "population-svc/domain/obligation.h"

namespace dukcapil::population::storage {

namespace {

mysql::Param DoubtParam(const Recording& recording) {
  if (!recording.doubt) return std::nullopt;
  return static_cast<int>(*recording.doubt);
}

}  // namespace

absl::string_view ResidentColumns() {
  return "id, nik_sealed, nik_index, full_name, birth_date, sex, village, school_npsn, citizenship, "
         "first_marriage_date, arrival_date, departure_date, death_date, first_card_date, "
         "digital_identity_date, recording_state, recording_since, covered_date, nik_findings, synthetic, "
         "version, create_time, update_time, obliged_date, end_date, previous_name, merged_into, merge_date, "
         "doubt, doubtful_since";
}

std::optional<MergedInto> MergedFromRow(const mysql::Row& row, int first_column) {
  if (row.IsNull(first_column)) return std::nullopt;
  return MergedInto{row.String(first_column), row.Date(first_column + 1)};
}

ResidentRow ResidentFromRow(const mysql::Row& row) {
  ResidentRow found;
  Resident& resident = found.resident;
  resident.id = row.String(0);
  found.nik_sealed = row.String(1);
  found.nik_index = row.String(2);
  resident.full_name = row.String(3);
  resident.birth_date = row.Date(4);
  resident.sex = static_cast<Sex>(row.Int(5));
  resident.village = row.String(6);
  resident.school_npsn = row.OptionalString(7);
  resident.citizenship = static_cast<Citizenship>(row.Int(8));
  resident.first_marriage_date = row.OptionalDate(9);
  resident.arrival_date = row.OptionalDate(10);
  resident.departure_date = row.OptionalDate(11);
  resident.death_date = row.OptionalDate(12);
  resident.first_card_date = row.OptionalDate(13);
  resident.digital_identity_date = row.OptionalDate(14);
  resident.recording.state = static_cast<RecordingState>(row.Int(15));
  resident.recording.since = row.OptionalDate(16);
  resident.recording.covered_date = row.OptionalDate(17);
  resident.nik_findings = static_cast<unsigned>(row.Int(18));
  resident.synthetic = row.Int(19) != 0;
  found.version = row.Int(20);
  found.create_time = row.Time(21);
  found.update_time = row.Time(22);
  found.previous_name = row.String(25);
  resident.merged = MergedFromRow(row, 26);
  if (const auto doubt = row.OptionalInt(28)) resident.recording.doubt = static_cast<Doubt>(*doubt);
  resident.recording.doubtful_since = row.OptionalDate(29);
  return found;
}

std::vector<mysql::Param> ResidentParams(absl::string_view regency, const ResidentRow& row) {
  const Resident& resident = row.resident;
  return {regency,
          resident.id,
          row.nik_sealed,
          row.nik_index,
          resident.full_name,
          resident.birth_date,
          static_cast<int>(resident.sex),
          resident.village,
          resident.school_npsn,
          static_cast<int>(resident.citizenship),
          resident.first_marriage_date,
          resident.arrival_date,
          resident.departure_date,
          resident.death_date,
          resident.first_card_date,
          resident.digital_identity_date,
          static_cast<int>(resident.recording.state),
          resident.recording.since,
          resident.recording.covered_date,
          static_cast<int>(resident.nik_findings),
          resident.synthetic,
          row.version,
          row.create_time,
          row.update_time,
          ObligedDate(resident),
          EndOfResidence(resident),
          row.previous_name,
          resident.merged ? mysql::Param(resident.merged->id) : mysql::Param(std::nullopt),
          resident.merged ? mysql::Param(resident.merged->date) : mysql::Param(std::nullopt),
          DoubtParam(resident.recording),
          resident.recording.doubtful_since};
}

}  // namespace dukcapil::population::storage
