#include <algorithm>
#include <random>

#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BatchSubmitRecordingEventsTest : public RecordingsFixture {
 protected:
  std::vector<std::string> Reasons(const std::vector<v1::RecordingEvent>& events) {
    std::vector<std::string> reasons;
    const auto response = Submit(events);
    for (const auto& result : response.results()) {
      EXPECT_EQ(result.outcome(), v1::EVENT_OUTCOME_REFUSED) << result.ShortDebugString();
      EXPECT_EQ(result.recording_state(), v1::RECORDING_STATE_UNSPECIFIED);
      reasons.push_back(result.reason());
    }
    return reasons;
  }
};

TEST_F(BatchSubmitRecordingEventsTest, FoldsAndCountsAtEveryDate) {
  const std::string name = ImportOne(Row(1));
  const auto response = Submit({Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  ASSERT_EQ(response.results_size(), 1);
  EXPECT_EQ(response.results(0).outcome(), v1::EVENT_OUTCOME_ACCEPTED);
  EXPECT_EQ(response.results(0).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 1)).covered(), 0);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 2)).covered(), 1);

  // The centre's word, then a late upload from before.
  v1::RecordingEvent ready = Event(name, CivilDay(2023, 5, 20), "PRINT_READY_RECORD");
  ready.set_source(v1::RECORDING_SOURCE_CENTRE);
  ready.clear_kit();
  EXPECT_EQ(Submit({ready}).results(0).recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(Submit({Event(name, CivilDay(2023, 4, 1), "BIO_CAPTURED")}).results(0).recording_state(),
            v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 4, 1)).covered(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 19)).print_ready(), 0);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 20)).print_ready(), 1);
  EXPECT_EQ(Get(name).covered_date().month(), 4);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(BatchSubmitRecordingEventsTest, FindsResidentsByNik) {
  const std::string name = ImportOne(Row(1));
  v1::RecordingEvent event = Event("", CivilDay(2023, 5, 2), "BIO_CAPTURED");
  event.set_nik(Row(1).nik());
  EXPECT_EQ(Submit({event}).results(0).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_RECORDED);
}

TEST_F(BatchSubmitRecordingEventsTest, RepetitionsWithinAndAcrossBatchesHaveNoEffect) {
  const std::string name = ImportOne(Row(1));
  const auto event = Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  const auto first = Submit({event, event});
  EXPECT_EQ(first.results(0).outcome(), v1::EVENT_OUTCOME_ACCEPTED);
  EXPECT_EQ(first.results(1).outcome(), v1::EVENT_OUTCOME_REPEATED);
  const auto again = Submit({event});
  EXPECT_EQ(again.results(0).outcome(), v1::EVENT_OUTCOME_REPEATED);
  EXPECT_EQ(again.results(0).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 1);
  EXPECT_EQ(CoverageOn(kToday).covered(), 1);
}

