// The composition root of population-svc: the only file that sees every layer.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/service_flags/storage_flags.h"

namespace dukcapil::population {

struct PopulationFlags {
  ServerFlags common;
  StorageFlags storage;
  std::string inventory_address;  // empty: first cards are those that imports tell
  std::string region_data;        // folder with provinces.csv, regencies.csv, districts.csv, villages.csv
};

// The flags of the command line. INVALID_ARGUMENT listing everything wrong with them.
absl::StatusOr<PopulationFlags> ReadFlags();

// Serves until SIGTERM or SIGINT. While the database is away the service is up, NOT_SERVING, and answers
// UNAVAILABLE; it migrates and loads the region data as soon as it can.
absl::Status Run(const PopulationFlags& flags);

}  // namespace dukcapil::population
