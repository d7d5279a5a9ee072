#include "inventory-svc/domain/stock_take.h"

#include "inventory-svc/domain/blank_range.h"

namespace dukcapil::inventory {

std::int64_t ExpectedQuantity(const CountedLedger& ledger) {
  return CountSerials(ledger.here) - CountSerials(ledger.entered) + CountSerials(ledger.left);
}

CountDifference CompareCount(const std::vector<SerialRange>& counted, const CountedLedger& ledger) {
  CountDifference difference;
  difference.missing = Subtract(Subtract(ledger.here, ledger.entered), counted);
  const std::vector<SerialRange> found = Subtract(Subtract(counted, ledger.here), ledger.left);
  difference.found_adjusted = Intersect(found, ledger.adjusted);
  difference.found_lost = Intersect(found, ledger.lost);
  difference.unexplained = Subtract(Subtract(found, ledger.adjusted), ledger.lost);
  return difference;
}

std::vector<Posting> PostCorrection(const std::string& location, CountDifference difference) {
  const std::string account = LocationAccount(location);
  std::vector<Posting> postings;
  AddPosting(account, kAdjustmentAccount, std::move(difference.missing), postings);
  AddPosting(kAdjustmentAccount, account, std::move(difference.found_adjusted), postings);
  AddPosting(kLostAccount, account, std::move(difference.found_lost), postings);
  return postings;
}

}  // namespace dukcapil::inventory
