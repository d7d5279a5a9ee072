// Who may be in the register twice.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "population-svc/domain/name_key.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

// How two birth dates are alike. The numbers are those of the proto.
enum class BirthLikeness {
  kSame = 1,
  kDayAndMonthSwapped = 2,
  kClose = 3,  // the next day, or the same day of the next year
};

// How sure it is that two records are of one person, with its parts.
struct DoubleScore {
  int total = 0;  // 0–100
  int name = 0;   // 0–100: how alike the names are
  BirthLikeness birth = BirthLikeness::kSame;
  bool same_sex = false;
  bool same_village = false;

  bool operator==(const DoubleScore&) const = default;
};

// The birth dates of those to compare with somebody born on `day`: itself and later ones. Each two alike are
// so compared once.
std::vector<absl::CivilDay> BirthDatesToCompare(absl::CivilDay day);

// Nothing where the two are hardly one person: birth dates that are not alike, names that are alike too
// little (the less where the dates differ), or one of them closed by a merge.
std::optional<DoubleScore> CompareAsDoubles(const Resident& a, const std::vector<NameWord>& name_of_a,
                                            const Resident& b, const std::vector<NameWord>& name_of_b);

}  // namespace dukcapil::population
