// Who must hold a card (wajib KTP), from when until when.
//
// UU 24/2013 article 63 (1): citizens, and foreigners with a permanent stay permit, who are 17 or are or were
// married. Here also: alive and living in the regency, since only then is it this office's task.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

// The day on which somebody is `age` years old: of somebody born on 29 February, in other years 1 March.
absl::CivilDay Birthday(absl::CivilDay birth_date, int age);

// The latest birth date of those who are `age` years old on `day`.
absl::CivilDay LatestBirthDateAged(int age, absl::CivilDay day);

inline constexpr int kObligedAge = 17;

// The first day no longer alive here: the day of death, departure or merging, whichever is earliest; unset:
// never.
std::optional<absl::CivilDay> EndOfResidence(const Resident& resident);

// The first day both obliged and living here; unset: never. A record merged into another never was.
std::optional<absl::CivilDay> ObligedDate(const Resident& resident);

}  // namespace dukcapil::population
