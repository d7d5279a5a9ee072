// The generator's source of chance: Boost's, so that a seed gives the same sample with every standard
// library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "absl/time/civil_time.h"

namespace dukcapil::samples {

// Not thread-safe.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // Evenly from first to last, both included; first is not above last.
  std::int64_t Between(std::int64_t first, std::int64_t last) {
    return boost::random::uniform_int_distribution<std::int64_t>(first, last)(engine_);
  }
  absl::CivilDay Between(absl::CivilDay first, absl::CivilDay last) {
    return first + Between(0, last - first);
  }
  // True in `percent` of 100 cases.
  bool Chance(int percent) { return Between(1, 100) <= percent; }
  template <class T>
  const T& Pick(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(Between(0, static_cast<std::int64_t>(values.size()) - 1))];
  }
  template <class T>
  void Shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1],
                values[static_cast<std::size_t>(Between(0, static_cast<std::int64_t>(i) - 1))]);
    }
  }

 private:
  boost::random::mt19937_64 engine_;
};

}  // namespace dukcapil::samples
