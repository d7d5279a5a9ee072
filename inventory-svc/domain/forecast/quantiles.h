// A figure at three levels of certainty.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dukcapil::inventory {

template <class T>
struct Quantiles {
  T p10 = {};
  T p50 = {};
  T p90 = {};
};
using CountQuantiles = Quantiles<std::int64_t>;

// The values of which 10, 50 and 90 % are at or below.
inline CountQuantiles QuantilesOf(std::vector<std::int64_t> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](std::size_t percent) { return values[(values.size() * percent + 99) / 100 - 1]; };
  return {at(10), at(50), at(90)};
}

}  // namespace dukcapil::inventory
