#include "inventory-svc/domain/allocation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dukcapil::inventory {
namespace {

// Doubles of up to a million cards are exact to far less than this.
constexpr double kTolerance = 1e-6;

// From `days` on the share of somebody rises by `slope` cards a day more (or less).
struct Bend {
  double days;
  double slope;
};

// Shares that rise with the level: where each begins and ends to rise.
std::vector<Bend> BendsOf(const std::vector<AllocationNeed>& needs, const ShareBounds& bounds) {
  std::vector<Bend> bends;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const double use = needs[i].daily_use;
    if (use <= 0 || bounds.upper[i] <= bounds.lower[i]) continue;
    const auto stock = static_cast<double>(needs[i].stock());
    bends.push_back({(stock + bounds.lower[i]) / use, use});
    bends.push_back({(stock + bounds.upper[i]) / use, -use});
  }
  std::sort(bends.begin(), bends.end(), [](const Bend& a, const Bend& b) { return a.days < b.days; });
  return bends;
}

// The level at which shares have risen by `rest` in all; infinite where they end to rise before.
double LevelFor(const std::vector<Bend>& bends, double rest) {
  double slope = 0;
  double at = bends.empty() ? 0 : bends.front().days;
  for (const Bend& bend : bends) {
    const double risen = std::isinf(bend.days) ? rest : slope * (bend.days - at);
    if (slope > 0 && risen >= rest) return at + rest / slope;
    rest -= risen;
    slope += bend.slope;
    at = bend.days;
  }
  return std::numeric_limits<double>::infinity();
}

std::optional<double> DaysOf(const AllocationNeed& need, std::int64_t more) {
  if (need.daily_use <= 0) return std::nullopt;
  return static_cast<double>(need.stock() + more) / need.daily_use;
}

// What of `cards` makes whole packs.
std::int64_t InPacks(std::int64_t cards, std::int64_t pack_size) {
  return cards / pack_size * pack_size;
}

std::int64_t WholePacks(double cards, std::int64_t pack_size) {
  return static_cast<std::int64_t>(std::floor(cards / static_cast<double>(pack_size) + kTolerance));
}

// Floors where `total` does not reach: run-out dates of who uses cards are levelled first; then, of what is
// left, the stocks of who uses none.
std::vector<double> LevelFloors(const std::vector<AllocationNeed>& needs, ShareBounds floor, double total) {
  const std::vector<double> shares = LevelRunOut(needs, floor, total).shares;
  std::vector<AllocationNeed> idle = needs;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    idle[i].daily_use = needs[i].daily_use > 0 ? 0 : 1;
    floor.lower[i] = shares[i];
  }
  return LevelRunOut(idle, floor, total).shares;
}

// Hands out `packs` more, one at most to each, to those that run out first.
void HandOutPacks(const std::vector<AllocationNeed>& needs, const AllocationRules& rules, std::int64_t packs,
                  std::vector<AllocationShare>& shares) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].exact > static_cast<double>(shares[i].cards) + kTolerance) order.push_back(i);
  }
  const auto runs_out = [&](std::size_t i) {
    return DaysOf(needs[i], shares[i].cards).value_or(std::numeric_limits<double>::infinity());
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return runs_out(a) < runs_out(b); });
  for (const std::size_t i : order) {
    if (packs-- <= 0) return;
    shares[i].cards += rules.pack_size;
  }
}

}  // namespace

Levelled LevelRunOut(const std::vector<AllocationNeed>& needs, const ShareBounds& bounds, double total) {
  Levelled levelled;
  levelled.shares = bounds.lower;
  const double rest = total - std::accumulate(bounds.lower.begin(), bounds.lower.end(), 0.0);
  levelled.days = LevelFor(BendsOf(needs, bounds), std::max(rest, 0.0));
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (needs[i].daily_use <= 0 || bounds.upper[i] <= bounds.lower[i]) continue;
    const double wanted = needs[i].daily_use * levelled.days - static_cast<double>(needs[i].stock());
    levelled.shares[i] = std::clamp(wanted, bounds.lower[i], bounds.upper[i]);
  }
  return levelled;
}

ExactSplit SplitExactly(const std::vector<AllocationNeed>& needs, const AllocationRules& rules) {
  const auto total = static_cast<double>(InPacks(rules.total, rules.pack_size));
  ShareBounds floor;
  ShareBounds all;
  for (const AllocationNeed& need : needs) {
    const double cap = need.has_asked ? static_cast<double>(InPacks(need.asked, rules.pack_size))
                                      : std::numeric_limits<double>::infinity();
    const double level = std::max(need.daily_use * static_cast<double>(rules.floor_days),
                                  static_cast<double>(rules.floor_cards));
    floor.lower.push_back(0);
    floor.upper.push_back(std::clamp(level - static_cast<double>(need.stock()), 0.0, cap));
    all.upper.push_back(cap);
  }
  ExactSplit exact;
  const double floors = std::accumulate(floor.upper.begin(), floor.upper.end(), 0.0);
  exact.floor = floors <= total ? floor.upper : LevelFloors(needs, floor, total);
  all.lower = exact.floor;
  exact.split = LevelRunOut(needs, all, total);
  return exact;
}

Allocation Allocate(const std::vector<AllocationNeed>& needs, const AllocationRules& rules) {
  const ExactSplit exact = SplitExactly(needs, rules);
  Allocation allocation;
  std::int64_t packs = rules.total / rules.pack_size;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    AllocationShare share;
    share.regency = needs[i].regency;
    share.exact = exact.split.shares[i];
    share.floor = static_cast<std::int64_t>(std::ceil(exact.floor[i] - kTolerance));
    share.capped = needs[i].has_asked &&
                   share.exact + kTolerance >= static_cast<double>(InPacks(needs[i].asked, rules.pack_size));
    const std::int64_t whole = WholePacks(share.exact, rules.pack_size);
    share.cards = whole * rules.pack_size;
    packs -= whole;
    allocation.shares.push_back(std::move(share));
  }
  HandOutPacks(needs, rules, packs, allocation.shares);
  allocation.left_over = rules.total;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    AllocationShare& share = allocation.shares[i];
    share.days_before = DaysOf(needs[i], 0);
    share.days_after = DaysOf(needs[i], share.cards);
    allocation.left_over -= share.cards;
  }
  if (std::isfinite(exact.split.days)) allocation.level_days = exact.split.days;
  return allocation;
}

}  // namespace dukcapil::inventory
