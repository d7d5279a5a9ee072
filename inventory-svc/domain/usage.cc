#include "inventory-svc/domain/usage.h"

namespace dukcapil::inventory {

std::vector<UsageMonth> UsageByMonth(absl::CivilDay today, int months, std::int64_t on_hand,
                                     const std::vector<StockDay>& days) {
  const absl::CivilMonth first = absl::CivilMonth(today) - (months - 1);
  std::vector<UsageMonth> usage(static_cast<std::size_t>(months));
  for (int i = 0; i < months; ++i) usage[static_cast<std::size_t>(i)].month = first + i;
  std::vector<std::int64_t> change(usage.size(), 0);
  for (const StockDay& day : days) {
    const absl::civil_diff_t index = absl::CivilMonth(day.date) - first;
    if (index < 0 || index >= months) continue;
    UsageMonth& month = usage[static_cast<std::size_t>(index)];
    month.received += day.received;
    month.issued += day.issued;
    month.issued_by_teams += day.issued_by_teams;
    month.spoiled += day.spoiled;
    month.spoiled_by_teams += day.spoiled_by_teams;
    change[static_cast<std::size_t>(index)] += day.on_hand;
  }
  for (std::size_t i = usage.size(); i-- > 0;) {
    UsageMonth& month = usage[i];
    month.balance = on_hand;
    month.transferred = change[i] - month.received + (month.issued - month.issued_by_teams) +
                        (month.spoiled - month.spoiled_by_teams);
    on_hand -= change[i];
  }
  return usage;
}

}  // namespace dukcapil::inventory
