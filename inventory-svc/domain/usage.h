// What blank cards were used for, month by month, reckoned back from today's balance.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"

namespace dukcapil::inventory {

// What the ledger did to a location, or to all, on one day.
struct StockDay {
  absl::CivilDay date;
  std::int64_t on_hand = 0;          // change of it
  std::int64_t received = 0;         // from outside, less what went there
  std::int64_t issued = 0;           // teams' share included, likewise the next two
  std::int64_t issued_by_teams = 0;  // of these, not from a location
  std::int64_t spoiled = 0;
  std::int64_t spoiled_by_teams = 0;
};

struct UsageMonth {
  absl::CivilMonth month;
  std::int64_t received = 0;
  std::int64_t issued = 0;
  std::int64_t issued_by_teams = 0;
  std::int64_t spoiled = 0;
  std::int64_t spoiled_by_teams = 0;
  std::int64_t transferred = 0;  // all else that entered, less all else that left
  std::int64_t balance = 0;      // at its end; of the last month: now
};

// The `months` months up to that of `today`, oldest first. `days` are all since the first of them; `on_hand`
// is today's.
std::vector<UsageMonth> UsageByMonth(absl::CivilDay today, int months, std::int64_t on_hand,
                                     const std::vector<StockDay>& days);

}  // namespace dukcapil::inventory
