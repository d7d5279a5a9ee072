// The composition root of inventory-svc: the only file that sees every layer.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/clock/working_calendar.h"
#include "platform/service_flags/storage_flags.h"

namespace dukcapil::inventory {

struct InventoryFlags {
  ServerFlags common;
  StorageFlags storage;
  WorkingCalendar calendar;
  std::string population_address;
  std::string outreach_address;
};

// The flags of the command line. INVALID_ARGUMENT listing everything wrong with them.
absl::StatusOr<InventoryFlags> ReadFlags();

// Serves until SIGTERM or SIGINT. While the database is away the service is up, NOT_SERVING, and answers
// UNAVAILABLE; it migrates as soon as it can.
absl::Status Run(const InventoryFlags& flags);

}  // namespace dukcapil::inventory
