// When to ask the ministry for how many cards: its lead time is uncertain and it cuts what is asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "inventory-svc/domain/forecast/quantiles.h"

namespace dukcapil::inventory {

// From asking to cards on the shelf. No public figure is known: assumptions. Most often kLeadTimeDays,
// likelier the nearer to it.
inline constexpr int kLeadTimeDays = 30;
inline constexpr int kShortestLeadDays = 20;
inline constexpr int kLongestLeadDays = 60;
// Asking is late where the chance to run out before the cards come is higher.
inline constexpr double kLateChance = 0.10;

// The lead time at `quantile`, 0 to 1 (a triangular distribution).
int LeadTimeAt(double quantile);

// The share of a request that is approved: Beta(approved, cut).
struct ApprovedShare {
  double approved = 0;
  double cut = 0;
};
// After a prior of no opinion, one public case (asked 10,000, got 2,000) and the shares, 0 to 1, of the
// office's own decided requests; each case counts as two.
ApprovedShare LearnApprovedShare(const std::vector<double>& decided);

// One future, as far as asking depends on it.
struct AskedFuture {
  int run_out_day = 0;  // days from the start; the horizon where cards last
  int lead_time_days = 0;
  double approved_share = 0;
};

struct AskAdvice {
  int by_day = 0;          // days from the start: the last on which asking is not late; 0 where it is already
  double late_chance = 0;  // to run out before the cards come, asked for on that day
  CountQuantiles lead_time;  // days
  CountQuantiles approved_percent;
  std::int64_t raised_cards = 0;  // the need raised for cutting, so that half the time all of it comes
};

// `need` are the cards that are needed; no more than `justified` is advised, whatever is cut: what cannot be
// shown to be needed is not asked for.
AskAdvice AdviseAsking(const std::vector<AskedFuture>& futures, std::int64_t need, std::int64_t justified);

}  // namespace dukcapil::inventory
