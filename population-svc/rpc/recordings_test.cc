#include "population-svc/domain/recording_codes.h"
#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;

class RecordingsTest : public RecordingsFixture {
 protected:
  v1::ListRecordingEventsResponse History(const std::string& name) {
    v1::ListRecordingEventsRequest request;
    request.set_parent(name);
    auto response = ListRecordingEvents(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ListRecordingEventsResponse();
  }
  v1::ListRecordingCodesResponse Codes() {
    v1::ListRecordingCodesRequest request;
    request.set_parent(kParent);
    auto response = ListRecordingCodes(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ListRecordingCodesResponse();
  }
};

TEST_F(RecordingsTest, ALateUploadSaysWhatItChanged) {
  const std::string name = ImportOne(Row(1));
  const auto first = Submit({Event(name, CivilDay(2023, 5, 2), "BIO_CAPTURED")}).results(0).change();
  EXPECT_EQ(first.state_before(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(first.state_after(), v1::RECORDING_STATE_RECORDED);
  EXPECT_FALSE(first.has_covered_date_before());
  const auto late = Submit({Event(name, CivilDay(2023, 4, 1), "BIO_CAPTURED")}).results(0).change();
  EXPECT_EQ(late.state_before(), late.state_after());
  EXPECT_EQ(DayOf(late.covered_date_before()), CivilDay(2023, 5, 2));
  EXPECT_EQ(DayOf(late.covered_date_after()), CivilDay(2023, 4, 1));
  EXPECT_EQ(DayOf(late.since_after()), CivilDay(2023, 4, 1));
  EXPECT_FALSE(Submit({Event(name, CivilDay(2023, 6, 1), "BIO_CAPTURED")}).results(0).has_change());
}

TEST_F(RecordingsTest, AVisitMakesDoubtfulApartAndReversibly) {
  const std::string name = ImportOne(Row(1));
  ImportOne(Row(2));
  v1::RecordingEvent moved = Event(name, CivilDay(2023, 6, 1), "VISIT_MOVED");
  moved.set_evidence("regions/17.02/visits/0190b5a4-0000-7000-8000-000000000001");
  const auto change = Submit({moved}).results(0).change();
  EXPECT_EQ(change.doubt_after(), v1::DOUBT_MOVED);
  EXPECT_EQ(change.state_after(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(Get(name).doubt(), v1::DOUBT_MOVED);
  EXPECT_EQ(DayOf(Get(name).doubtful_since()), CivilDay(2023, 6, 1));
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 31)).doubtful(), 0);
  const v1::Coverage doubtful = CoverageOn(CivilDay(2023, 6, 1));
  EXPECT_EQ(doubtful.not_recorded(), 2);
  EXPECT_EQ(doubtful.doubtful(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);

  Submit({Event(name, CivilDay(2023, 7, 1), "VISIT_PRESENT")});
  EXPECT_EQ(Get(name).doubt(), v1::DOUBT_UNSPECIFIED);
  EXPECT_EQ(CoverageOn(kToday).doubtful(), 0);
  EXPECT_EQ(Verify().difference_count(), 0);
  EXPECT_EQ(History(name).events(0).event().evidence(), moved.evidence());
}

TEST_F(RecordingsTest, WhoWasFoundToBeRecordedIsDoubtfulUntilThen) {
  const std::string name = ImportOne(Row(1));
  Submit({Event(name, CivilDay(2023, 6, 1), "VISIT_ALREADY_RECORDED"),
          Event(name, CivilDay(2023, 6, 20), "PRINT_READY_RECORD")});
  EXPECT_EQ(CoverageOn(CivilDay(2023, 6, 19)).doubtful(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 6, 20)).doubtful(), 0);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(RecordingsTest, HistoryHasRawCodesAndBothTimes) {
  const std::string name = ImportOne(Recorded(1, "SENT_FOR_ENROLLMENT", CivilDay(2023, 3, 1)));
  Submit({Event(name, CivilDay(2023, 5, 2), "NEVER_SEEN", 7),
          Event(name, CivilDay(2023, 2, 1), "BIO_CAPTURED")});
  const auto history = History(name);
  ASSERT_EQ(history.events_size(), 3);
  const auto code = [&](int i) { return history.events(i).event().raw_code(); };
  EXPECT_THAT((std::vector<std::string>{code(0), code(1), code(2)}),
              ElementsAre("BIO_CAPTURED", "SENT_FOR_ENROLLMENT", "NEVER_SEEN"));
  EXPECT_EQ(history.events(0).event().kit(), "KIT-1");
  EXPECT_EQ(history.events(0).event().resident(), name);
  EXPECT_EQ(history.events(0).state_after(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(history.events(1).event().source(), v1::RECORDING_SOURCE_IMPORT);
  EXPECT_EQ(history.events(2).state_after(), v1::RECORDING_STATE_SENT_FOR_ENROLMENT);
  EXPECT_TRUE(history.events(1).code_known());
  EXPECT_FALSE(history.events(2).code_known());
  EXPECT_EQ(history.events(2).event().sequence(), 7);
  EXPECT_GT(history.events(0).recorded_time().seconds(), history.events(2).event().event_time().seconds());

  v1::ListRecordingEventsRequest request;
  request.set_parent("regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001");
  EXPECT_EQ(ListRecordingEvents(*app_, testing::ReadCall(), request).status().code(),
            absl::StatusCode::kNotFound);
  request.set_parent(kParent);
  EXPECT_THAT(ViolationsOf(ListRecordingEvents(*app_, testing::ReadCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME"));
}

TEST_F(RecordingsTest, TheTableOfCodesAndTheUnknownOnes) {
  const std::string name = ImportOne(Recorded(1, "AN_OLD_CODE", CivilDay(2023, 3, 1)));
  Submit({Event(name, CivilDay(2023, 5, 2), "NEVER_SEEN", 1),
          Event(name, CivilDay(2023, 5, 2), "NEVER_SEEN", 2)});
  Submit({Event(name, CivilDay(2023, 5, 3), "NEVER_SEEN")});
  const auto codes = Codes();
  ASSERT_EQ(codes.codes_size(), static_cast<int>(RecordingCodes().size()));
  ASSERT_EQ(codes.unknown_codes_size(), 2);
  EXPECT_EQ(codes.unknown_codes(0).code(), "AN_OLD_CODE");
  EXPECT_EQ(codes.unknown_codes(1).code(), "NEVER_SEEN");
  EXPECT_EQ(codes.unknown_codes(1).event_count(), 3);
  const auto find = [&](const std::string& wanted) {
    for (const auto& code : codes.codes()) {
      if (code.code() == wanted) return code;
    }
    ADD_FAILURE() << wanted;
    return v1::RecordingCode();
  };
  EXPECT_EQ(find("BIO_CAPTURED").state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(find("BIO_CAPTURED").actor(), v1::RECORDING_ACTOR_KIT);
  EXPECT_EQ(find("ENROLL_FAILURE_AT_CENTRAL").actor(), v1::RECORDING_ACTOR_OFFICE);
  EXPECT_EQ(find("DUPLICATE_RECORD").actor(), v1::RECORDING_ACTOR_CENTRE);
  EXPECT_EQ(find("ADJUDICATE").basis(), v1::RECORDING_CODE_BASIS_ASSUMED);
  EXPECT_EQ(find("VISIT_MOVED").state(), v1::RECORDING_STATE_UNSPECIFIED);
  EXPECT_EQ(find("VISIT_MOVED").doubt(), v1::DOUBT_MOVED);
  EXPECT_TRUE(find("VISIT_CANNOT").seen());
}

}  // namespace
}  // namespace dukcapil::population
