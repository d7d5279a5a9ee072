// A resident (penduduk) as far as rules depend on it.
#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "population-svc/domain/recording_fold.h"

namespace dukcapil::population {

// The numbers of these enums are those of the proto and of the database.
enum class Sex { kFemale = 1, kMale = 2 };

enum class Citizenship {
  kIndonesian = 1,          // WNI
  kPermanentForeigner = 2,  // WNA with a permanent stay permit (ITAP): obliged like a citizen
  kTemporaryForeigner = 3,  // WNA with a limited stay permit (ITAS): never obliged
};

// Findings on the data, as bits: 1 << (number of the proto's enum − 1).
enum QualityFlag : unsigned {
  kNikDateDiffers = 1u << 0,
  kNikSexDiffers = 1u << 1,
  kVeryOld = 1u << 2,
};

// Where a record went that was another's double.
struct MergedInto {
  std::string id;       // of the resident that was kept
  absl::CivilDay date;  // when

  bool operator==(const MergedInto&) const = default;
};

struct Resident {
  std::string id;  // UUIDv7
  std::string full_name;
  absl::CivilDay birth_date;
  Sex sex = Sex::kMale;
  std::string village;                     // code, `17.02.09.2001`
  std::optional<std::string> school_npsn;  // of the school attended
  Citizenship citizenship = Citizenship::kIndonesian;
  std::optional<absl::CivilDay> first_marriage_date;
  std::optional<absl::CivilDay> arrival_date;    // living here since; unset: since birth
  std::optional<absl::CivilDay> departure_date;  // left the regency; unset: lives here
  std::optional<absl::CivilDay> death_date;
  std::optional<absl::CivilDay> first_card_date;
  std::optional<absl::CivilDay> digital_identity_date;  // IKD
  Recording recording;                                  // folded from the events
  unsigned nik_findings = 0;                            // kNikDateDiffers, kNikSexDiffers
  bool synthetic = false;
  std::optional<MergedInto> merged;  // a closed double: counts nowhere, is nobody's obligation

  bool operator==(const Resident&) const = default;
};

// The first age above 110 years: alive on paper only?
inline constexpr int kVeryOldAge = 111;

// All findings on `resident` on the date `today`: those on the NIK and, of those living here, a very old age.
unsigned QualityFlags(const Resident& resident, absl::CivilDay today);

// True where a search by name finds `after` by other keys than `before`.
bool IsFoundOtherwise(const Resident& before, const Resident& after);

}  // namespace dukcapil::population
