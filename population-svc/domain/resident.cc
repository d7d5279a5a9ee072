#include "population-svc/domain/resident.h"

#include "population-svc/domain/obligation.h"

namespace dukcapil::population {

unsigned QualityFlags(const Resident& resident, absl::CivilDay today) {
  unsigned flags = resident.nik_findings;
  const bool above_110 = Birthday(resident.birth_date, kVeryOldAge) <= today;
  if (above_110 && !EndOfResidence(resident)) flags |= kVeryOld;
  return flags;
}

bool IsFoundOtherwise(const Resident& before, const Resident& after) {
  return before.full_name != after.full_name || before.birth_date.year() != after.birth_date.year();
}

}  // namespace dukcapil::population
