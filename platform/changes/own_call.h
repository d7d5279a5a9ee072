// The calls that workers on changes make of their own database.
#pragma once

#include "absl/time/clock.h"
#include "platform/access/call.h"

namespace dukcapil::changes {

// A call of the service for itself, across regions, with ten seconds' time.
inline Call OwnCall() {
  Call call;
  call.region = "-";
  call.deadline = absl::Now() + absl::Seconds(10);
  return call;
}

}  // namespace dukcapil::changes
