#include "population-svc/domain/recording_fold.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "platform/clock/clock.h"
#include "population-svc/domain/recording_codes.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;

absl::Time At(CivilDay day, int hour = 9) {
  return absl::FromCivil(absl::CivilHour(day.year(), day.month(), day.day(), hour), OfficeZone());
}

RecordingEvent Kit(CivilDay day, std::string code, std::int64_t sequence = 0) {
  return {At(day), RecordingSource::kKit, "KIT-1", sequence, std::move(code)};
}
RecordingEvent Centre(CivilDay day, std::string code, std::int64_t sequence = 0) {
  return {At(day), RecordingSource::kCentre, "", sequence, std::move(code)};
}

const CivilDay kDay1(2023, 1, 10), kDay2(2023, 1, 12), kDay3(2023, 2, 1), kDay4(2023, 3, 1);

TEST(RecordingFoldTest, NoEventsNotRecorded) {
  EXPECT_EQ(Fold({}), Recording{});
}

TEST(RecordingCodesTest, TheirMeaningIsWhatFoldMakesOfThem) {
  const std::string meaning = RecordingCodesMeaning();
  EXPECT_EQ(std::count(meaning.begin(), meaning.end(), '\n'), std::ssize(RecordingCodes()));
  EXPECT_NE(meaning.find("\nVISIT_MOVED;0;2;1\n"), std::string::npos) << meaning;
  EXPECT_NE(meaning.find("\nBIO_CAPTURED;1;1;0\n"), std::string::npos) << meaning;
}

TEST(RecordingFoldTest, FollowsTheProcess) {
  std::vector<RecordingEvent> events = {Kit(kDay1, "BIO_CAPTURED")};
  EXPECT_EQ(Fold(events), (Recording{RecordingState::kRecorded, kDay1, kDay1}));
  events.push_back(Centre(kDay2, "SENT_FOR_ENROLLMENT"));
  EXPECT_EQ(Fold(events), (Recording{RecordingState::kSentForEnrolment, kDay1, kDay2}));
  events.push_back(Centre(kDay3, "PRINT_READY_RECORD"));
  EXPECT_EQ(Fold(events), (Recording{RecordingState::kPrintReady, kDay1, kDay3}));
}

TEST(RecordingFoldTest, ALateEventRefolds) {
  EXPECT_EQ(Fold({Centre(kDay3, "PRINT_READY_RECORD"), Kit(kDay1, "BIO_CAPTURED")}),
            (Recording{RecordingState::kPrintReady, kDay1, kDay3}));
}

TEST(RecordingFoldTest, WhatTheCentreDecidedOnlyTheCentreChanges) {
  const auto ready = Centre(kDay1, "PRINT_READY_RECORD");
  const Recording expected{RecordingState::kPrintReady, kDay1, kDay1};
  for (const char* code :
       {"BIO_CAPTURED", "SENT_FOR_ENROLLMENT", "ENROLL_FAILURE_AT_CENTRAL", "VISIT_RECORDED"}) {
    EXPECT_EQ(Fold({ready, Kit(kDay2, code)}), expected) << code;
  }
  EXPECT_EQ(Fold({ready, Centre(kDay2, "DUPLICATE_RECORD")}),
            (Recording{RecordingState::kDuplicate, kDay1, kDay2}));
}

TEST(RecordingFoldTest, BlockedSinceTheFirstBlockingWord) {
  EXPECT_EQ(Fold({Centre(kDay1, "ADJUDICATE_RECORD"), Centre(kDay2, "DUPLICATE_RECORD")}),
            (Recording{RecordingState::kDuplicate, kDay1, kDay1}));
  EXPECT_EQ(Fold({Centre(kDay1, "DUPLICATE_RECORD"), Centre(kDay3, "PRINT_READY_RECORD")}),
            (Recording{RecordingState::kPrintReady, kDay1, kDay3}));
}

TEST(RecordingFoldTest, AFailureAtTheCentreGoesBackToTheOffice) {
  for (const char* code :
       {"ENROLL_FAILURE_AT_CENTRAL", "SEARCH_FAILURE_AT_CENTRAL", "ENROLL_FAILURE_AT_REGIONAL"}) {
    EXPECT_EQ(Fold({Kit(kDay1, "BIO_CAPTURED"), Centre(kDay2, "SENT_FOR_ENROLLMENT"), Centre(kDay3, code)}),
              (Recording{RecordingState::kRecorded, kDay1, kDay3}))
        << code;
  }
}

TEST(RecordingFoldTest, UnknownCodesAndVisitOutcomesMoveNothing) {
  EXPECT_FALSE(IsKnownCode("SOMETHING_NEW"));
  EXPECT_FALSE(IsKnownCode(""));
  EXPECT_TRUE(IsKnownCode("VISIT_ABSENT"));
  EXPECT_EQ(Fold({Kit(kDay1, "SOMETHING_NEW"), Kit(kDay2, "VISIT_ABSENT")}), Recording{});
}

RecordingEvent Visit(CivilDay day, std::string code) {
  return {At(day), RecordingSource::kVisit, "", 0, std::move(code)};
}

TEST(RecordingFoldTest, AVisitMakesDoubtfulAndCoversNobody) {
  const std::pair<const char*, Doubt> doubts[] = {{"VISIT_MOVED", Doubt::kMoved},
                                                  {"VISIT_DECEASED", Doubt::kDeceased},
                                                  {"VISIT_ALREADY_RECORDED", Doubt::kAlreadyRecorded},
                                                  {"VISIT_NOT_FOUND", Doubt::kNotFound}};
  for (const auto& [code, doubt] : doubts) {
    Recording expected;
    expected.doubt = doubt;
    expected.doubtful_since = kDay1;
    EXPECT_EQ(Fold({Visit(kDay1, code), Visit(kDay2, "VISIT_ABSENT")}), expected) << code;
  }
  Recording other;
  other.doubt = Doubt::kMoved;
  other.doubtful_since = kDay1;  // doubtful since the first, for what the last said
  EXPECT_EQ(Fold({Visit(kDay1, "VISIT_NOT_FOUND"), Visit(kDay2, "VISIT_MOVED")}), other);
}

