// What the tables hold, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "population-svc/domain/recording_fold.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population::storage {

// Levels of the Kemendagri hierarchy, numbered as in the proto.
enum class RegionLevel { kProvince = 1, kRegency = 2, kDistrict = 3, kVillage = 4 };

struct RegionRow {
  std::string code;
  RegionLevel level = RegionLevel::kVillage;
  std::string name;
};

struct ResidentRow {
  Resident resident;
  std::string nik_sealed;  // AEAD
  std::string nik_index;   // blind index, 32 bytes
  std::int64_t version = 1;
  absl::Time create_time;
  absl::Time update_time;
  std::string previous_name;  // resource name of the record in the regency left; empty: none known
};

struct ResidentOfRegency {
  std::string regency;
  ResidentRow row;
};

// A resident as far as contributions depend on one, and what is kept beside it that follows from it.
struct RecountRow {
  Resident resident;
  std::optional<absl::CivilDay> obliged_date;
  std::optional<absl::CivilDay> end_date;
};

// A double and the resident it was merged into.
struct MergeRow {
  std::string merged_id;
  std::string kept_id;
  std::optional<absl::CivilDay> kept_first_card_date;  // of the kept one alone, before any was merged into it
};

struct EventRow {
  std::string resident_id;
  RecordingEvent event;
};

struct SchoolRow {
  std::string npsn;
  std::string display_name;
  int kind = 0;  // numbered as in the proto
  std::string village;

  bool operator==(const SchoolRow&) const = default;
};

struct SchoolPupils {
  std::int64_t pupils = 0;
  std::int64_t turning_17 = 0;
  std::int64_t unrecorded = 0;
};

// How far older names are indexed: up to this resident.
struct NameIndexProgress {
  std::string regency;
  std::string resident_id;
  bool is_done = false;
};

// How many residents have what finding, as of one day.
struct FindingCounts {
  std::int64_t nik_date_differs = 0;
  std::int64_t nik_sex_differs = 0;
  std::int64_t very_old = 0;
};

// Filters of ListResidents: all that are set must hold.
struct ResidentFilter {
  std::string regency;
  std::optional<std::string> village;
  std::optional<std::string> district;
  std::optional<std::string> school_npsn;
  std::optional<RecordingState> state;
  std::optional<absl::CivilDay> obliged_on;  // obliged, alive and living here on this day
  std::optional<absl::CivilDay> born_from;
  std::optional<absl::CivilDay> born_to;
  std::optional<unsigned> nik_finding;            // one of kNikDateDiffers, kNikSexDiffers
  std::optional<absl::CivilDay> living_born_by;   // living here, born on or before
  std::optional<absl::CivilDay> captured_before;  // RECORDED since this day or longer
  bool awaiting_first_card = false;               // PRINT_READY without a first card
  std::optional<bool> synthetic;
};

// Filters of a search by name: all that are set must hold.
struct NameFilter {
  std::optional<std::int64_t> birth_year;
  std::optional<absl::CivilDay> birth_date;
  std::string region;   // village or district of residence; empty: any
  std::string initial;  // a word of the name begins with this letter; empty: any
};

}  // namespace dukcapil::population::storage
