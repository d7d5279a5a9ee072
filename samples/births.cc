#include "samples/births.h"

#include <algorithm>
#include <vector>

#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

constexpr std::int64_t kYoungest = 18, kOldest = 90, kEvenUntil = 30;

// Someone of `age`, whole years, today.
absl::CivilDay BirthOfAge(Random& random, std::int64_t age) {
  const absl::CivilDay latest(kToday.year() - age, kToday.month(), kToday.day());
  const absl::CivilDay earliest = absl::CivilDay(kToday.year() - age - 1, kToday.month(), kToday.day()) + 1;
  return random.Between(earliest, latest);
}

}  // namespace

absl::CivilDay PyramidBirth(Random& random) {
  // Residents up to each age, of weight 60 until kEvenUntil, then one less a year.
  static const auto& up_to = *[] {
    auto* sums = new std::vector<std::int64_t>;
    std::int64_t sum = 0;
    for (std::int64_t age = kYoungest; age <= kOldest; ++age) {
      sum += kOldest - std::max(age, kEvenUntil) + 1;
      sums->push_back(sum);
    }
    return sums;
  }();
  const auto found = std::lower_bound(up_to.begin(), up_to.end(), random.Between(1, up_to.back()));
  return BirthOfAge(random, kYoungest + (found - up_to.begin()));
}

absl::CivilDay MissedBirth(Random& random) {
  const std::int64_t of_hundred = random.Between(1, 100);
  if (of_hundred <= 40) return BirthOfAge(random, random.Between(kYoungest, 25));
  if (of_hundred <= 75) return BirthOfAge(random, random.Between(26, 64));
  return BirthOfAge(random, random.Between(65, kOldest));
}

}  // namespace dukcapil::samples
