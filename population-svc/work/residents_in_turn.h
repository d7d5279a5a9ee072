// All residents of all regencies, a batch at a time, for work that goes on where it was cut off.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "population-svc/storage/snapshot.h"

namespace dukcapil::population {

struct ResidentsInTurn {
  std::map<std::string, std::vector<storage::ResidentRow>> by_regency;
  bool are_last = false;  // there are none after them
  // Of the last one; where there are none, as given.
  std::string regency;
  std::string resident_id;
};

// At most `batch` residents after that one, from the first on where `resident_id` is empty.
absl::StatusOr<ResidentsInTurn> NextResidents(storage::Snapshot& snapshot, const std::string& regency,
                                              const std::string& resident_id, int batch);

}  // namespace dukcapil::population
