// Events that are kept apart: what is wrong with them, and what became of them.
#pragma once

#include "absl/time/time.h"

namespace dukcapil::population {

// The numbers of these enums are those of the proto and of the database.
enum class HoldReason {
  kClockAhead = 1,     // until a clerk says when it was
  kPersonUnknown = 2,  // until the person is registered, or a clerk says who it is
};

enum class HeldState { kHeld = 1, kReleased = 2, kDiscarded = 3, kMatched = 4 };

// A source's clock may be this much ahead of the business clock.
inline constexpr absl::Duration kClockTolerance = absl::Minutes(15);

inline bool IsAhead(absl::Time event_time, absl::Time business_now) {
  return event_time > business_now + kClockTolerance;
}

}  // namespace dukcapil::population
