// What a movement is about, for a person: more than fits into a row.
#pragma once

#include <ostream>

#include "dukcapil/inventory/v1/stock.pb.h"

namespace dukcapil::cli {

// A line for each field of the detail that is set, each posting, each confirmation and the reversal.
void WriteMovementDetail(std::ostream& out, const inventory::v1::Movement& movement);

}  // namespace dukcapil::cli
