// A count of blanks compared with the ledger as of the count's moment.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "inventory-svc/domain/ledger.h"

namespace dukcapil::inventory {

// What of the ledger a count is compared with: all that happened before `day`, and that day's movements as
// far as they were entered by `time`; of both only what was entered by `entered`, when the count was: what is
// entered later does not change its difference.
struct CountMoment {
  absl::CivilDay day;
  absl::Time time;
  absl::Time entered;
};

// The moment at which a count of `day` is placed that tells no time: when the day is over.
absl::Time EndOfDay(absl::CivilDay day);

// Of the count `movement`. All of its day is before a count of the end of that day, whenever it was entered.
// One that was entered by an earlier release for a later day than its time's is of the day of its time.
CountMoment MomentOf(const Movement& movement);

// What the ledger has now, and what it has recorded that is not before the count's moment.
struct CountedLedger {
  std::vector<SerialRange> here;      // at the location now
  std::vector<SerialRange> entered;   // came to the location after the count's moment, once for each time
  std::vector<SerialRange> left;      // left it after the count's moment, likewise
  std::vector<SerialRange> adjusted;  // in the adjustment account now
  std::vector<SerialRange> lost;      // in the lost account now
};

// How many blanks the ledger had at the location at the count's moment.
std::int64_t ExpectedQuantity(const CountedLedger& ledger);

struct CountDifference {
  std::vector<SerialRange> missing;  // was there at the moment, still is by the ledger, and was not counted
  std::vector<SerialRange> found_adjusted;  // counted, and written off by an earlier count
  std::vector<SerialRange> found_lost;      // counted, and written off by a loss
  std::vector<SerialRange> unexplained;     // counted, though by the ledger it was not there
};

// What was moved after the count's moment explains itself and is no difference: the counter goes on
// meanwhile.
CountDifference CompareCount(const std::vector<SerialRange>& counted, const CountedLedger& ledger);

// The postings that make the ledger agree with the count.
std::vector<Posting> PostCorrection(const std::string& location, CountDifference difference);

}  // namespace dukcapil::inventory