TEST(RecordingFoldTest, WhoIsSeenIsDoubtfulNoLonger) {
  for (const char* code : {"VISIT_PRESENT", "VISIT_REFUSED", "VISIT_CANNOT"}) {
    EXPECT_EQ(Fold({Visit(kDay1, "VISIT_MOVED"), Visit(kDay2, code)}), Recording{}) << code;
  }
  for (const RecordingEvent& seen : {Visit(kDay2, "VISIT_RECORDED"), Kit(kDay2, "BIO_CAPTURED")}) {
    EXPECT_EQ(Fold({Visit(kDay1, "VISIT_DECEASED"), seen}),
              (Recording{RecordingState::kRecorded, kDay2, kDay2}));
  }
}

TEST(RecordingFoldTest, TheTableOfCodesIsWhole) {
  for (const RecordingCode& code : RecordingCodes()) {
    EXPECT_FALSE(code.action_id.empty()) << code.code;
    EXPECT_FALSE(code.action_en.empty()) << code.code;
    EXPECT_EQ(FindRecordingCode(code.code), &code);
    EXPECT_EQ(code.doubt.has_value(), code.sighting == Sighting::kDoubtful) << code.code;
  }
  EXPECT_GE(RecordingCodes().size(), 30u);
  // Positions are part of the identity of imported events: they never change.
  EXPECT_EQ(FindRecordingCode("VISIT_ABSENT")->position, 1);
  EXPECT_EQ(FindRecordingCode("BIO_CAPTURED")->position, 9);
  EXPECT_EQ(FindRecordingCode("PRINT_READY_RECORD")->position, 23);
  EXPECT_EQ(FindRecordingCode("CARD_ISSUED")->position, 26);
}

TEST(RecordingFoldTest, DaysAreThoseOfTheOffice) {
  // 17:30 UTC on the 9th is 00:30 of the 10th in Jakarta.
  const absl::Time time = absl::FromCivil(absl::CivilMinute(2023, 1, 9, 17, 30), absl::UTCTimeZone());
  EXPECT_EQ(Fold({{time, RecordingSource::kKit, "K", 0, "BIO_CAPTURED"}}).covered_date,
            CivilDay(2023, 1, 10));
}

TEST(RecordingFoldTest, ImportedEventsOfOneDayDiffer) {
  const auto sent = ImportedEvent("SENT_FOR_ENROLLMENT", kDay1);
  const auto ready = ImportedEvent("PRINT_READY_RECORD", kDay1);
  const auto unknown = ImportedEvent("A_NEW_CODE", kDay1);
  EXPECT_FALSE(SameIdentity(sent, ready));
  EXPECT_FALSE(SameIdentity(ready, unknown));
  EXPECT_FALSE(SameIdentity(unknown, ImportedEvent("ANOTHER_NEW_CODE", kDay1)));
  EXPECT_TRUE(SameIdentity(sent, ImportedEvent("SENT_FOR_ENROLLMENT", kDay1)));
  EXPECT_EQ(Fold({ready, sent, unknown}), (Recording{RecordingState::kPrintReady, kDay1, kDay1}));
}

// The law: any permutation with any repetition ends in the same state.
TEST(RecordingFoldTest, PermutationsAndRepetitionsDoNotMatter) {
  const std::vector<std::string> codes = {
      "BIO_CAPTURED",        "PROCESSING",        "SENT_FOR_ENROLLMENT",
      "RECEIVED_AT_CENTRAL", "PACKET_RETRY",      "ENROLL_FAILURE_AT_CENTRAL",
      "DUPLICATE_RECORD",    "ADJUDICATE_RECORD", "PRINT_READY_RECORD",
      "RESUBMITTED",         "VISIT_MOVED",       "VISIT_PRESENT",
      "VISIT_ABSENT",        "VISIT_RECORDED",    "NOBODY_KNOWS"};
  std::mt19937 random(17021);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 500; ++round) {
    std::vector<RecordingEvent> events;
    for (std::size_t i = 0, n = pick(9); i < n; ++i) {
      // Few days, kits and numbers, so that ties and equal identities happen.
      const bool kit = pick(2) == 0;
      events.push_back({At(CivilDay(2023, 1, 1) + static_cast<int>(pick(4))),
                        kit ? RecordingSource::kKit : RecordingSource::kCentre,
                        kit ? "KIT-" + std::to_string(pick(2)) : "", static_cast<std::int64_t>(pick(3)),
                        codes[pick(codes.size())]});
    }
    const Recording expected = Fold(events);
    EXPECT_EQ(expected.state == RecordingState::kNotRecorded, !expected.covered_date.has_value());
    EXPECT_EQ(expected.covered_date.has_value(), expected.since.has_value());
    for (int shuffle = 0; shuffle < 10; ++shuffle) {
      std::vector<RecordingEvent> other = events;
      for (std::size_t i = 0, n = events.empty() ? 0 : pick(5); i < n; ++i) {
        other.push_back(events[pick(events.size())]);
      }
      std::shuffle(other.begin(), other.end(), random);
      EXPECT_EQ(Fold(other), expected) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace dukcapil::population
