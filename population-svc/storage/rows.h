// What the tables hold, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/domain/held_event.h"
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

struct BirthsOfDay {
  absl::CivilDay day;
  std::int64_t residents = 0;
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
  std::string evidence{};  // what it rests on; may be empty
};

struct KeptEvent {
  RecordingEvent event;
  std::string evidence;
  absl::Time recorded_time;
};

// What happened to residents, by id.
struct EventsOfResidents {
  using ById = absl::flat_hash_map<std::string, std::vector<RecordingEvent>>;
  ById own;
  ById of_doubles;  // of those merged into the resident

  // All that counts for the resident: its own, and those of its doubles.
  std::vector<RecordingEvent> All(const std::string& id) const {
    std::vector<RecordingEvent> all;
    for (const ById* part : {&own, &of_doubles}) {
      if (const auto found = part->find(id); found != part->end()) {
        all.insert(all.end(), found->second.begin(), found->second.end());
      }
    }
    return all;
  }
};

// A code that the table had not when events with it were kept.
struct UnknownCodeRow {
  std::string code;
  std::int64_t events = 0;
  absl::Time first_time;
  absl::Time last_time;
};

struct HeldEventRow {
  std::string id;
  HoldReason reason = HoldReason::kClockAhead;
  std::string whom;                       // resident id, or the blind index of the NIK in hex
  std::optional<std::string> nik_sealed;  // where `whom` is an index
  RecordingEvent event;                   // as submitted
  std::string evidence;
  absl::Time recorded_time;
  HeldState state = HeldState::kHeld;
  std::optional<std::string> resident_id;    // whose event it became
  std::optional<absl::Time> corrected_time;  // the time it counts with; unset: that of the event
  std::optional<absl::Time> resolve_time;
  std::optional<std::string> resolved_by;
  std::optional<std::string> discard_reason;
};
using HeldByWhom = absl::flat_hash_map<std::string, std::vector<HeldEventRow>>;

// Filters of ListHeldEvents: all that are set must hold.
struct HeldEventFilter {
  std::string regency;
  HeldState state = HeldState::kHeld;
  std::optional<HoldReason> reason;
  std::optional<std::string> kit;
};

struct HeldCount {
  std::string kit;
  HoldReason reason;
  std::int64_t events;
};

// A resident living here, as far as a list of recordings by state needs one.
struct OpenRecordingRow {
  std::string resident_id;
  std::string village;
  absl::CivilDay since;  // in the state
};

// Figures as published, and as known when they were entered.
struct SnapshotRow {
  std::string id;
  absl::CivilDay date;
  std::string label;
  std::string source_note;
  std::int64_t published_obliged = 0;
  std::int64_t published_not_recorded = 0;
  Figures known{};
  std::int64_t epoch = 0;
  absl::Time create_time;
  std::string created_by;
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

// How far the rows of releases before are brought up to date: a row for all regencies.
struct UpgradeProgress {
  std::string edition;  // of the release it is for
  absl::Time begin_time;
  int round = 1;
  std::string regency{};
  std::string resident_id{};  // the last one looked at in the round; empty: none yet
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
