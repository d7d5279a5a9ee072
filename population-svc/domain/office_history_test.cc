#include "population-svc/domain/office_history.h"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "population-svc/domain/coverage.h"

namespace dukcapil::population {
namespace {

// What the buckets of many changes amount to.
class Stored {
 public:
  void Keep(CoverageChange& change) {
    for (const auto& [bucket, figures] : change.Take().buckets) {
      const bool is_before = bucket.level == 'Y' && bucket.first_day == kDayBeforeCoverage;
      if (bucket.level == 'D' || is_before) days_[bucket.first_day] += figures;
    }
  }
  Figures On(absl::CivilDay date) const {
    Figures sum{};
    for (const auto& [day, figures] : days_) {
      if (day <= date) sum += figures;
    }
    return sum;
  }
  void ExpectHistory(std::int64_t one_in) const {
    for (const HistoryRow& row : OfficeHistory(one_in)) {
      const Figures figures = On(row.date);
      const std::int64_t obliged = figures[static_cast<std::size_t>(Figure::kObliged)];
      const std::int64_t covered = figures[static_cast<std::size_t>(Figure::kCovered)];
      EXPECT_EQ(obliged, row.obliged) << row.date;
      EXPECT_EQ(obliged - covered, row.not_recorded) << row.date;
    }
  }

 private:
  std::map<absl::CivilDay, Figures> days_;
};

// The whole office: everybody in the register first, half of them with all events at once, half after them.
TEST(OfficeHistoryTest, IsMetAtEachDate) {
  std::mt19937 random(2017);
  CoverageChange change;
  Stored stored;
  for (HistoryPerson& person : ReplayHistory(1, 14)) {
    const Resident registered = person.resident;
    person.resident.recording = Fold(std::move(person.events));
    if (random() % 2 == 0) {
      change.Add(person.resident, +1);
    } else {
      change.Add(registered, +1);
      change.Replace(registered, person.resident);
    }
  }
  stored.Keep(change);
  stored.ExpectHistory(1);
}

// One in fifty, event by event: uploads in any order, some twice.
TEST(OfficeHistoryTest, IsMetWhateverTheOrderOfUploads) {
  constexpr std::int64_t kOneIn = 50;
  for (const unsigned seed : {1u, 2u}) {
    std::vector<HistoryPerson> people = ReplayHistory(kOneIn, 14);
    std::vector<std::pair<std::size_t, RecordingEvent>> uploads;
    for (std::size_t i = 0; i < people.size(); ++i) {
      for (const RecordingEvent& event : people[i].events) uploads.emplace_back(i, event);
      people[i].events.clear();
    }
    std::mt19937 random(seed);
    const std::size_t once = uploads.size();
    for (std::size_t i = 0; i < once / 10; ++i) uploads.push_back(uploads[random() % once]);
    std::shuffle(uploads.begin(), uploads.end(), random);
    CoverageChange change;
    for (const HistoryPerson& person : people) change.Add(person.resident, +1);
    for (const auto& [who, event] : uploads) {
      HistoryPerson& person = people[who];
      const Resident before = person.resident;
      person.events.push_back(event);
      person.resident.recording = Fold(person.events);
      change.Replace(before, person.resident);
    }
    Stored stored;
    stored.Keep(change);
    stored.ExpectHistory(kOneIn);
  }
}

}  // namespace
}  // namespace dukcapil::population
