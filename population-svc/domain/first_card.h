// A first card that inventory printed for a resident.
#pragma once

#include <string>

#include "absl/time/civil_time.h"

namespace dukcapil::population {

struct FirstCard {
  std::string regency;
  std::string resident;  // id
  absl::CivilDay print_date;
};

}  // namespace dukcapil::population
