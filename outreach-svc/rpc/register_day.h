// Days that the register (population-svc) sends.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::outreach {

// They are good ones: violations are not looked at.
inline std::optional<absl::CivilDay> DayOf(bool is_set, const google::type::Date& date) {
  Violations unread;
  return OptionalFromProto(is_set, date, "date", unread);
}

}  // namespace dukcapil::outreach
