// A card that inventory printed for a resident, for whatever reason: lost, damaged or the first.
#pragma once

#include <string>

#include "absl/time/civil_time.h"

namespace dukcapil::population {

struct PrintedCard {
  std::string regency;
  std::string resident;  // id
  absl::CivilDay print_date;
};

}  // namespace dukcapil::population
