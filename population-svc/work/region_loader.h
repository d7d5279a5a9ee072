// Loads the region data of the whole country: provinces.csv, regencies.csv, districts.csv and villages.csv of
// the npm package idn-area-data (Kemendagri codes, ODbL 1.0).
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/clock/clock.h"
#include "population-svc/storage/store.h"

namespace dukcapil::population {

// The regions in the files of `directory`. NOT_FOUND where a file is missing; INVALID_ARGUMENT naming the
// file and line where a code does not fit its level or a name is empty.
absl::StatusOr<std::vector<storage::RegionRow>> ReadRegionFiles(const std::string& directory);

// Makes the stored regions those of `directory`, unless this very edition is loaded already. A code that is
// no longer official stays. Errors: those of ReadRegionFiles and ReadWholeFile; UNAVAILABLE when the database
// is away. Safe to run from several instances at once.
absl::Status LoadRegions(storage::Store& store, const Clock& clock, const std::string& directory);

}  // namespace dukcapil::population
