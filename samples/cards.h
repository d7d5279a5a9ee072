// The 2,000 cards made of the blanks of mid-August: for whom, why and when.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/time/civil_time.h"
#include "dukcapil/inventory/v1/stock.pb.h"
#include "platform/clock/working_calendar.h"
#include "samples/random.h"
#include "samples/sample.h"
#include "samples/strata.h"

namespace dukcapil::samples {

// Of 2,000 cards 1,400 are first cards, 250 were lost, 350 follow a change of civil status.
inline constexpr std::size_t kFirstCards = 1400, kLostCards = 250, kStatusChangeCards = 350;

// Printed from here to there, on every day that is no holiday and on which the office prints.
inline constexpr absl::CivilDay kFirstPrintDay(2023, 8, 15), kLastPrintDay(2023, 10, 13);

// The days of a period on which something prints, and how much.
struct PrintDay {
  absl::CivilDay day;
  std::int64_t capacity = 0;
};
std::vector<PrintDay> PrintDays(absl::CivilDay first, absl::CivilDay last,
                                const inventory::v1::PrintCapacity& capacity,
                                const WorkingCalendar& holidays);

// Collects candidates while residents are made, then chooses.
class CardChooser {
 public:
  // `resident`, a position, is of `stratum`.
  void Consider(const Stratum& stratum, std::size_t resident);
  // The cards by print date, spread over the print days in proportion to capacity; serials from the first lot
  // on; handed over on the next print day.
  std::vector<Card> Make(const inventory::v1::PrintCapacity& capacity, const WorkingCalendar& holidays,
                         Random& random) const;

 private:
  std::vector<std::size_t> first_cards_;
  std::vector<std::size_t> holders_;
};

}  // namespace dukcapil::samples
