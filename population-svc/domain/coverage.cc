#include "population-svc/domain/coverage.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "population-svc/domain/obligation.h"

namespace dukcapil::population {
namespace {

void Count(Figures& figures, const Contribution& contribution, int sign) {
  figures[static_cast<std::size_t>(contribution.figure)] += std::int64_t{sign} * contribution.change;
}

// Moves what is not all zeros out of `map`.
template <class Key>
std::vector<std::pair<Key, Figures>> TakeAll(absl::btree_map<Key, Figures>& map) {
  std::vector<std::pair<Key, Figures>> list;
  list.reserve(map.size());
  for (auto& [key, figures] : map) {
    if (figures != Figures{}) list.emplace_back(key, figures);
  }
  map.clear();
  return list;
}

// Each step makes `resident` more like `after`.
struct Step {
  RevisionCause cause;
  void (*take)(Resident& resident, const Resident& after);
};
constexpr Step kSteps[] = {
    {RevisionCause::kCorrection,
     [](Resident& resident, const Resident& after) {
       resident.birth_date = after.birth_date;
       resident.citizenship = after.citizenship;
     }},
    {RevisionCause::kMarriage,
     [](Resident& resident, const Resident& after) {
       resident.first_marriage_date = after.first_marriage_date;
     }},
    {RevisionCause::kArrival,
     [](Resident& resident, const Resident& after) { resident.arrival_date = after.arrival_date; }},
    {RevisionCause::kDeparture,
     [](Resident& resident, const Resident& after) { resident.departure_date = after.departure_date; }},
    {RevisionCause::kDeath,
     [](Resident& resident, const Resident& after) { resident.death_date = after.death_date; }},
    {RevisionCause::kRecording,
     [](Resident& resident, const Resident& after) { resident.recording = after.recording; }},
    {RevisionCause::kCard,
     [](Resident& resident, const Resident& after) {
       resident.first_card_date = after.first_card_date;
       resident.digital_identity_date = after.digital_identity_date;
     }},
    // Whatever is left: closed as a double of another, or open again.
    {RevisionCause::kRegistered, [](Resident& resident, const Resident& after) { resident = after; }},
};

}  // namespace

absl::string_view FigureName(Figure figure) {
  constexpr std::array<absl::string_view, kFigureCount> kNames = {
      "obliged", "covered", "print_ready", "blocked", "first_card", "digital_identity", "doubtful"};
  return kNames[static_cast<std::size_t>(figure)];
}

Figures& operator+=(Figures& sum, const Figures& more) {
  for (std::size_t i = 0; i < kFigureCount; ++i) sum[i] += more[i];
  return sum;
}

ContributionList Contributions(const Resident& resident) {
  ContributionList list;
  const auto obliged = ObligedDate(resident);
  if (!obliged) return list;
  const auto count_until = [&](Figure figure, std::optional<absl::CivilDay> date,
                               std::optional<absl::CivilDay> end) {
    if (!date) return;
    const absl::CivilDay from = std::max(*obliged, *date);
    if (end && from >= *end) return;
    list.push_back({from, figure, +1});
    if (end) list.push_back({*end, figure, -1});
  };
  const auto end = EndOfResidence(resident);
  const auto count = [&](Figure figure, std::optional<absl::CivilDay> date) {
    count_until(figure, date, end);
  };
  const Recording& recording = resident.recording;
  count(Figure::kObliged, obliged);
  count(Figure::kCovered, recording.covered_date);
  if (recording.state == RecordingState::kPrintReady) count(Figure::kPrintReady, recording.since);
  if (IsBlocked(recording.state)) count(Figure::kBlocked, recording.since);
  count(Figure::kFirstCard, resident.first_card_date);
  count(Figure::kDigitalIdentity, resident.digital_identity_date);
  const auto& covered = recording.covered_date;
  count_until(Figure::kDoubtful, recording.doubtful_since,
              end && covered ? std::min(end, covered)
              : covered      ? covered
                             : end);
  return list;
}

std::string BucketName(char level, absl::CivilDay first_day) {
  return absl::StrCat(std::string(1, level), ":", absl::FormatCivilTime(first_day));
}

BucketRanges RangesFor(absl::CivilDay date) {
  const absl::CivilDay year{absl::CivilYear{date}};
  const absl::CivilDay month{absl::CivilMonth{date}};
  return {.before_year = year, .from_month = year, .before_month = month, .from_day = month, .to_day = date};
}

void CoverageChange::AddToBuckets(const Resident& resident, int sign) {
  Bucket bucket;
  bucket.village = resident.village;
  const auto add = [&](char level, absl::CivilDay first_day, const Contribution& contribution) {
    bucket.level = level;
    bucket.first_day = first_day;
    Count(changes_.try_emplace(bucket, Figures{}).first->second, contribution, sign);
  };
  for (const Contribution& contribution : Contributions(resident)) {
    if (contribution.day < kFirstCoverageDay) {
      add('Y', kDayBeforeCoverage, contribution);
      continue;
    }
    add('Y', absl::CivilDay(absl::CivilYear(contribution.day)), contribution);
    add('M', absl::CivilDay(absl::CivilMonth(contribution.day)), contribution);
    add('D', contribution.day, contribution);
  }
}

void CoverageChange::AddToRevisions(RevisionCause cause, const Resident& resident, int sign) {
  for (const Contribution& contribution : Contributions(resident)) {
    const absl::CivilDay day = contribution.day < kFirstCoverageDay ? kDayBeforeCoverage : contribution.day;
    Count(revisions_.try_emplace({cause, day}, Figures{}).first->second, contribution, sign);
  }
}

void CoverageChange::Add(const Resident& resident, int sign) {
  AddToBuckets(resident, sign);
  AddToRevisions(resident.arrival_date ? RevisionCause::kArrival : RevisionCause::kRegistered, resident,
                 sign);
}

void CoverageChange::Replace(const Resident& before, const Resident& after) {
  AddToBuckets(before, -1);
  AddToBuckets(after, +1);
  Resident from = before;
  Resident to = before;
  for (const Step& step : kSteps) {
    step.take(to, after);
    if (to == from) continue;
    AddToRevisions(step.cause, from, -1);
    AddToRevisions(step.cause, to, +1);
    from = to;
  }
}

CoverageRows CoverageChange::Take() {
  return {TakeAll(changes_), TakeAll(revisions_)};
}

}  // namespace dukcapil::population
