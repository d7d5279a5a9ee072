#include "population-svc/domain/obligation.h"

#include <algorithm>

namespace dukcapil::population {

absl::CivilDay SeventeenthBirthday(absl::CivilDay birth_date) {
  // No leap year is followed by another after 17 years, so 29 February becomes 1 March.
  return absl::CivilDay(birth_date.year() + 17, birth_date.month(), birth_date.day());
}

std::optional<absl::CivilDay> EndOfResidence(const Resident& resident) {
  if (!resident.death_date) return resident.departure_date;
  if (!resident.departure_date) return resident.death_date;
  return std::min(*resident.death_date, *resident.departure_date);
}

std::optional<absl::CivilDay> ObligedDate(const Resident& resident) {
  if (resident.citizenship == Citizenship::kTemporaryForeigner) return std::nullopt;
  absl::CivilDay day = SeventeenthBirthday(resident.birth_date);
  if (resident.first_marriage_date) day = std::min(day, *resident.first_marriage_date);
  if (resident.arrival_date) day = std::max(day, *resident.arrival_date);
  const auto end = EndOfResidence(resident);
  if (end && day >= *end) return std::nullopt;
  return day;
}

}  // namespace dukcapil::population
