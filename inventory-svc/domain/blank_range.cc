#include "inventory-svc/domain/blank_range.h"

#include <algorithm>

namespace dukcapil::inventory {

std::optional<SerialRange> Intersection(const SerialRange& a, const SerialRange& b) {
  if (!a.SameSeries(b)) return std::nullopt;
  const std::int64_t first = std::max(a.first, b.first);
  const std::int64_t last = std::min(a.last, b.last);
  if (last < first) return std::nullopt;
  return SerialRange{a.prefix, a.width, first, last};
}

std::optional<Serial> FindOverlap(std::vector<SerialRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    // Sorted by first and free of overlap so far, so that only the neighbour can overlap.
    if (const auto common = Intersection(ranges[i - 1], ranges[i])) return common->front();
  }
  return std::nullopt;
}

std::optional<Serial> FindUncovered(const SerialRange& part, std::vector<SerialRange> whole) {
  std::sort(whole.begin(), whole.end());
  std::int64_t next = part.first;
  for (const SerialRange& range : whole) {
    const auto common = Intersection(part, range);
    if (!common.has_value()) continue;
    if (common->first > next) break;
    next = std::max(next, common->last + 1);
  }
  if (next > part.last) return std::nullopt;
  return Serial{part.prefix, part.width, next};
}

std::vector<BlankRange> MoveSerials(const BlankRange& range, const SerialRange& taken,
                                    const std::string& account) {
  const auto common = Intersection(range.serials, taken);
  if (!common.has_value()) return {range};
  std::vector<BlankRange> pieces;
  const auto keep = [&](std::int64_t first, std::int64_t last, const std::string& where) {
    if (first > last) return;
    pieces.push_back({{range.serials.prefix, range.serials.width, first, last}, range.lot, where});
  };
  keep(range.serials.first, common->first - 1, range.account);
  keep(common->first, common->last, account);
  keep(common->last + 1, range.serials.last, range.account);
  return pieces;
}

}  // namespace dukcapil::inventory
