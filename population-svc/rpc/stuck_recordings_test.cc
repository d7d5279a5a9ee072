#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::Contains;
using ::testing::SizeIs;

class StuckRecordingsTest : public RecordingsFixture {
 protected:
  v1::ListStuckRecordingsResponse List(v1::ListStuckRecordingsRequest request) {
    request.set_parent(kParent);
    auto response = ListStuckRecordings(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ListStuckRecordingsResponse();
  }
  // All pages.
  std::vector<v1::ListStuckRecordingsResponse> Pages(v1::ListStuckRecordingsRequest request) {
    std::vector<v1::ListStuckRecordingsResponse> pages;
    do {
      pages.push_back(List(request));
      request.set_page_token(pages.back().next_page_token());
    } while (!request.page_token().empty());
    return pages;
  }
  // People captured on 1 January 2023 and in the weeks after it, some of a day; by what `code_of` says.
  std::vector<std::string> ImportMany(int count, const std::function<std::string(int)>& code_of) {
    std::vector<v1::ResidentRow> rows;
    for (int i = 0; i < count; ++i) rows.push_back(Recorded(i, code_of(i), CapturedOn(i)));
    std::vector<std::string> names;
    const auto imported = Import(rows);
    for (const auto& result : imported.results()) names.push_back(result.name());
    return names;
  }
  // Rows that all statements so far have read, by an index or not.
  std::int64_t RowsLookedAt() {
    return CountRows(
        "SELECT CAST(SUM(VARIABLE_VALUE) AS INT) FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME "
        "IN "
        "('HANDLER_READ_FIRST', 'HANDLER_READ_KEY', 'HANDLER_READ_NEXT', 'HANDLER_READ_RND', "
        "'HANDLER_READ_RND_NEXT')");
  }
  static CivilDay CapturedOn(int i) { return CivilDay(2023, 1, 1) + (i * 17) % 50; }
};

TEST_F(StuckRecordingsTest, ByKitAgeAndWhoMustAct) {
  const std::string captured = ImportOne(Row(1)), sent = ImportOne(Row(2)), ready = ImportOne(Row(3));
  Submit({Event(captured, CivilDay(2023, 9, 1), "BIO_CAPTURED"),
          Event(sent, CivilDay(2023, 8, 1), "BIO_CAPTURED"),
          Event(sent, CivilDay(2023, 8, 2), "SENT_FOR_ENROLLMENT"),
          Event(sent, CivilDay(2023, 10, 10), "RESUBMITTED"),
          Event(ready, CivilDay(2023, 8, 1), "BIO_CAPTURED"),
          Event(ready, CivilDay(2023, 8, 3), "PRINT_READY_RECORD")});
  v1::ListStuckRecordingsRequest request;
  const auto all = List(request);
  ASSERT_EQ(all.recordings_size(), 2);
  EXPECT_EQ(all.total_size(), 2);
  EXPECT_EQ(all.recordings(0).resident(), captured);
  EXPECT_EQ(all.recordings(0).days(), 43);
  EXPECT_EQ(all.recordings(0).actor(), v1::RECORDING_ACTOR_KIT);
  EXPECT_EQ(all.recordings(0).village(), "regions/17.02.09.2001");
  EXPECT_EQ(all.recordings(1).resubmissions(), 1);
  EXPECT_EQ(all.recordings(1).days(), 4);
  ASSERT_EQ(all.kits_size(), 1);
  EXPECT_EQ(all.kits(0).stuck_count(), 2);
  EXPECT_EQ(all.kits(0).most_days(), 43);
  request.set_days(5);
  EXPECT_EQ(List(request).total_size(), 1);
  request.clear_days();
  request.set_actor(v1::RECORDING_ACTOR_CENTRE);
  EXPECT_EQ(List(request).recordings(0).resident(), sent);
  request.set_kit("KIT-9");
  EXPECT_EQ(List(request).total_size(), 0);

  v1::ListStuckRecordingsRequest paged;
  paged.set_page_size(1);
  const auto first = List(paged);
  ASSERT_EQ(first.recordings_size(), 1);
  paged.set_page_token(first.next_page_token());
  const auto second = List(paged);
  ASSERT_EQ(second.recordings_size(), 1);
  EXPECT_EQ(second.recordings(0).resident(), sent);
  EXPECT_TRUE(second.next_page_token().empty());
  paged.set_parent(kParent);
  paged.set_days(-1);
  EXPECT_THAT(ViolationsOf(ListStuckRecordings(*app_, testing::ReadCall(), paged).status()),
              Contains("days OUT_OF_RANGE"));
}

// Many chunks of both states; sending again moves some to another place than their state has.
TEST_F(StuckRecordingsTest, PagesAreInOrderAndCompleteWhateverIsReadAtOnce) {
  constexpr int kPeople = 990;
  const std::vector<std::string> names =
      ImportMany(kPeople, [](int i) { return i < 550 ? "BIO_CAPTURED" : "SENT_FOR_ENROLLMENT"; });
  std::vector<std::pair<CivilDay, std::string>> expected;
  std::vector<v1::RecordingEvent> again;
  for (int i = 0; i < kPeople; ++i) {
    const bool is_sent_again = i >= 550 && i % 3 == 0;
    const CivilDay last_day = CapturedOn(i) + (is_sent_again ? 20 : 0);
    const std::string& name = names[static_cast<std::size_t>(i)];
    if (is_sent_again) again.push_back(Event(name, last_day, "RESUBMITTED"));
    expected.emplace_back(last_day, name);
  }
  Submit(again);
  std::sort(expected.begin(), expected.end());

  v1::ListStuckRecordingsRequest request;
  request.set_page_size(100);
  const auto pages = Pages(request);
  EXPECT_THAT(pages, SizeIs(10));
  std::vector<std::pair<CivilDay, std::string>> told;
  for (const auto& page : pages) {
    EXPECT_EQ(page.total_size(), kPeople);
    ASSERT_EQ(page.kits_size(), 1);
    EXPECT_EQ(page.kits(0).stuck_count(), kPeople);
    EXPECT_EQ(page.kits(0).most_days(), kToday - CivilDay(2023, 1, 1));
    for (const auto& stuck : page.recordings()) {
      told.emplace_back(DayOf(stuck.last_event_date()), stuck.resident());
    }
  }
  EXPECT_EQ(told, expected);

  request.set_state(v1::RECORDING_STATE_SENT_FOR_ENROLMENT);
  request.set_days(kToday - CivilDay(2023, 1, 30));
  const auto is_asked_for = [&](const auto& each) {
    return each.first <= CivilDay(2023, 1, 30) &&
           std::find(names.begin(), names.begin() + 550, each.second) == names.begin() + 550;
  };
  EXPECT_EQ(List(request).total_size(), std::count_if(expected.begin(), expected.end(), is_asked_for));
}

TEST_F(StuckRecordingsTest, AChunkIsReadFromAnIndexAlone) {
  ImportMany(600, [](int) { return "BIO_CAPTURED"; });
  std::optional<storage::OpenRecordingRow> last;
  std::vector<std::pair<CivilDay, std::string>> read;
  for (int chunk = 0; chunk < 6; ++chunk) {
    const std::int64_t before = RowsLookedAt();
    auto rows = app_->store.Read(testing::ReadCall(), [&](storage::Snapshot& snapshot) {
      return snapshot.OpenRecordings("17.02", RecordingState::kRecorded, kToday, kToday, last, 100);
    });
    ASSERT_TRUE(rows.ok()) << rows.status();
    EXPECT_LT(RowsLookedAt() - before, 150) << "chunk " << chunk;
    ASSERT_THAT(*rows, SizeIs(100));
    for (const auto& row : *rows) read.emplace_back(row.since, row.resident_id);
    last = rows->back();
  }
  EXPECT_TRUE(std::is_sorted(read.begin(), read.end()));
  EXPECT_EQ(std::adjacent_find(read.begin(), read.end()), read.end());
}

}  // namespace
}  // namespace dukcapil::population
