// A resident, as far as it matters for whom a visit is: no name, no NIK.
#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"

namespace dukcapil::outreach {

struct Resident {
  std::string regency;
  std::string id;
  std::string village;
  std::string school;                          // NPSN; empty: none known
  std::optional<absl::CivilDay> obliged_date;  // first day obliged and living here; none: never
  std::optional<absl::CivilDay> end_date;      // first day no longer living here; none: lives here
  bool is_recorded = false;

  // To be recorded on some day.
  bool IsWanted() const { return !is_recorded && obliged_date.has_value(); }
};

}  // namespace dukcapil::outreach
