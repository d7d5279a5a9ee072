// Who lives in the reference case: groups of residents alike, each with its number. This table is where the
// sample's assumptions are; README.md states them.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dukcapil::samples {

// Days that the sample's life is built around.
inline constexpr absl::CivilDay kToday(2023, 10, 14);
inline constexpr absl::CivilDay kElectionDay(2024, 2, 14);
inline constexpr absl::CivilDay kStockDay(2023, 8, 14);  // the 6,000 blanks arrive

// What a group counts towards in its village.
enum class Pool {
  kNotRecorded,  // obliged today, not covered
  kRecorded,     // obliged today, covered
  kNotObliged,   // neither
};

// How far the recording went.
enum class Progress {
  kNone,
  kHoldsCard,      // print-ready, first card handed over before the blanks of kStockDay came
  kPrintedHere,    // print-ready, first card made of a blank of kStockDay
  kAwaitsCard,     // print-ready, not printed: the backlog
  kRecordedEarly,  // at 16, print-ready, no card before the 17th birthday
  kCaptured,       // BIO_CAPTURED
  kSent,           // SENT_FOR_ENROLLMENT
  kFailed,         // ENROLL_FAILURE_AT_CENTRAL
  kDuplicate,      // DUPLICATE_RECORD
  kAdjudication,   // ADJUDICATE
};

// How birth dates spread.
enum class Births {
  kEven,     // between from and to
  kPyramid,  // ages 18 to 90, fewer with age
  kMissed,   // ages 18 to 90 of those not recorded: the young and the very old
};

// What else is so for everybody in the group.
enum class Trait {
  kNone,
  kNikDateDiffers,
  kNikSexDiffers,
  kRegisteredElsewhere,  // first registered in another regency: the NIK's region part
  kMarriedYoung,         // at 16, obliged since
  kArrived,
  kDeparted,
  kDeceased,
  kPermanentForeigner,
  kTemporaryForeigner,
};

struct Stratum {
  absl::string_view name;
  Pool pool;
  std::int64_t count;  // kRest: all that the pool has left
  Births births;
  absl::CivilDay from, to;  // of kEven
  bool pupil;               // enrolled in an SMA-level school
  Progress progress;
  Trait trait;
};

inline constexpr std::int64_t kRest = -1;

// In the order in which they draw from the pools; the last of kNotRecorded and of kRecorded is kRest.
const std::vector<Stratum>& Strata();

}  // namespace dukcapil::samples
