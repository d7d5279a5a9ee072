#include "population-svc/work/upgrade_worker.h"

#include "absl/strings/str_cat.h"
#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class UpgradeWorkerTest : public RecordingsFixture {
 protected:
  // An event with a code that the release before did not know: `code`, once LearnCodes was called.
  void SubmitUnknown(const std::string& name, CivilDay day, const std::string& code,
                     std::int64_t sequence = 1) {
    v1::RecordingEvent event = OfKit(Event(name, day, code, sequence));
    event.set_raw_code("NEW_" + code);
    const auto response = Submit({event});
    EXPECT_EQ(response.results(0).outcome(), v1::EVENT_OUTCOME_UNKNOWN_CODE) << response.ShortDebugString();
  }
  // The release with the codes is started.
  void LearnCodes() {
    Damage("UPDATE recording_event SET raw_code = SUBSTR(raw_code, 5) WHERE raw_code LIKE 'NEW\\_%'");
    Damage("UPDATE upgrade_progress SET edition = 'before', round = 3");
  }
  // Two hours pass.
  void RollOut() { Damage("UPDATE upgrade_progress SET begin_time = begin_time - INTERVAL 2 HOUR"); }
  void LookOf(UpgradeWorker& worker) { Must(worker.Look()); }
  void LookAfterAStart() {
    UpgradeWorker worker(*app_);
    LookOf(worker);
  }
  // Residents told of, a list a change.
  std::vector<std::vector<v1::ResidentState>> Told() {
    std::vector<std::vector<v1::ResidentState>> told;
    for (const std::string& payload :
         Lines("SELECT payload FROM `change` WHERE kind = 'RECORDING_CHANGED' ORDER BY position")) {
      v1::ResidentsChanged changed;
      EXPECT_TRUE(changed.ParseFromString(payload));
      told.emplace_back(changed.residents().begin(), changed.residents().end());
    }
    return told;
  }
  std::int64_t CountRecorded() {
    return CountRows("SELECT COUNT(*) FROM resident WHERE recording_state = 2 AND version = 2");
  }
};

