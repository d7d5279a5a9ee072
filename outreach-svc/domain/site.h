// A place that teams visit.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace dukcapil::outreach {

enum class SiteKind { kVillage = 1, kSchool = 2 };

struct Site {
  std::string id;  // code of the village, or NPSN of the school
  SiteKind kind = SiteKind::kVillage;
  std::string display_name;
  std::string village;      // code of the village it lies in
  std::int64_t target = 0;  // people to record here by the date in question
};

// The district part, `17.02.09`, of a village code.
inline absl::string_view DistrictOf(absl::string_view village) {
  return village.substr(0, village.rfind('.'));
}

}  // namespace dukcapil::outreach