TEST_F(BatchSubmitRecordingEventsTest, KeepsUnknownCodesAndQuarantinesClocksAhead) {
  const std::string name = ImportOne(Row(1));
  v1::RecordingEvent ahead = Event(name, kToday, "BIO_CAPTURED");
  const std::int64_t now = absl::ToUnixSeconds(app_->clock.BusinessNow());
  ahead.mutable_event_time()->set_seconds(now + 15 * 60 + 1);
  const auto response = Submit({Event(name, CivilDay(2023, 5, 2), "NEVER_SEEN"), ahead, ahead});
  EXPECT_EQ(response.results(0).outcome(), v1::EVENT_OUTCOME_UNKNOWN_CODE);
  EXPECT_EQ(response.results(1).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(response.results(1).reason(), "CLOCK_AHEAD");
  EXPECT_EQ(response.results(1).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 1);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM held_event"), 1);
  v1::RecordingEvent other = ahead;
  other.set_raw_code("PROCESSING");
  EXPECT_EQ(Submit({other}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM held_event"), 2);
  ahead.mutable_event_time()->set_seconds(now + 15 * 60);
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_ACCEPTED);
}

TEST_F(BatchSubmitRecordingEventsTest, RefusesEventByEventWithReasons) {
  const std::string name = ImportOne(Row(1));
  const auto good = Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  std::vector<v1::RecordingEvent> bad(15, good);
  bad[0].clear_resident();
  bad[1].set_nik(Row(1).nik());
  bad[2].set_resident("regions/17.02/residents/1");
  bad[3].set_resident("regions/17.03/residents/0190b5a4-0000-7000-8000-000000000001");
  bad[4].set_resident("regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001");
  bad[5].clear_resident();
  bad[5].set_nik("123");
  bad[6].set_source(v1::RECORDING_SOURCE_UNSPECIFIED);
  bad[7].set_source(v1::RECORDING_SOURCE_IMPORT);
  bad[7].clear_kit();
  bad[8].clear_kit();
  bad[9].set_source(v1::RECORDING_SOURCE_CENTRE);
  bad[10].set_kit(std::string(41, 'k'));
  bad[11].set_sequence(-1);
  bad[12].clear_event_time();
  bad[13].mutable_event_time()->set_seconds(0);
  bad[14].set_raw_code("");
  EXPECT_THAT(Reasons(bad),
              ElementsAre("RESIDENT_OR_NIK", "RESIDENT_OR_NIK", "MALFORMED_RESOURCE_NAME", "WRONG_REGION",
                          "RESIDENT_UNKNOWN", "NIK_NOT_16_DIGITS", "UNKNOWN_VALUE", "SOURCE_NOT_SUBMITTABLE",
                          "KIT_REQUIRED", "KIT_NOT_ALLOWED", "LENGTH", "NEGATIVE", "REQUIRED",
                          "RECORDING_TOO_EARLY", "MALFORMED"));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 0);
  v1::RecordingEvent nanos = good;
  nanos.mutable_event_time()->set_nanos(-1);
  EXPECT_THAT(Reasons({nanos}), ElementsAre("INVALID_TIME"));

  EXPECT_EQ(Submit({good}).results(0).outcome(), v1::EVENT_OUTCOME_ACCEPTED);
  auto other = good;
  other.set_raw_code("PROCESSING");
  EXPECT_THAT(Reasons({other}), ElementsAre("EVENT_IDENTITY_TAKEN"));
}

TEST_F(BatchSubmitRecordingEventsTest, EachSourceSaysWhatItCanKnow) {
  const std::string name = ImportOne(Row(1));
  v1::RecordingEvent kit = OfKit(Event(name, CivilDay(2023, 5, 2), "PRINT_READY_RECORD"));
  v1::RecordingEvent visit = Event(name, CivilDay(2023, 5, 2), "VISIT_ABSENT");
  visit.set_raw_code("DUPLICATE_RECORD");
  v1::RecordingEvent centre = Event(name, CivilDay(2023, 5, 2), "PRINT_READY_RECORD");
  centre.set_raw_code("VISIT_RECORDED");
  EXPECT_THAT(Reasons({kit, visit, centre}),
              ElementsAre("CODE_NOT_OF_SOURCE", "CODE_NOT_OF_SOURCE", "CODE_NOT_OF_SOURCE"));
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);

  v1::RecordingEvent spaced = Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  spaced.set_kit("KIT-1 ");
  EXPECT_THAT(Reasons({spaced}), ElementsAre("SPACES"));
}

