// The office's history through the service: one resident in a hundred, uploads in any order, some before the
// person they are about.
#include <algorithm>
#include <random>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"
#include "population-svc/domain/office_history.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

constexpr std::int64_t kOneIn = 100;
constexpr std::size_t kBatch = 200;  // small, so that a busy machine keeps the deadline of a call

class OfficeHistoryThroughTheService : public RecordingsFixture {
 protected:
  OfficeHistoryThroughTheService() { app_->clock = Clock(absl::CivilDay(2025, 7, 14)); }

  // Men of made-up NIKs; the serial tells those of one birthday apart.
  v1::ResidentRow RowOf(const Resident& resident) {
    const absl::CivilDay born = resident.birth_date;
    v1::ResidentRow row = Row(1);
    row.set_nik(absl::StrFormat("170209%02d%02d%02d%04d", born.day(), born.month(), born.year() % 100,
                                9000 + serials_[absl::FormatCivilTime(born)]++));
    row.set_village_code(serials_.size() % 2 == 0 ? kVillage1 : kVillage3);
    *row.mutable_birth_date() = ToProto(born);
    if (resident.arrival_date) *row.mutable_arrival_date() = ToProto(*resident.arrival_date);
    if (resident.departure_date) *row.mutable_departure_date() = ToProto(*resident.departure_date);
    if (resident.death_date) *row.mutable_death_date() = ToProto(*resident.death_date);
    return row;
  }
  void SubmitAll(const std::vector<v1::RecordingEvent>& events) {
    for (std::size_t at = 0; at < events.size(); at += kBatch) {
      const auto end = events.begin() + static_cast<std::ptrdiff_t>(std::min(events.size(), at + kBatch));
      const auto response = Submit({events.begin() + static_cast<std::ptrdiff_t>(at), end});
      for (const auto& result : response.results()) {
        ASSERT_NE(result.outcome(), v1::EVENT_OUTCOME_REFUSED) << result.ShortDebugString();
      }
    }
  }

 private:
  absl::flat_hash_map<std::string, int> serials_;
};

TEST_F(OfficeHistoryThroughTheService, IsMetAtEachDate) {
  std::vector<v1::ResidentRow> rows;
  std::vector<v1::RecordingEvent> events;
  for (const HistoryPerson& person : ReplayHistory(kOneIn, 14)) {
    rows.push_back(RowOf(person.resident));
    for (const RecordingEvent& event : person.events) {
      events.push_back(EventToProto(event, ""));
      events.back().set_nik(rows.back().nik());
    }
  }
  std::mt19937 random(2025);
  const std::size_t once = events.size();
  for (std::size_t i = 0; i < once / 20; ++i) events.push_back(events[random() % once]);
  std::shuffle(events.begin(), events.end(), random);
  // A third of the uploads come before anybody is in the register.
  const auto third = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 3);
  SubmitAll({events.begin(), third});
  for (std::size_t at = 0; at < rows.size(); at += kBatch) {
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), at + kBatch));
    const auto response = Import({rows.begin() + static_cast<std::ptrdiff_t>(at), end});
    for (const auto& result : response.results()) {
      ASSERT_EQ(result.outcome(), v1::IMPORT_OUTCOME_CREATED) << result.ShortDebugString();
    }
  }
  SubmitAll({third, events.end()});
  for (const HistoryRow& row : OfficeHistory(kOneIn)) {
    const v1::Coverage coverage = CoverageOn(row.date);
    EXPECT_EQ(coverage.obliged(), row.obliged) << row.date;
    EXPECT_EQ(coverage.not_recorded(), row.not_recorded) << row.date;
  }
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM held_event WHERE state = 1"), 0);
  EXPECT_EQ(Verify().difference_count(), 0);
}

}  // namespace
}  // namespace dukcapil::population
