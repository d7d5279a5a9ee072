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

std::vector<SerialRange> Merge(std::vector<SerialRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<SerialRange> merged;
  for (SerialRange& range : ranges) {
    if (!merged.empty() && merged.back().SameSeries(range) && range.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(std::move(range));
    }
  }
  return merged;
}

std::vector<SerialRange> Subtract(std::vector<SerialRange> ranges, std::vector<SerialRange> without) {
  const std::vector<SerialRange> holes = Merge(std::move(without));
  std::vector<SerialRange> left;
  auto hole = holes.begin();
  for (SerialRange rest : Merge(std::move(ranges))) {
    // Both are sorted: what ends before this range begins cannot cut a later one either.
    while (hole != holes.end() && *hole < rest && !Intersection(*hole, rest).has_value()) ++hole;
    bool empty = false;
    for (auto cut = hole; cut != holes.end() && !empty; ++cut) {
      const auto common = Intersection(*cut, rest);
      if (!common.has_value()) break;
      if (common->first > rest.first)
        left.push_back({rest.prefix, rest.width, rest.first, common->first - 1});
      rest.first = common->last + 1;
      empty = rest.first > rest.last;
    }
    if (!empty) left.push_back(std::move(rest));
  }
  return left;
}

std::vector<SerialRange> Intersect(std::vector<SerialRange> a, std::vector<SerialRange> b) {
  std::vector<SerialRange> outside = Subtract(a, std::move(b));
  return Subtract(std::move(a), std::move(outside));
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
