// The counter's and the printer's part of a day: requests, prints, cards handed over.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "samples/loading.h"
#include "samples/random.h"

namespace dukcapil::samples {

// Hands over most of what was printed before `day`.
absl::Status HandOver(Loading& loading, absl::CivilDay day, Random& random);

// Requests of those who became print-ready and of holders whose card was lost, is wrong, or is damaged.
// Whoever has an open request, or has a card already, is sent away.
absl::Status TakeRequests(Loading& loading, absl::CivilDay day, Random& random);

// Prints what is reserved, up to `capacity` cards, on the blanks next in use. Some blanks are spoiled.
struct Printed {
  std::int64_t cards = 0;
  std::int64_t spoiled = 0;
};
absl::StatusOr<Printed> PrintCards(Loading& loading, absl::CivilDay day, std::int64_t capacity,
                                   Random& random);

}  // namespace dukcapil::samples
