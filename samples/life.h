// One resident of a group: birth, recording, card and what else the register knows.
#pragma once

#include "dukcapil/population/v1/resident.pb.h"
#include "samples/nik_maker.h"
#include "samples/random.h"
#include "samples/schools.h"
#include "samples/strata.h"
#include "samples/villages.h"

namespace dukcapil::samples {

// A resident of `stratum` who lives in the village of `plan`.
population::v1::ResidentRow MakeResident(const Stratum& stratum, const VillagePlan& plan,
                                         const SchoolChooser& schools, NikMaker& niks, Random& random);

}  // namespace dukcapil::samples
