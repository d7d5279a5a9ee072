#include "population-svc/domain/obligation.h"

#include <algorithm>

namespace dukcapil::population {

absl::CivilDay Birthday(absl::CivilDay birth_date, int age) {
  // A 29 February that the year has not is normalized to 1 March.
  return absl::CivilDay(birth_date.year() + age, birth_date.month(), birth_date.day());
}

absl::CivilDay LatestBirthDateAged(int age, absl::CivilDay day) {
  absl::CivilDay birth_date(day.year() - age, day.month(), day.day());
  // On 29 February of a year whose year of birth had none, the guess falls on 1 March.
  while (Birthday(birth_date, age) > day) --birth_date;
  return birth_date;
}

std::optional<absl::CivilDay> EndOfResidence(const Resident& resident) {
  std::optional<absl::CivilDay> end;
  const auto ends = [&](std::optional<absl::CivilDay> day) {
    if (day && (!end || *day < *end)) end = day;
  };
  ends(resident.death_date);
  ends(resident.departure_date);
  if (resident.merged) ends(resident.merged->date);
  return end;
}

std::optional<absl::CivilDay> ObligedDate(const Resident& resident) {
  if (resident.citizenship == Citizenship::kTemporaryForeigner || resident.merged) return std::nullopt;
  absl::CivilDay day = Birthday(resident.birth_date, kObligedAge);
  if (resident.first_marriage_date) day = std::min(day, *resident.first_marriage_date);
  if (resident.arrival_date) day = std::max(day, *resident.arrival_date);
  const auto end = EndOfResidence(resident);
  if (end && day >= *end) return std::nullopt;
  return day;
}

}  // namespace dukcapil::population
