// Splits a whole number in proportion to weights, without losing one.
#pragma once

#include <cstdint>
#include <vector>

namespace dukcapil::samples {

// Shares of `total` in proportion to `weights` by the method of largest remainders; of equal remainders the
// earlier wins. The shares add up to `total`; where `total` is not above the sum of the weights no share is
// above its weight. Weights are not negative and their sum is positive unless `total` is 0.
std::vector<std::int64_t> Apportion(std::int64_t total, const std::vector<std::int64_t>& weights);

}  // namespace dukcapil::samples
