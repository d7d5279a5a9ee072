#include "population-svc/domain/coverage.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "population-svc/domain/obligation.h"

namespace dukcapil::population {

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

void CoverageChange::Add(const Resident& resident, int sign) {
  Bucket bucket;
  bucket.village = resident.village;
  const auto add = [&](char level, absl::CivilDay first_day, const Contribution& contribution) {
    bucket.level = level;
    bucket.first_day = first_day;
    changes_.try_emplace(bucket, Figures{}).first->second[static_cast<std::size_t>(contribution.figure)] +=
        std::int64_t{sign} * contribution.change;
  };
  for (const Contribution& contribution : Contributions(resident)) {
    if (contribution.day < kFirstCoverageDay) {
      add('Y', absl::CivilDay(absl::CivilYear(kFirstCoverageDay - 1)), contribution);
      continue;
    }
    add('Y', absl::CivilDay(absl::CivilYear(contribution.day)), contribution);
    add('M', absl::CivilDay(absl::CivilMonth(contribution.day)), contribution);
    add('D', contribution.day, contribution);
  }
}

void CoverageChange::Replace(const Resident& before, const Resident& after) {
  Add(before, -1);
  Add(after, +1);
}

std::vector<std::pair<Bucket, Figures>> CoverageChange::Take() {
  std::vector<std::pair<Bucket, Figures>> list;
  list.reserve(changes_.size());
  for (auto& [bucket, figures] : changes_) {
    if (figures != Figures{}) list.emplace_back(bucket, figures);
  }
  changes_.clear();
  return list;
}

}  // namespace dukcapil::population
