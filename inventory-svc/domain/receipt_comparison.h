// What arrived, compared with what was sent.
#pragma once

#include <vector>

#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

// Each list is merged: sorted, without overlap.
struct ReceiptComparison {
  std::vector<SerialRange> arrived;  // sent, and arrived in order
  std::vector<SerialRange> missing;  // sent, and not scanned
  std::vector<SerialRange> extra;    // scanned, and not sent
  std::vector<SerialRange> damaged;  // scanned, sent or not, and found damaged

  bool full() const { return missing.empty() && extra.empty() && damaged.empty(); }
};

// `scanned` is what came out of the boxes, good and damaged, a serial perhaps twice; what of `damaged` was
// not scanned is ignored.
ReceiptComparison CompareReceipt(const std::vector<SerialRange>& expected,
                                 const std::vector<SerialRange>& scanned,
                                 const std::vector<SerialRange>& damaged);

}  // namespace dukcapil::inventory
