// Birth dates of adults.
#pragma once

#include "absl/time/civil_time.h"
#include "samples/random.h"

namespace dukcapil::samples {

// Ages 18 to 90 on 14 October 2023: as many at each age until 30, then fewer and fewer.
absl::CivilDay PyramidBirth(Random& random);

// The same ages as they are among those not recorded: four in ten below 26, a quarter from 65 on.
absl::CivilDay MissedBirth(Random& random);

}  // namespace dukcapil::samples
