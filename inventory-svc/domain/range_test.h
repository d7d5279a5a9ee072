// Serial ranges as the tests of the ledger write them.
#pragma once

#include <string>

#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

inline SerialRange R(std::int64_t first, std::int64_t last, const std::string& prefix = "R") {
  return {prefix, 8, first, last};
}

}  // namespace dukcapil::inventory
