#include <map>
#include <memory>
#include <set>

#include "platform/changes/feed.h"
#include "platform/mysql/change_log.h"
#include "population-svc/rpc/population_test.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

class WatchRecordingsTest : public PopulationTest {
 protected:
  WatchRecordingsTest() : feed_(app_->store.database(), [] { return true; }) {}

  // What is told from the first change on, bookmarks apart.
  std::vector<v1::WatchRecordingsResponse> ToldFromTheFirst() {
    while (mysql::NumberChanges(app_->store.database(), testing::ReadCall()).value_or(0) > 0) {
    }
    v1::WatchRecordingsRequest request;
    request.set_parent(kParent);
    request.set_after_sequence(0);
    auto watcher = WatchRecordings(feed_, testing::ReadCall(), request);
    EXPECT_TRUE(watcher.ok()) << watcher.status();
    std::vector<v1::WatchRecordingsResponse> all;
    changes::Told told;
    Must((*watcher)->CatchUp());
    while ((*watcher)->Take(told) == changes::Watcher::Next::kTold) {
      if (told.change != nullptr) all.push_back(ToWatchResponse(told));
    }
    return all;
  }

  changes::Feed feed_;
};

TEST_F(WatchRecordingsTest, TellsTheStateOfEachResidentOfAnImport) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 0; i < 150; ++i) rows.push_back(Row(i));
  const auto imported = Import(rows);
  const auto told = ToldFromTheFirst();
  ASSERT_EQ(told.size(), 2u) << "a hundred residents a change";
  EXPECT_EQ(told[0].kind(), "RESIDENTS_IMPORTED");
  EXPECT_EQ(told[0].resource(), kParent);
  ASSERT_EQ(told[0].residents().residents_size(), 100);
  ASSERT_EQ(told[1].residents().residents_size(), 50);
  const v1::ResidentState& state = told[1].residents().residents(49);
  EXPECT_EQ(state.name(), imported.results(149).name());
  EXPECT_EQ(state.village(), std::string("regions/") + kVillage1);
  EXPECT_EQ(state.recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(state.obliged_date().year(), 2007);
  EXPECT_EQ(state.version(), 1);
}

TEST_F(WatchRecordingsTest, ASecondImportTellsDeathDepartureAndTheVersionKept) {
  const std::string name = ImportOne(Row(1));
  v1::ResidentRow row = Recorded(1, "PRINT_READY_RECORD", absl::CivilDay(2023, 1, 2));
  *row.mutable_death_date() = ToProto(absl::CivilDay(2023, 3, 4));
  *row.mutable_departure_date() = ToProto(absl::CivilDay(2023, 2, 3));
  ImportOne(row);
  const auto told = ToldFromTheFirst();
  ASSERT_EQ(told.size(), 2u);
  const v1::ResidentState& state = told[1].residents().residents(0);
  EXPECT_EQ(state.recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(state.death_date().month(), 3);
  EXPECT_EQ(state.departure_date().month(), 2);
  EXPECT_EQ(std::to_string(state.version()), Get(name).etag());
}

TEST_F(WatchRecordingsTest, TellsWhatARecordingEventChanged) {
  const std::string name = ImportOne(Row(1));
  v1::BatchSubmitRecordingEventsRequest request;
  request.set_parent(kParent);
  v1::RecordingEvent& event = *request.add_events();
  event.set_resident(name);
  event.set_source(v1::RECORDING_SOURCE_CENTRE);
  event.set_raw_code("PRINT_READY_RECORD");
  event.mutable_event_time()->set_seconds(1'690'000'000);
  ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, testing::WriteCall(), request).ok());
  const auto told = ToldFromTheFirst();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[1].kind(), "RECORDING_CHANGED");
  EXPECT_EQ(told[1].resource(), name);
  ASSERT_EQ(told[1].residents().residents_size(), 1);
  EXPECT_EQ(told[1].residents().residents(0).recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(std::to_string(told[1].residents().residents(0).version()), Get(name).etag());
}

TEST_F(WatchRecordingsTest, TellsABatchOfEventsTogether) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 0; i < 101; ++i) rows.push_back(Row(i));
  const auto imported = Import(rows);
  v1::BatchSubmitRecordingEventsRequest request;
  request.set_parent(kParent);
  std::set<std::string> changed;
  for (const auto& result : imported.results()) {
    changed.insert(result.name());
    v1::RecordingEvent& event = *request.add_events();
    event.set_resident(result.name());
    event.set_source(v1::RECORDING_SOURCE_CENTRE);
    event.set_raw_code("PRINT_READY_RECORD");
    event.mutable_event_time()->set_seconds(1'690'000'000);
  }
  ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, testing::WriteCall(), request).ok());
  const auto told = ToldFromTheFirst();
  ASSERT_EQ(told.size(), 4u) << "a hundred residents a change, of the import and of the events";
  EXPECT_EQ(told[2].kind(), "RECORDING_CHANGED");
  EXPECT_EQ(told[2].resource(), kParent);
  EXPECT_EQ(told[2].residents().residents_size(), 100);
  ASSERT_EQ(told[3].residents().residents_size(), 1);
  EXPECT_EQ(told[3].resource(), kParent);
  for (const auto& change : {told[2], told[3]}) {
    for (const v1::ResidentState& state : change.residents().residents()) {
      EXPECT_EQ(state.recording_state(), v1::RECORDING_STATE_PRINT_READY);
      EXPECT_EQ(state.version(), 2);
      EXPECT_EQ(changed.erase(state.name()), 1u);
    }
  }
  EXPECT_TRUE(changed.empty());
}

TEST_F(WatchRecordingsTest, ListsWhatTheStreamWouldTell) {
  v1::ResidentRow pupil = Recorded(2, "PRINT_READY_RECORD", absl::CivilDay(2023, 1, 2));
  pupil.set_school_npsn("10700001");
  const auto imported = Import({Row(1), pupil, Row(3)});
  std::map<std::string, std::string> told;
  for (const auto& change : ToldFromTheFirst()) {
    for (const auto& state : change.residents().residents()) told[state.name()] = state.SerializeAsString();
  }
  std::map<std::string, std::string> listed;
  v1::ListResidentStatesRequest request;
  request.set_parent("regions/-");
  request.set_page_size(2);
  do {
    const auto page = ListResidentStates(*app_, testing::ReadCall(), request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& state : page->residents()) listed[state.name()] = state.SerializeAsString();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed, told);
  v1::ResidentState state;
  ASSERT_TRUE(state.ParseFromString(listed[imported.results(1).name()]));
  EXPECT_EQ(state.school(), "regions/17.02/schools/10700001");
  EXPECT_EQ(state.covered_date().day(), 2);
}

TEST_F(WatchRecordingsTest, ListsWithinTheParent) {
  ImportOne(Row(1));
  const auto count = [&](const std::string& parent) {
    v1::ListResidentStatesRequest request;
    request.set_parent(parent);
    const auto page = ListResidentStates(*app_, testing::ReadCall(), request);
    return page.ok() ? page->residents_size() : -1;
  };
  EXPECT_EQ(count("regions/17.02"), 1);
  EXPECT_EQ(count("regions/17"), 1);
  EXPECT_EQ(count("regions/17.03"), 0);
  EXPECT_EQ(count("regions/1"), -1);
  EXPECT_EQ(count("regions/17.02.09"), -1);
  EXPECT_EQ(count("regions/18"), 0);
}

}  // namespace
}  // namespace dukcapil::population