TEST_F(BatchSubmitRecordingEventsTest, ATeamMayNotSpeakForTheCentre) {
  const std::string name = ImportOne(Row(1));
  Call team = testing::WriteCall();
  team.caller.roles = {"outreach-team"};
  const auto status = BatchSubmitRecordingEvents(
                          *app_, team, Request({Event(name, CivilDay(2023, 5, 2), "PRINT_READY_RECORD")}))
                          .status();
  EXPECT_EQ(GetErrorDetail(status).reason, "CENTRE_DENIED");
  team.request_id = testing::WriteCall().request_id;
  EXPECT_TRUE(
      BatchSubmitRecordingEvents(*app_, team, Request({Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED")}))
          .ok());
}

TEST_F(BatchSubmitRecordingEventsTest, RefusesWhatIsNoBatch) {
  v1::BatchSubmitRecordingEventsRequest request;
  request.set_parent("regions/17");
  EXPECT_THAT(ViolationsOf(BatchSubmitRecordingEvents(*app_, testing::WriteCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "events COUNT"));
  request = Request({Event("regions/17.02/residents/1", kToday, "X")});
  EXPECT_THAT(ViolationsOf(BatchSubmitRecordingEvents(*app_, testing::ReadCall(), request).status()),
              ElementsAre(HasSubstr("request_id")));
}

TEST_F(BatchSubmitRecordingEventsTest, ARepeatedRequestAnswersAlike) {
  const auto request = Request({Event(ImportOne(Row(1)), CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  const Call call = testing::WriteCall();
  const auto first = BatchSubmitRecordingEvents(*app_, call, request);
  const auto second = BatchSubmitRecordingEvents(*app_, call, request);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second->results(0).outcome(), v1::EVENT_OUTCOME_ACCEPTED);
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
}

// The law, through the database: the same events in any order, cut into any batches, with repetitions, give
// the same residents and the same coverage.
TEST_F(BatchSubmitRecordingEventsTest, PermutationsAndRepetitionsDoNotMatter) {
  const std::vector<std::string> codes = {
      "BIO_CAPTURED",     "SENT_FOR_ENROLLMENT", "ENROLL_FAILURE_AT_CENTRAL",
      "DUPLICATE_RECORD", "PRINT_READY_RECORD",  "VISIT_ABSENT",
      "RESUBMITTED",      "VISIT_MOVED",         "VISIT_PRESENT"};
  std::mt19937 random(42);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  constexpr int kResidents = 8;
  std::vector<std::string> names;
  for (int copy = 0; copy < 2; ++copy) {
    for (int i = 0; i < kResidents; ++i) {
      v1::ResidentRow row = Row(1 + copy * kResidents + i);
      row.set_village_code(copy == 0 ? kVillage1 : kVillage3);
      names.push_back(ImportOne(row));
    }
  }
  // The events of copy 0 in order; those of copy 1 shuffled, with repetitions, in batches of 1 to 7.
  std::vector<v1::RecordingEvent> ordered, shuffled;
  for (std::size_t i = 0; i < 40; ++i) {
    const std::size_t who = pick(kResidents);
    const CivilDay day = CivilDay(2023, 1, 1) + static_cast<int>(pick(200));
    const std::string& code = codes[pick(codes.size())];
    ordered.push_back(Event(names[who], day, code, static_cast<std::int64_t>(i)));
    shuffled.push_back(Event(names[who + kResidents], day, code, static_cast<std::int64_t>(i)));
    if (pick(3) == 0) shuffled.push_back(shuffled[pick(shuffled.size())]);
  }
  std::shuffle(shuffled.begin(), shuffled.end(), random);
  Submit(ordered);
  for (std::size_t at = 0; at < shuffled.size();) {
    const std::size_t end = std::min(shuffled.size(), at + 1 + pick(7));
    Submit({shuffled.begin() + static_cast<std::ptrdiff_t>(at),
            shuffled.begin() + static_cast<std::ptrdiff_t>(end)});
    at = end;
  }
  for (std::size_t i = 0; i < kResidents; ++i) {
    const v1::Resident a = Get(names[i]);
    const v1::Resident b = Get(names[i + kResidents]);
    EXPECT_EQ(a.recording_state(), b.recording_state());
    EXPECT_EQ(a.covered_date().ShortDebugString(), b.covered_date().ShortDebugString());
    EXPECT_EQ(a.print_ready_date().ShortDebugString(), b.print_ready_date().ShortDebugString());
  }
  for (CivilDay day(2022, 12, 31); day < CivilDay(2023, 8, 1); day += 9) {
    const v1::Coverage a = CoverageOn(day, kVillage1);
    const v1::Coverage b = CoverageOn(day, kVillage3);
    EXPECT_EQ(a.covered(), b.covered()) << day;
    EXPECT_EQ(a.print_ready(), b.print_ready()) << day;
    EXPECT_EQ(a.blocked(), b.blocked()) << day;
    EXPECT_EQ(a.doubtful(), b.doubtful()) << day;
  }
  EXPECT_EQ(Verify().difference_count(), 0);
}

}  // namespace
}  // namespace dukcapil::population
