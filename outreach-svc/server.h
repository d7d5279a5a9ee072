// The composition root of outreach-svc: the only file that sees every layer.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/clock/working_calendar.h"
#include "platform/service_flags/storage_flags.h"

namespace dukcapil::outreach {

struct OutreachFlags {
  ServerFlags common;
  StorageFlags storage;
  WorkingCalendar calendar;
  std::string population_address;  // host:port of population-svc
};

// The flags of the command line. INVALID_ARGUMENT listing everything wrong with them.
absl::StatusOr<OutreachFlags> ReadFlags();

// Serves until SIGTERM or SIGINT. While the database is away the service is up, NOT_SERVING, and answers
// UNAVAILABLE; it migrates as soon as it can. While population-svc is away, what needs it is UNAVAILABLE.
absl::Status Run(const OutreachFlags& flags);

}  // namespace dukcapil::outreach
