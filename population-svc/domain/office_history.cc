#include "population-svc/domain/office_history.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

#include "platform/clock/clock.h"
#include "population-svc/domain/obligation.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;

// Days from `after` (not itself) to `last`.
struct Window {
  CivilDay after;
  CivilDay last;
};

class Replay {
 public:
  explicit Replay(unsigned seed) : random_(seed) {}

  // Everybody obliged on the first date, most of them recorded.
  void Begin(const HistoryRow& row) {
    for (std::int64_t i = 0; i < row.obliged; ++i) {
      Resident resident;
      resident.birth_date = DayIn({CivilDay(1930, 1, 1), CivilDay(row.date.year() - 18, 1, 1)});
      unrecorded_.push_back(Add(resident));
    }
    const Window since_kits{CivilDay(2011, 1, 1), row.date};
    Record(row.obliged - row.not_recorded, since_kits);
  }

  // From the row before to `row`: some leave or die, others turn 17 or arrive, and some are recorded.
  void Continue(const HistoryRow& before, const HistoryRow& row) {
    const Window window{before.date, row.date};
    const std::int64_t gone_unrecorded = before.not_recorded / 100;
    std::int64_t gone_recorded = before.obliged / 200;
    const std::int64_t growth = row.obliged - before.obliged;
    // Recorded are those who are needed to meet the row; where that were fewer than none, more come and go.
    std::int64_t recorded = before.not_recorded + growth + gone_recorded - row.not_recorded;
    if (recorded < 0) {
      gone_recorded -= recorded;
      recorded = 0;
    }
    for (std::int64_t i = 0; i < gone_unrecorded; ++i) End(Pick(unrecorded_), window);
    for (std::int64_t i = 0; i < gone_recorded; ++i) End(Pick(recorded_), window);
    for (std::int64_t i = growth + gone_unrecorded + gone_recorded; i > 0; --i) Come(window);
    Record(recorded, window);
  }

  std::vector<HistoryPerson> Take() {
    for (const std::size_t i : unrecorded_) Visit(people_[i]);
    for (HistoryPerson& person : people_) {
      std::shuffle(person.events.begin(), person.events.end(), random_);
    }
    return std::move(people_);
  }

 private:
  std::size_t Number(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  CivilDay DayIn(Window window) {
    return window.after + 1 + static_cast<int>(Number(static_cast<std::size_t>(window.last - window.after)));
  }
  std::size_t Add(const Resident& resident) {
    people_.push_back({resident, {}});
    return people_.size() - 1;
  }
  // Takes one out of `list`.
  std::size_t Pick(std::vector<std::size_t>& list) {
    std::swap(list[Number(list.size())], list.back());
    const std::size_t picked = list.back();
    list.pop_back();
    return picked;
  }

  void Come(Window window) {
    Resident resident;
    const CivilDay day = DayIn(window);
    if (Number(2) == 0) {
      resident.birth_date = CivilDay(day.year() - kObligedAge, day.month(), day.day());
    } else {
      resident.birth_date = DayIn({CivilDay(1950, 1, 1), CivilDay(1995, 1, 1)});
      resident.arrival_date = day;
    }
    // 29 February: obliged on 1 March, which may lie after the window.
    if (*ObligedDate(resident) > window.last) resident.birth_date -= 1;
    unrecorded_.push_back(Add(resident));
  }

  void End(std::size_t person, Window window) {
    Resident& resident = people_[person].resident;
    (Number(3) == 0 ? resident.death_date : resident.departure_date) = DayIn(window);
  }

  void Record(std::int64_t count, Window window) {
    for (; count > 0; --count) {
      const std::size_t picked = Pick(unrecorded_);
      HistoryPerson& person = people_[picked];
      const CivilDay from = std::max(window.after, *ObligedDate(person.resident) - 1);
      Capture(person, DayIn({from, window.last}));
      recorded_.push_back(picked);
    }
  }

  void Tell(HistoryPerson& person, RecordingSource source, const std::string& kit, CivilDay day,
            std::string code) {
    const absl::Time time = absl::FromCivil(day, OfficeZone()) + absl::Minutes(480 + Number(480));
    person.events.push_back({time, source, kit, ++sequence_, std::move(code)});
  }

  void Capture(HistoryPerson& person, CivilDay day) {
    const std::string kit = "KIT-" + std::to_string(1 + Number(6));
    if (Number(4) == 0) Visit(person);
    Tell(person, RecordingSource::kKit, kit, day, "BIO_CAPTURED");
    if (Number(20) == 0) return;
    Tell(person, RecordingSource::kKit, kit, day + 1, "SENT_FOR_ENROLLMENT");
    if (Number(50) == 0) Tell(person, RecordingSource::kCentre, "", day + 3, "ENROLL_FAILURE_AT_CENTRAL");
    if (Number(50) == 0) return;
    Tell(person, RecordingSource::kCentre, "", day + 5,
         Number(100) == 0 ? "DUPLICATE_RECORD" : "PRINT_READY_RECORD");
  }

  // Outcomes that cover nobody.
  void Visit(HistoryPerson& person) {
    constexpr const char* kOutcomes[] = {"VISIT_ABSENT", "VISIT_MOVED", "VISIT_REFUSED", "VISIT_NOT_FOUND"};
    if (Number(3) == 0) {
      Tell(person, RecordingSource::kVisit, "", DayIn({CivilDay(2016, 1, 1), CivilDay(2017, 1, 1)}),
           kOutcomes[Number(std::size(kOutcomes))]);
    }
  }

  std::mt19937 random_;
  std::int64_t sequence_ = 0;
  std::vector<HistoryPerson> people_;
  std::vector<std::size_t> unrecorded_;  // obliged and living here, at the end of the last window
  std::vector<std::size_t> recorded_;
};

}  // namespace

const std::vector<HistoryRow>& OfficeHistory() {
  static const auto& rows = *new std::vector<HistoryRow>{
      {CivilDay(2017, 8, 31), 198'266, 29'799},  {CivilDay(2019, 3, 31), 200'584, 17'260},
      {CivilDay(2020, 8, 31), 201'185, 12'710},  {CivilDay(2022, 2, 28), 207'260, 6'750},
      {CivilDay(2022, 12, 31), 209'057, 15'525}, {CivilDay(2023, 2, 17), 211'077, 17'071},
      {CivilDay(2023, 6, 30), 211'077, 13'872},  {CivilDay(2025, 6, 30), 217'507, 11'669}};
  return rows;
}

std::vector<HistoryRow> OfficeHistory(std::int64_t one_in) {
  std::vector<HistoryRow> rows = OfficeHistory();
  for (HistoryRow& row : rows) {
    row.obliged /= one_in;
    row.not_recorded /= one_in;
  }
  return rows;
}

std::vector<HistoryPerson> ReplayHistory(std::int64_t one_in, unsigned seed) {
  const std::vector<HistoryRow> rows = OfficeHistory(one_in);
  Replay replay(seed);
  replay.Begin(rows.front());
  for (std::size_t i = 1; i < rows.size(); ++i) replay.Continue(rows[i - 1], rows[i]);
  return replay.Take();
}

}  // namespace dukcapil::population
