#include "inventory-svc/domain/stock_take.h"

#include <algorithm>

#include "inventory-svc/domain/blank_range.h"
#include "platform/clock/clock.h"

namespace dukcapil::inventory {

absl::Time EndOfDay(absl::CivilDay day) {
  return absl::FromCivil(day + 1, OfficeZone());
}

CountMoment MomentOf(const Movement& movement) {
  const absl::Time time = movement.count->time;
  const absl::CivilDay day = std::min(movement.occurred_date, absl::ToCivilDay(time, OfficeZone()));
  return {day, time == EndOfDay(day) ? movement.recorded_time : time, movement.recorded_time};
}

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
