// Names for residents that do not exist.
#pragma once

#include <string>

#include "samples/random.h"

namespace dukcapil::samples {

// A name made of common Indonesian names, marked as made up: `Dewi Lestari (Sintetis)`.
std::string SyntheticName(Random& random, bool female);

}  // namespace dukcapil::samples
