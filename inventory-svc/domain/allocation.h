// A fair split of the ministry's blank cards: a floor for everybody first, then run-out dates made equal.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace dukcapil::inventory {

// One regency, as the split sees it.
struct AllocationNeed {
  std::string regency;
  double daily_use = 0;         // cards; 0: none known
  std::int64_t on_hand = 0;     // blank cards it has, wherever
  std::int64_t on_the_way = 0;  // granted before and not received yet
  std::int64_t asked = 0;       // by its open requests: the most it gets
  bool has_asked = false;       // false: nothing limits its share

  std::int64_t stock() const { return on_hand + on_the_way; }
};

struct AllocationRules {
  std::int64_t total = 0;        // cards to split
  std::int64_t pack_size = 1;    // shares are whole packs
  std::int64_t floor_days = 0;   // stock everybody is given first: days of use,
  std::int64_t floor_cards = 0;  // or so many cards where that is more
};

// Bounds of a share, in cards.
struct ShareBounds {
  std::vector<double> lower;
  std::vector<double> upper;
};

// Splits `total` so that the earliest run-out date is as late as can be, then the next one, and so on: shares
// rise together, each from its lower to its upper bound, by `daily_use · T − stock` for one T, the day to
// which all last. Who uses nothing stays at the lower bound. What nobody may take is left over. Exact but for
// rounding of doubles; O(n log n).
struct Levelled {
  std::vector<double> shares;
  double days = std::numeric_limits<double>::infinity();  // T; infinite: everybody is at the upper bound
};
Levelled LevelRunOut(const std::vector<AllocationNeed>& needs, const ShareBounds& bounds, double total);

// The two steps before packs: the floor, bounded by what was asked for and levelled where the total does not
// reach (who uses nothing comes last, levelled by stock); then the rest. `upper` of both is what was asked
// for, in whole packs.
struct ExactSplit {
  std::vector<double> floor;
  Levelled split;
};
ExactSplit SplitExactly(const std::vector<AllocationNeed>& needs, const AllocationRules& rules);

// What one regency gets, and why.
struct AllocationShare {
  std::string regency;
  std::int64_t cards = 0;             // whole packs
  std::int64_t floor = 0;             // of these, for the floor, before packs
  double exact = 0;                   // before packs
  bool capped = false;                // it asked for no more
  std::optional<double> days_before;  // that its stock lasts; nothing: it uses none
  std::optional<double> days_after;
};

struct Allocation {
  std::vector<AllocationShare> shares;  // in the order of the needs
  std::optional<double>
      level_days;  // to which run-out was levelled; nothing: everybody got what was asked for
  std::int64_t left_over = 0;
};

// Shares in whole packs: each the exact one rounded down, and the packs that are left one by one to those
// that run out first. No share is a pack or more from its exact one, none above what was asked for.
Allocation Allocate(const std::vector<AllocationNeed>& needs, const AllocationRules& rules);

// Why the share is what it is, for a person.
std::string ExplainShareInEnglish(const AllocationNeed& need, const AllocationRules& rules,
                                  const Allocation& allocation, const AllocationShare& share);
std::string ExplainShareInIndonesian(const AllocationNeed& need, const AllocationRules& rules,
                                     const Allocation& allocation, const AllocationShare& share);

}  // namespace dukcapil::inventory
