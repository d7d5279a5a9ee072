#include "population-svc/domain/resident.h"

namespace dukcapil::population {

unsigned QualityFlags(const Resident& resident, absl::CivilDay today) {
  unsigned flags = resident.nik_findings;
  const absl::CivilDay& born = resident.birth_date;
  const bool above_110 = absl::CivilDay(born.year() + 111, born.month(), born.day()) <= today;
  if (above_110 && !resident.death_date && !resident.departure_date) flags |= kVeryOld;
  return flags;
}

}  // namespace dukcapil::population
