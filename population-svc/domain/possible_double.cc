#include "population-svc/domain/possible_double.h"

#include <algorithm>
#include <cmath>

#include "population-svc/domain/name_match.h"
#include "population-svc/domain/obligation.h"

namespace dukcapil::population {
namespace {

// The day with month and day in each other's place; nothing where that is no other day.
std::optional<absl::CivilDay> Swapped(absl::CivilDay day) {
  if (day.day() > 12 || day.day() == day.month()) return std::nullopt;
  return absl::CivilDay(day.year(), day.day(), day.month());
}

std::optional<BirthLikeness> Likeness(absl::CivilDay a, absl::CivilDay b) {
  if (a == b) return BirthLikeness::kSame;
  if (Swapped(a) == b) return BirthLikeness::kDayAndMonthSwapped;
  const auto [first, second] = std::minmax(a, b);
  if (second == first + 1 || second == Birthday(first, 1)) return BirthLikeness::kClose;
  return std::nullopt;
}

}  // namespace

std::vector<absl::CivilDay> BirthDatesToCompare(absl::CivilDay day) {
  std::vector<absl::CivilDay> days = {day, day + 1, Birthday(day, 1)};
  if (const auto swapped = Swapped(day); swapped && *swapped > day) days.push_back(*swapped);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::optional<DoubleScore> CompareAsDoubles(const Resident& a, const std::vector<NameWord>& name_of_a,
                                            const Resident& b, const std::vector<NameWord>& name_of_b) {
  if (a.merged || b.merged) return std::nullopt;
  const auto likeness = Likeness(a.birth_date, b.birth_date);
  if (!likeness) return std::nullopt;
  // Twins and namesakes are told from doubles by what is asked of the names.
  constexpr double kAlike = 0.83;
  constexpr double kAllButTheSame = 0.92;
  const double least = *likeness == BirthLikeness::kSame ? kAlike : kAllButTheSame;
  double name = NameScore(name_of_a, name_of_b);
  if (name < least) return std::nullopt;
  name = std::min(name, NameScore(name_of_b, name_of_a));
  if (name < least) return std::nullopt;
  DoubleScore score{.name = static_cast<int>(std::lround(name * 100)),
                    .birth = *likeness,
                    .same_sex = a.sex == b.sex,
                    .same_village = a.village == b.village};
  const double birth = *likeness == BirthLikeness::kSame ? 25 : *likeness == BirthLikeness::kClose ? 12 : 18;
  score.total = static_cast<int>(
      std::lround(name * 60 + birth + (score.same_sex ? 10 : 0) + (score.same_village ? 5 : 0)));
  return score;
}

}  // namespace dukcapil::population
