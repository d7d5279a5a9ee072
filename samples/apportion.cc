#include "samples/apportion.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace dukcapil::samples {

std::vector<std::int64_t> Apportion(std::int64_t total, const std::vector<std::int64_t>& weights) {
  std::vector<std::int64_t> shares(weights.size(), 0);
  if (total == 0) return shares;
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::size_t> by_remainder(weights.size());
  std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares[i] = total * weights[i] / sum;
    left -= shares[i];
  }
  std::stable_sort(by_remainder.begin(), by_remainder.end(), [&](std::size_t a, std::size_t b) {
    return total * weights[a] % sum > total * weights[b] % sum;
  });
  for (std::int64_t i = 0; i < left; ++i) ++shares[by_remainder[static_cast<std::size_t>(i)]];
  return shares;
}

}  // namespace dukcapil::samples
