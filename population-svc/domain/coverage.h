// Coverage at any date without a nightly job: every resident is a few dated +1 and −1.
//
// A figure on a date is the sum of all contributions up to it. They are kept by village in buckets of a year,
// a month and a day, so that a sum needs few rows: years before, months before, days up to the date.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "population-svc/domain/resident.h"

namespace dukcapil::population {

enum class Figure { kObliged, kCovered, kPrintReady, kBlocked, kFirstCard, kDigitalIdentity, kDoubtful };
inline constexpr std::size_t kFigureCount = 7;
// `obliged`, `covered`, …: as the database and VerifyCoverage name them.
absl::string_view FigureName(Figure figure);

// One number a Figure, by its position.
using Figures = std::array<std::int64_t, kFigureCount>;
Figures& operator+=(Figures& sum, const Figures& more);

struct Contribution {
  absl::CivilDay day;
  Figure figure;
  int change;  // +1 or −1

  bool operator==(const Contribution&) const = default;
};
using ContributionList = absl::InlinedVector<Contribution, 14>;

// With `o` the first day obliged and living here and `e` the end of residence: obliged +1 at o; each other
// figure +1 at max(o, its date), where that is before e; each −1 at e. Doubtful are some of those not
// covered: theirs ends when they are covered. Nobody who is never obliged contributes.
ContributionList Contributions(const Resident& resident);

// The first day with a figure of its own: recording began in 2011, so everything before shares one bucket.
inline constexpr absl::CivilDay kFirstCoverageDay(2011, 1, 1);

// A row of figures: all contributions of a village in a year ('Y'), month ('M') or on a day ('D').
struct Bucket {
  char level = 'D';
  absl::CivilDay first_day;
  std::string village;

  std::strong_ordering operator<=>(const Bucket&) const = default;
};
// `D:2023-10-14`.
std::string BucketName(char level, absl::CivilDay first_day);

// The bucket starts that make up the figures on `date`, which is not before kFirstCoverageDay.
struct BucketRanges {
  absl::CivilDay before_year;   // level Y: first_day <  before_year
  absl::CivilDay from_month;    // level M: first_day >= from_month
  absl::CivilDay before_month;  //      and first_day <  before_month
  absl::CivilDay from_day;      // level D: first_day >= from_day
  absl::CivilDay to_day;        //      and first_day <= to_day
};
BucketRanges RangesFor(absl::CivilDay date);

// Collects what changes, bucket by bucket, in the order of the keys.
class CoverageChange {
 public:
  // Adds `sign` (+1 or −1) times the contributions of `resident`.
  void Add(const Resident& resident, int sign);
  // Contributions(after) − Contributions(before).
  void Replace(const Resident& before, const Resident& after);
  // The buckets whose figures change, sorted by level, day and village; none with zeros only.
  std::vector<std::pair<Bucket, Figures>> Take();

 private:
  absl::btree_map<Bucket, Figures> changes_;
};

}  // namespace dukcapil::population