TEST_F(UpgradeWorkerTest, FoldsResidentsAgainWhoseCodesMeanSomethingElse) {
  const std::string sent = ImportOne(Recorded(1, "SENT_FOR_ENROLLMENT", CivilDay(2023, 3, 1)));
  const std::string away = ImportOne(Row(2));
  const std::string other = ImportOne(Recorded(3, "BIO_CAPTURED", CivilDay(2023, 3, 1)));
  LookAfterAStart();
  SubmitUnknown(sent, CivilDay(2023, 5, 2), "PRINT_READY_RECORD");
  SubmitUnknown(away, CivilDay(2023, 6, 1), "VISIT_MOVED");
  EXPECT_EQ(Verify().difference_count(), 0);
  LearnCodes();
  EXPECT_GT(Verify().difference_count(), 0);
  EXPECT_THAT(Told(), IsEmpty());

  LookAfterAStart();
  EXPECT_EQ(Get(sent).recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(Get(away).doubt(), v1::DOUBT_MOVED);
  EXPECT_EQ(DayOf(Get(away).doubtful_since()), CivilDay(2023, 6, 1));
  EXPECT_EQ(Get(other).etag(), "1");
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 1)).print_ready(), 0);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 2)).print_ready(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 31)).doubtful(), 0);
  EXPECT_EQ(CoverageOn(kToday).doubtful(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
  const auto told = Told();
  ASSERT_THAT(told, ElementsAre(SizeIs(2)));
  EXPECT_THAT((std::vector<std::string>{told[0][0].name(), told[0][1].name()}),
              UnorderedElementsAre(sent, away));
  for (const v1::ResidentState& state : told[0]) {
    EXPECT_EQ(state.version(), 2);
    EXPECT_EQ(state.recording_state(), Get(state.name()).recording_state());
  }

  LookAfterAStart();
  EXPECT_THAT(Told(), SizeIs(1));
}

TEST_F(UpgradeWorkerTest, FoldsTheEventsOfADoubleForBoth) {
  const std::string kept = ImportOne(Row(1));
  const std::string duplicate = ImportOne(Row(2));
  ASSERT_TRUE(Merge(kept, duplicate).ok());
  SubmitUnknown(duplicate, CivilDay(2023, 5, 2), "PRINT_READY_RECORD");
  LearnCodes();
  LookAfterAStart();
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(CoverageOn(kToday).print_ready(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(Get(duplicate).recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(UpgradeWorkerTest, GoesOnWhereAKilledOneStopped) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 25; ++i) rows.push_back(Row(i));
  const auto imported = Import(rows);
  for (const auto& result : imported.results()) {
    SubmitUnknown(result.name(), CivilDay(2023, 5, 2), "BIO_CAPTURED");
  }
  LearnCodes();
  for (const int recorded : {10, 20, 25, 25}) {
    UpgradeWorker worker(*app_, /*batch=*/1);
    LookOf(worker);
    EXPECT_EQ(CountRecorded(), recorded);
    EXPECT_EQ(CoverageOn(kToday).covered(), recorded);
    EXPECT_THAT(Told(), SizeIs(recorded));
  }
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(UpgradeWorkerTest, LooksOnceMoreWhenTheReleaseBeforeIsGone) {
  const std::string name = ImportOne(Row(1));
  LearnCodes();
  UpgradeWorker worker(*app_);
  LookOf(worker);
  SubmitUnknown(name, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  Damage("UPDATE recording_event SET raw_code = 'BIO_CAPTURED'");
  LookOf(worker);
  EXPECT_EQ(CountRecorded(), 0);
  RollOut();
  LookOf(worker);
  EXPECT_EQ(CountRecorded(), 1);
  EXPECT_EQ(CountRows("SELECT round FROM upgrade_progress"), 3);

  SubmitUnknown(name, CivilDay(2023, 6, 2), "PRINT_READY_RECORD");
  Damage("UPDATE recording_event SET raw_code = 'PRINT_READY_RECORD' WHERE raw_code LIKE 'NEW%'");
  LookOf(worker);
  EXPECT_EQ(CountRecorded(), 1) << "there is nothing to look for any more";
}

TEST_F(UpgradeWorkerTest, LeavesARowToTheLaterReleaseUnlessThatIsRolledBack) {
  UpgradeWorker worker(*app_);
  LookOf(worker);
  Damage("UPDATE upgrade_progress SET edition = 'later', begin_time = UTC_TIMESTAMP(6)");
  LookOf(worker);
  EXPECT_THAT(Lines("SELECT edition FROM upgrade_progress"), ElementsAre("later"));
  RollOut();
  LookOf(worker);
  EXPECT_EQ(CountRows("SELECT edition <> 'later' AND round = 2 FROM upgrade_progress"), 1);
  Damage("UPDATE upgrade_progress SET edition = 'later', begin_time = UTC_TIMESTAMP(6)");
  LookAfterAStart();
  EXPECT_EQ(CountRows("SELECT edition <> 'later' FROM upgrade_progress"), 1);
}

TEST_F(UpgradeWorkerTest, HoldsWhatTheReleaseBeforeQuarantinedOnce) {
  const std::string name = ImportOne(Row(1));
  const std::string id = name.substr(name.rfind('/') + 1);
  const auto quarantine = [&](int sequence, const std::string& code) {
    Damage(absl::StrCat("INSERT INTO quarantined_event VALUES ('17.02', '", id,
                        "', '2023-12-01 02:00:00', 2, 'KIT-1', ", sequence, ", '", code,
                        "', '2023-10-14 02:00:00')"));
  };
  const auto held = [&] {
    return Lines(
        "SELECT CONCAT(sequence, ' ', raw_code, ' ', state, ' ', whom = (SELECT id FROM resident)) "
        "FROM held_event ORDER BY sequence, raw_code");
  };
  quarantine(1, "BIO_CAPTURED");
  quarantine(1, "PROCESSING");
  quarantine(2, "BIO_CAPTURED");
  UpgradeWorker worker(*app_, /*batch=*/1);
  LookOf(worker);
  EXPECT_THAT(held(), ElementsAre("1 BIO_CAPTURED 1 1", "1 PROCESSING 1 1", "2 BIO_CAPTURED 1 1"));
  v1::ListHeldEventsRequest list;
  list.set_parent(kParent);
  const auto listed = ListHeldEvents(*app_, testing::ReadCall(), list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->held_events_size(), 3);
  v1::DiscardHeldEventRequest discard;
  discard.set_name(listed->held_events(0).name());
  discard.set_reason("told by mistake");
  ASSERT_TRUE(DiscardHeldEvent(*app_, testing::WriteCall(), discard).ok());
  const auto before = held();

  quarantine(3, "BIO_CAPTURED");
  quarantine(4, "BIO_CAPTURED");
  Damage("INSERT INTO recording_event SELECT *, '' FROM quarantined_event WHERE sequence = 4");
  LookOf(worker);
  EXPECT_EQ(held(), before);
  RollOut();
  LookOf(worker);
  EXPECT_THAT(held(), SizeIs(4)) << "what counts already is not held";
  EXPECT_EQ(held().back(), "3 BIO_CAPTURED 1 1");
}

TEST_F(UpgradeWorkerTest, IndexesNamesThatTheReleaseBeforeDidNot) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 300; ++i) {
    rows.push_back(Row(i));
    rows.back().set_full_name(i % 2 == 0 ? "Siti Nurhaliza" : "Muhammad Rizki Hidayat");
  }
  Import(rows);
  const auto names = [&] { return Lines("SELECT HEX(CONCAT(name_key, resident_id)) FROM resident_name"); };
  const std::vector<std::string> before = names();
  Damage(
      "DELETE FROM resident_name WHERE resident_id IN (SELECT id FROM resident "
      "WHERE full_name LIKE 'Siti%')");
  Damage("DELETE FROM resident_name ORDER BY name_key LIMIT 1");
  EXPECT_LT(names().size(), before.size());
  LookAfterAStart();
  EXPECT_EQ(names(), before);
  EXPECT_THAT(Told(), IsEmpty());
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident WHERE version > 1"), 0);
}

}  // namespace
}  // namespace dukcapil::population
