#include "platform/clock/clock.h"

namespace dukcapil {

absl::TimeZone OfficeZone() {
  return absl::FixedTimeZone(7 * 60 * 60);
}

absl::CivilDay Clock::Today() const {
  return fixed_.has_value() ? *fixed_ : absl::ToCivilDay(absl::Now(), OfficeZone());
}

absl::Time Clock::BusinessNow() const {
  if (!fixed_.has_value()) return absl::Now();
  return absl::FromCivil(absl::CivilHour(*fixed_) + 12, OfficeZone());
}

}  // namespace dukcapil
