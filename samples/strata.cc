#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

using absl::CivilDay;

// Turned 17 this year, until today.
constexpr CivilDay kSeventeenFrom(2006, 1, 1), kSeventeenTo(2006, 10, 14);
// Turned 17 last year, not 18 yet.
constexpr CivilDay kOlderFrom(2005, 10, 15), kOlderTo(2005, 12, 31);
// Turn 17 from tomorrow until election day, and until a year from today.
constexpr CivilDay kTurningFrom(2006, 10, 15), kTurningTo(2007, 2, 14);
constexpr CivilDay kLaterFrom(2007, 2, 15), kLaterTo(2007, 10, 14);
constexpr CivilDay kAny(1970, 1, 1);

}  // namespace

const std::vector<Stratum>& Strata() {
  using enum Pool;
  using enum Progress;
  using enum Births;
  static const auto& strata = *new std::vector<Stratum>{
      // Obliged, not recorded: 13,872.
      {"pupils of 17, not recorded", kNotRecorded, 2100, kEven, kSeventeenFrom, kSeventeenTo, true, kNone,
       Trait::kNone},
      {"17, not at school, not recorded", kNotRecorded, 150, kEven, kSeventeenFrom, kSeventeenTo, false,
       kNone, Trait::kNone},
      {"17 since last year, not recorded", kNotRecorded, 150, kEven, kOlderFrom, kOlderTo, false, kNone,
       Trait::kNone},
      {"adults, not recorded", kNotRecorded, kRest, kMissed, kAny, kAny, false, kNone, Trait::kNone},

      // Obliged, recorded: 197,205. Those of 17 first.
      {"pupils of 17, card printed here", kRecorded, 1000, kEven, kSeventeenFrom, CivilDay(2006, 8, 10), true,
       kPrintedHere, Trait::kNone},
      {"pupils of 17, with a card", kRecorded, 250, kEven, kSeventeenFrom, CivilDay(2006, 6, 30), true,
       kHoldsCard, Trait::kNone},
      {"pupils of 17, print-ready", kRecorded, 150, kEven, CivilDay(2006, 6, 1), kSeventeenTo, true,
       kAwaitsCard, Trait::kNone},
      {"17, not at school, with a card", kRecorded, 200, kEven, kSeventeenFrom, CivilDay(2006, 6, 30), false,
       kHoldsCard, Trait::kNone},
      {"17 since last year, with a card", kRecorded, 900, kEven, kOlderFrom, kOlderTo, false, kHoldsCard,
       Trait::kNone},
      {"adults, first card printed here", kRecorded, 400, kMissed, kAny, kAny, false, kPrintedHere,
       Trait::kNone},
      {"adults, print-ready", kRecorded, 200, kMissed, kAny, kAny, false, kAwaitsCard, Trait::kNone},
      {"adults, captured on a kit", kRecorded, 40, kMissed, kAny, kAny, false, kCaptured, Trait::kNone},
      {"adults, sent to the centre", kRecorded, 120, kMissed, kAny, kAny, false, kSent, Trait::kNone},
      {"adults, enrolment failed", kRecorded, 15, kMissed, kAny, kAny, false, kFailed, Trait::kNone},
      {"adults, duplicate", kRecorded, 60, kPyramid, kAny, kAny, false, kDuplicate, Trait::kNone},
      {"adults, under adjudication", kRecorded, 25, kPyramid, kAny, kAny, false, kAdjudication, Trait::kNone},
      {"married at 16", kRecorded, 30, kEven, CivilDay(2006, 10, 20), CivilDay(2007, 1, 31), false,
       kHoldsCard, Trait::kMarriedYoung},
      {"another birth date in the NIK", kRecorded, 12, kPyramid, kAny, kAny, false, kHoldsCard,
       Trait::kNikDateDiffers},
      {"the other sex in the NIK", kRecorded, 8, kPyramid, kAny, kAny, false, kHoldsCard,
       Trait::kNikSexDiffers},
      {"older than 110", kRecorded, 3, kEven, CivilDay(1909, 1, 1), CivilDay(1912, 12, 31), false, kHoldsCard,
       Trait::kNone},
      {"first registered elsewhere", kRecorded, 900, kPyramid, kAny, kAny, false, kHoldsCard,
       Trait::kRegisteredElsewhere},
      {"arrived from elsewhere", kRecorded, 1500, kEven, CivilDay(1950, 1, 1), CivilDay(1990, 12, 31), false,
       kHoldsCard, Trait::kArrived},
      {"permanent foreigners", kRecorded, 5, kEven, CivilDay(1960, 1, 1), CivilDay(1985, 12, 31), false,
       kHoldsCard, Trait::kPermanentForeigner},
      {"adults, with a card", kRecorded, kRest, kPyramid, kAny, kAny, false, kHoldsCard, Trait::kNone},

      // Not obliged today. 1,650 turn 17 from tomorrow until election day, 1,200 of them not recorded.
      {"pupils turning 17, not recorded", kNotObliged, 1090, kEven, kTurningFrom, kTurningTo, true, kNone,
       Trait::kNone},
      {"turning 17, not at school, not recorded", kNotObliged, 110, kEven, kTurningFrom, kTurningTo, false,
       kNone, Trait::kNone},
      {"pupils turning 17, recorded early", kNotObliged, 410, kEven, kTurningFrom, kTurningTo, true,
       kRecordedEarly, Trait::kNone},
      {"turning 17, not at school, recorded early", kNotObliged, 40, kEven, kTurningFrom, kTurningTo, false,
       kRecordedEarly, Trait::kNone},
      {"pupils of 16, later", kNotObliged, 2900, kEven, kLaterFrom, kLaterTo, true, kNone, Trait::kNone},
      {"16, not at school, later", kNotObliged, 350, kEven, kLaterFrom, kLaterTo, false, kNone, Trait::kNone},
      {"departed", kNotObliged, 60, kEven, CivilDay(1950, 1, 1), CivilDay(1995, 12, 31), false, kHoldsCard,
       Trait::kDeparted},
      {"deceased", kNotObliged, 60, kEven, CivilDay(1930, 1, 1), CivilDay(1970, 12, 31), false, kHoldsCard,
       Trait::kDeceased},
      {"temporary foreigners", kNotObliged, 6, kEven, CivilDay(1970, 1, 1), CivilDay(1995, 12, 31), false,
       kNone, Trait::kTemporaryForeigner},
  };
  return strata;
}

}  // namespace dukcapil::samples
