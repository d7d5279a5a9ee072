// National splits drawn from a fixed seed.
#pragma once

#include <random>
#include <vector>

#include "inventory-svc/domain/allocation.h"

namespace dukcapil::bench {

struct AllocationProblem {
  std::vector<inventory::AllocationNeed> needs;
  inventory::AllocationRules rules;
};

// `regencies` with use, stock and requests as they are in the field: some use nothing, some have run out,
// some ask for nothing, some for ten times what they use. The total is between a tenth of the floors and more
// than anybody asks for.
AllocationProblem DrawAllocation(int regencies, std::mt19937_64& random);

}  // namespace dukcapil::bench
