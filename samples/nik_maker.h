// NIKs for residents that do not exist: valid in form, with a serial of the synthetic range.
#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dukcapil::samples {

// Gives each NIK once. There are 1,000 for each district, birth date and sex. Not thread-safe.
class NikMaker {
 public:
  // The next NIK, serial 9000–9999, of who was first registered in `district` (code, `17.02.09`). Crashes
  // where all 1,000 are given: the sample is then too large for its days.
  std::string Make(absl::string_view district, absl::CivilDay birth_date, bool female);

 private:
  absl::flat_hash_map<std::string, int> given_;  // by the first 12 digits
};

}  // namespace dukcapil::samples
