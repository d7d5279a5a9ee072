#include "inventory-svc/domain/receipt_comparison.h"

#include "inventory-svc/domain/blank_range.h"

namespace dukcapil::inventory {

ReceiptComparison CompareReceipt(const std::vector<SerialRange>& expected,
                                 const std::vector<SerialRange>& scanned,
                                 const std::vector<SerialRange>& damaged) {
  ReceiptComparison comparison;
  comparison.damaged = Intersect(scanned, damaged);
  comparison.arrived = Subtract(Intersect(expected, scanned), comparison.damaged);
  comparison.missing = Subtract(expected, scanned);
  comparison.extra = Subtract(scanned, expected);
  return comparison;
}

}  // namespace dukcapil::inventory
