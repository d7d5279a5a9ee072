// The peer of the split: the same shares by linear programmes, solved by CLP.
#pragma once

#include <vector>

#include "inventory-svc/domain/allocation.h"

namespace dukcapil::bench {

// The exact shares, before packs: the floor, then the earliest run-out as late as can be, then the next, each
// a linear programme whose tight regencies are fixed for those that follow. Crashes where CLP finds no
// optimum.
std::vector<double> SplitWithClp(const std::vector<inventory::AllocationNeed>& needs,
                                 const inventory::AllocationRules& rules);

}  // namespace dukcapil::bench
