// Indexes the names of residents who were registered before there was an index of names.
#pragma once

#include "absl/status/status.h"
#include "population-svc/storage/store.h"

namespace dukcapil::population {

// Goes on where it stopped; nothing to do where all are indexed. Harmless where two instances do it.
absl::Status IndexOlderNames(storage::Store& store);

}  // namespace dukcapil::population
