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

// Why a figure of a day in the past became another, step by step of what changed of a resident. The numbers
// are those of the proto and of the database.
enum class RevisionCause {
  kRegistered = 1,  // new in the register, or taken out of it
  kArrival = 2,
  kDeparture = 3,
  kDeath = 4,
  kRecording = 5,  // events that came late
  kMarriage = 6,
  kCorrection = 7,  // of the birth date or the citizenship
  kCard = 8,        // first card, digital identity
};
inline constexpr int kRevisionCauseCount = 8;

// What a cause changed of the figures from a day on, over all villages.
struct Revision {
  RevisionCause cause = RevisionCause::kRegistered;
  absl::CivilDay day;  // kDayBeforeCoverage for all before kFirstCoverageDay

  std::strong_ordering operator<=>(const Revision&) const = default;
};
inline constexpr absl::CivilDay kDayBeforeCoverage(2010, 1, 1);

// What a transaction changes, each list sorted by its key; none with zeros only.
struct CoverageRows {
  std::vector<std::pair<Bucket, Figures>> buckets;
  std::vector<std::pair<Revision, Figures>> revisions;
};

// Collects what changes, bucket by bucket and cause by cause, in the order of the keys.
class CoverageChange {
 public:
  // Adds `sign` (+1 or −1) times the contributions of `resident`.
  void Add(const Resident& resident, int sign);
  // Contributions(after) − Contributions(before).
  void Replace(const Resident& before, const Resident& after);
  CoverageRows Take();

 private:
  void AddToBuckets(const Resident& resident, int sign);
  void AddToRevisions(RevisionCause cause, const Resident& resident, int sign);

  absl::btree_map<Bucket, Figures> changes_;
  absl::btree_map<Revision, Figures> revisions_;
};

}  // namespace dukcapil::population
