// A count of blanks compared with the ledger as of the count's time.
#pragma once

#include <vector>

#include "inventory-svc/domain/ledger.h"

namespace dukcapil::inventory {

// What the ledger has now, and what it has recorded since the count.
struct CountedLedger {
  std::vector<SerialRange> here;      // at the location now
  std::vector<SerialRange> entered;   // came to the location after the count's time, once for each time
  std::vector<SerialRange> left;      // left it after the count's time, likewise
  std::vector<SerialRange> adjusted;  // in the adjustment account now
  std::vector<SerialRange> lost;      // in the lost account now
};

// How many blanks the ledger had at the location at the count's time.
std::int64_t ExpectedQuantity(const CountedLedger& ledger);

struct CountDifference {
  std::vector<SerialRange> missing;  // was there at the time, still is by the ledger, and was not counted
  std::vector<SerialRange> found_adjusted;  // counted, and written off by an earlier count
  std::vector<SerialRange> found_lost;      // counted, and written off by a loss
  std::vector<SerialRange> unexplained;     // counted, though by the ledger it was not there
};

// What was moved after the count's time explains itself and is no difference: the counter goes on meanwhile.
CountDifference CompareCount(const std::vector<SerialRange>& counted, const CountedLedger& ledger);

// The postings that make the ledger agree with the count.
std::vector<Posting> PostCorrection(const std::string& location, CountDifference difference);

}  // namespace dukcapil::inventory
