#include "population-svc/domain/stuck_recording.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "platform/clock/clock.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;

RecordingEvent OnKit(CivilDay day, std::string code, std::string kit = "KIT-1") {
  return {absl::FromCivil(day, OfficeZone()), RecordingSource::kKit, std::move(kit), 0, std::move(code)};
}
RecordingEvent OfCentre(CivilDay day, std::string code) {
  return {absl::FromCivil(day, OfficeZone()), RecordingSource::kCentre, "", 0, std::move(code)};
}

const CivilDay kMonday(2023, 10, 2), kTuesday(2023, 10, 3), kFriday(2023, 10, 6), kNextWeek(2023, 10, 10);

TEST(StuckRecordingTest, CapturedIsNotSent) {
  const auto stuck = StuckOf({OnKit(kMonday, "BIO_CAPTURED")});
  ASSERT_TRUE(stuck.has_value());
  EXPECT_EQ(stuck->state, RecordingState::kRecorded);
  EXPECT_EQ(stuck->actor, CodeActor::kKit);
  EXPECT_EQ(stuck->kit, "KIT-1");
  EXPECT_EQ(stuck->last_day, kMonday);
  EXPECT_EQ(stuck->raw_code, "BIO_CAPTURED");
}

TEST(StuckRecordingTest, NothingWaitsBeforeAndAfter) {
  EXPECT_FALSE(StuckOf({}).has_value());
  EXPECT_FALSE(
      StuckOf({OnKit(kMonday, "BIO_CAPTURED"), OfCentre(kTuesday, "PRINT_READY_RECORD")}).has_value());
}

TEST(StuckRecordingTest, SendingAgainBeginsAnew) {
  const auto stuck = StuckOf({OnKit(kMonday, "BIO_CAPTURED"), OnKit(kTuesday, "SENT_FOR_ENROLLMENT"),
                              OnKit(kFriday, "RESUBMITTED"), OnKit(kNextWeek, "RESUBMITTED")});
  ASSERT_TRUE(stuck.has_value());
  EXPECT_EQ(stuck->state, RecordingState::kSentForEnrolment);
  EXPECT_EQ(stuck->actor, CodeActor::kCentre);
  EXPECT_EQ(stuck->last_day, kNextWeek);
  EXPECT_EQ(stuck->resubmissions, 2);
}

TEST(StuckRecordingTest, AFailureWaitsForTheOffice) {
  const auto stuck = StuckOf({OnKit(kMonday, "BIO_CAPTURED"), OnKit(kTuesday, "SENT_FOR_ENROLLMENT"),
                              OfCentre(kFriday, "ENROLL_FAILURE_AT_CENTRAL")});
  ASSERT_TRUE(stuck.has_value());
  EXPECT_EQ(stuck->state, RecordingState::kRecorded);
  EXPECT_EQ(stuck->actor, CodeActor::kOffice);
  EXPECT_EQ(stuck->resubmissions, 0);
}

TEST(StuckRecordingTest, AfterAVerdictOnlyTheCentreCounts) {
  const auto stuck = StuckOf({OnKit(kMonday, "BIO_CAPTURED"), OfCentre(kTuesday, "DUPLICATE_RECORD"),
                              OnKit(kFriday, "RESUBMITTED"), OnKit(kNextWeek, "BIO_CAPTURED", "KIT-2")});
  ASSERT_TRUE(stuck.has_value());
  EXPECT_EQ(stuck->raw_code, "DUPLICATE_RECORD");
  EXPECT_EQ(stuck->last_day, kTuesday);
  EXPECT_EQ(stuck->kit, "KIT-2");
  EXPECT_EQ(stuck->actor, CodeActor::kCentre);
}

TEST(StuckRecordingTest, OrderAndRepetitionDoNotMatter) {
  std::vector<RecordingEvent> events = {OnKit(kMonday, "BIO_CAPTURED"),
                                        OnKit(kTuesday, "SENT_FOR_ENROLLMENT"), OnKit(kFriday, "RESUBMITTED"),
                                        OnKit(kFriday, "RESUBMITTED")};
  std::reverse(events.begin(), events.end());
  const auto stuck = StuckOf(events);
  ASSERT_TRUE(stuck.has_value());
  EXPECT_EQ(stuck->last_day, kFriday);
  EXPECT_EQ(stuck->resubmissions, 1);
}

}  // namespace
}  // namespace dukcapil::population
