#include <algorithm>

#include "population-svc/rpc/recordings_fixture.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class HeldEventsTest : public RecordingsFixture {
 protected:
  // Of somebody whom only the NIK names.
  static v1::RecordingEvent OfNik(int serial, CivilDay day, const std::string& code) {
    v1::RecordingEvent event = Event("", day, code);
    event.set_nik(Row(serial).nik());
    return event;
  }
  v1::RecordingEvent Ahead(const std::string& resident) {
    v1::RecordingEvent event = Event(resident, kToday, "BIO_CAPTURED");
    *event.mutable_event_time() = At(app_->clock.BusinessNow() + absl::Hours(30));
    return event;
  }
  static google::protobuf::Timestamp At(absl::Time time) {
    google::protobuf::Timestamp proto;
    proto.set_seconds(absl::ToUnixSeconds(time));
    return proto;
  }
  static google::protobuf::Timestamp Morning(CivilDay day) {
    return At(absl::FromCivil(absl::CivilHour(day.year(), day.month(), day.day(), 9), OfficeZone()));
  }
  v1::ListHeldEventsResponse Held(v1::ListHeldEventsRequest request = {}) {
    request.set_parent(kParent);
    auto response = ListHeldEvents(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::ListHeldEventsResponse();
  }
  v1::ListHeldEventsResponse HeldIn(v1::HeldEventState state) {
    v1::ListHeldEventsRequest request;
    request.set_state(state);
    return Held(request);
  }
  absl::StatusOr<v1::HeldEvent> Release(const std::string& name, std::optional<CivilDay> day,
                                        const std::string& resident = "") {
    v1::ReleaseHeldEventRequest request;
    request.set_name(name);
    if (day) *request.mutable_event_time() = Morning(*day);
    request.set_resident(resident);
    return ReleaseHeldEvent(*app_, testing::WriteCall(), request);
  }
  absl::StatusOr<v1::HeldEvent> Discard(const std::string& name, const std::string& reason) {
    v1::DiscardHeldEventRequest request;
    request.set_name(name);
    request.set_reason(reason);
    return DiscardHeldEvent(*app_, testing::WriteCall(), request);
  }
};

TEST_F(HeldEventsTest, AnEventOfSomebodyUnknownCountsOnceThePersonIsImported) {
  const auto event = OfNik(1, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  const auto pending = Submit({event, event});
  EXPECT_EQ(pending.results(0).outcome(), v1::EVENT_OUTCOME_PENDING);
  EXPECT_EQ(pending.results(0).reason(), "PERSON_UNKNOWN");
  EXPECT_EQ(pending.results(0).recording_state(), v1::RECORDING_STATE_UNSPECIFIED);
  EXPECT_EQ(pending.results(1).outcome(), v1::EVENT_OUTCOME_PENDING);
  EXPECT_EQ(Submit({event}).results(0).outcome(), v1::EVENT_OUTCOME_PENDING);
  ASSERT_EQ(Held().held_events_size(), 1);
  EXPECT_EQ(Held().held_events(0).event().nik(), "170209••••••9001");
  EXPECT_EQ(Held().held_events(0).reason(), v1::HOLD_REASON_PERSON_UNKNOWN);
  EXPECT_EQ(CoverageOn(kToday).covered(), 0);

  const std::string name = ImportOne(Recorded(1, "SENT_FOR_ENROLLMENT", CivilDay(2023, 6, 1)));
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_SENT_FOR_ENROLMENT);
  EXPECT_EQ(DayOf(Get(name).covered_date()), CivilDay(2023, 5, 2));
  EXPECT_EQ(CoverageOn(CivilDay(2023, 5, 2)).covered(), 1);
  EXPECT_EQ(Held().held_events_size(), 0);
  const auto matched = HeldIn(v1::HELD_EVENT_STATE_MATCHED);
  ASSERT_EQ(matched.held_events_size(), 1);
  EXPECT_EQ(matched.held_events(0).resident(), name);
  EXPECT_GT(matched.held_events(0).resolve_time().seconds(), 0);
  EXPECT_EQ(Submit({event}).results(0).outcome(), v1::EVENT_OUTCOME_REPEATED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 2);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(HeldEventsTest, OneIdentityOneCodeAlsoOfSomebodyUnknown) {
  Submit({OfNik(1, CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  const auto other = Submit({OfNik(1, CivilDay(2023, 5, 2), "PROCESSING")});
  EXPECT_EQ(other.results(0).reason(), "EVENT_IDENTITY_TAKEN");
}

TEST_F(HeldEventsTest, TheClerkSaysWhoItIs) {
  Submit({OfNik(7, CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  const std::string held = Held().held_events(0).name();
  const std::string name = ImportOne(Row(1));
  EXPECT_THAT(ViolationsOf(Release(held, std::nullopt).status()), ElementsAre("resident REQUIRED"));
  EXPECT_EQ(Release(held, std::nullopt, "regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001")
                .status()
                .code(),
            absl::StatusCode::kNotFound);
  const auto released = Release(held, std::nullopt, name);
  ASSERT_TRUE(released.ok()) << released.status();
  EXPECT_EQ(released->state(), v1::HELD_EVENT_STATE_RELEASED);
  EXPECT_EQ(released->resident(), name);
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_RECORDED);
  // Who has the NIK comes later: the event is not theirs any more.
  EXPECT_EQ(Get(ImportOne(Row(7))).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(GetErrorDetail(Release(held, std::nullopt, name).status()).reason, "HELD_EVENT_RESOLVED");
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(HeldEventsTest, AClockAheadIsHeldHoweverOftenAndLateItComes) {
  const std::string name = ImportOne(Row(1));
  const auto ahead = Ahead(name);
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  // Two days later its time is past, and it is as wrong as before.
  app_->clock = Clock(kToday + 2);
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);

  const std::string held = Held().held_events(0).name();
  EXPECT_THAT(ViolationsOf(Release(held, std::nullopt).status()), ElementsAre("event_time REQUIRED"));
  EXPECT_THAT(ViolationsOf(Release(held, kToday + 9).status()), ElementsAre("event_time CLOCK_AHEAD"));
  const auto released = Release(held, CivilDay(2023, 10, 12));
  ASSERT_TRUE(released.ok()) << released.status();
  EXPECT_EQ(released->corrected_time().seconds(), Morning(CivilDay(2023, 10, 12)).seconds());
  EXPECT_THAT(released->resolved_by(), Not(IsEmpty()));
  EXPECT_EQ(DayOf(Get(name).covered_date()), CivilDay(2023, 10, 12));
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_REPEATED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(HeldEventsTest, AnEventIsHeldOnceUnderAnyIndexKey) {
  const auto unknown = OfNik(1, CivilDay(2023, 5, 2), "BIO_CAPTURED");
  v1::RecordingEvent ahead = Ahead("");
  ahead.set_nik(Row(1).nik());
  Submit({unknown, ahead});
  Key old_key, new_key;
  old_key.fill(2);
  new_key.fill(7);
  app_->nik_index = BlindIndex(KeyRing({{1, old_key}, {2, new_key}}), "resident.nik");
  app_->clock = Clock(kToday + 2);  // what was ahead is past now, and as wrong as before
  const auto again = Submit({unknown, ahead});
  EXPECT_EQ(again.results(0).outcome(), v1::EVENT_OUTCOME_PENDING);
  EXPECT_EQ(again.results(1).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(Held().held_events_size(), 2);
  EXPECT_EQ(Get(ImportOne(Row(1))).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(Held().held_events_size(), 1);
  EXPECT_EQ(Submit({unknown}).results(0).outcome(), v1::EVENT_OUTCOME_REPEATED);
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(HeldEventsTest, AnEventStaysHeldWhateverIsMergedMeanwhile) {
  const std::string kept = ImportOne(Row(1));
  const std::string duplicate = ImportOne(Row(2));
  v1::RecordingEvent before = Ahead(duplicate);
  v1::RecordingEvent between = Ahead(duplicate);
  between.set_sequence(2);
  Submit({before});
  ASSERT_TRUE(Merge(kept, duplicate).ok());
  Submit({between});
  app_->clock = Clock(kToday + 2);
  const auto merged = Submit({before, between});
  EXPECT_EQ(merged.results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(merged.results(1).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  // Of the one kept it is the same event.
  before.set_resident(kept);
  EXPECT_EQ(Submit({before}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  before.set_resident(duplicate);
  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(Submit({between}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  EXPECT_EQ(Held().held_events_size(), 2);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 0);
}

TEST_F(HeldEventsTest, ReleasedOnATimeThatIsTaken) {
  const std::string name = ImportOne(Row(1));
  v1::RecordingEvent taken = Event(name, CivilDay(2023, 10, 12), "PROCESSING");
  Submit({taken, Ahead(name)});
  EXPECT_EQ(GetErrorDetail(Release(Held().held_events(0).name(), CivilDay(2023, 10, 12)).status()).reason,
            "EVENT_IDENTITY_TAKEN");
  EXPECT_EQ(Held().held_events_size(), 1);
}

TEST_F(HeldEventsTest, DiscardedWithAReasonAndKept) {
  const std::string name = ImportOne(Row(1));
  const auto ahead = Ahead(name);
  Submit({ahead});
  const std::string held = Held().held_events(0).name();
  EXPECT_THAT(ViolationsOf(Discard(held, "no").status()), ElementsAre("reason LENGTH"));
  const auto discarded = Discard(held, "test run of the kit");
  ASSERT_TRUE(discarded.ok()) << discarded.status();
  EXPECT_EQ(discarded->state(), v1::HELD_EVENT_STATE_DISCARDED);
  EXPECT_EQ(discarded->discard_reason(), "test run of the kit");
  EXPECT_EQ(GetErrorDetail(Discard(held, "test run of the kit").status()).reason, "HELD_EVENT_RESOLVED");
  EXPECT_EQ(Submit({ahead}).results(0).outcome(), v1::EVENT_OUTCOME_REPEATED);
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(HeldIn(v1::HELD_EVENT_STATE_DISCARDED).held_events_size(), 1);
  EXPECT_EQ(Discard("regions/17.02/heldEvents/0190b5a4-0000-7000-8000-000000000001", "no such thing")
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

TEST_F(HeldEventsTest, AClockAheadOfSomebodyUnknownWaitsForBoth) {
  v1::RecordingEvent event = Ahead("");
  event.clear_resident();
  event.set_nik(Row(1).nik());
  EXPECT_EQ(Submit({event}).results(0).outcome(), v1::EVENT_OUTCOME_QUARANTINED);
  const std::string held = Held().held_events(0).name();
  const std::string name = ImportOne(Row(1));
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(Held().held_events(0).event().resident(), name);
  ASSERT_TRUE(Release(held, CivilDay(2023, 10, 12)).ok());
  EXPECT_EQ(Get(name).recording_state(), v1::RECORDING_STATE_RECORDED);
}

// The law, with releases: when an event is held, repeated and released does not matter, only what it says.
TEST_F(HeldEventsTest, WhenAnEventIsReleasedDoesNotMatter) {
  v1::ResidentRow elsewhere = Row(2);
  elsewhere.set_village_code(kVillage3);
  const std::string a = ImportOne(Row(1)), b = ImportOne(elsewhere);
  const std::vector<std::string> codes = {"BIO_CAPTURED", "SENT_FOR_ENROLLMENT", "PACKET_RETRY",
                                          "RESUBMITTED"};
  const auto told = [&](const std::string& name) {
    std::vector<v1::RecordingEvent> events;
    for (int i = 0; i < 8; ++i) {
      const std::string& code = codes[static_cast<std::size_t>(i) % codes.size()];
      events.push_back(Event(name, CivilDay(2023, 3, 1) + i * 17, code, i));
      if (i % 2 == 0) *events.back().mutable_event_time() = Ahead(name).event_time();
    }
    return events;
  };
  const auto release = [&](bool last_first) {
    auto held = Held();
    if (last_first) std::reverse(held.mutable_held_events()->begin(), held.mutable_held_events()->end());
    for (const auto& event : held.held_events()) {
      const auto day = CivilDay(2023, 5, 3) + static_cast<int>(event.event().sequence()) * 5;
      EXPECT_TRUE(Release(event.name(), day).ok());
    }
  };
  Submit(told(a));
  release(false);
  std::vector<v1::RecordingEvent> events = told(b);
  std::reverse(events.begin(), events.end());
  for (const v1::RecordingEvent& event : events) {
    Submit({event, event});
    if (event.sequence() == 4) release(true);
  }
  Submit(events);
  release(true);
  Submit(events);
  EXPECT_EQ(Held().held_events_size(), 0);
  EXPECT_EQ(Get(a).recording_state(), Get(b).recording_state());
  EXPECT_EQ(DayOf(Get(a).covered_date()), DayOf(Get(b).covered_date()));
  for (CivilDay day(2023, 3, 1); day < kToday; day += 7) {
    EXPECT_EQ(CoverageOn(day, kVillage1).covered(), CoverageOn(day, kVillage3).covered()) << day;
  }
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 16);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(HeldEventsTest, ListsByKitAndReasonInPages) {
  const std::string name = ImportOne(Row(1));
  v1::RecordingEvent second = Ahead(name);
  second.set_kit("KIT-2");
  second.set_sequence(2);
  Submit({Ahead(name), second, OfNik(5, CivilDay(2023, 5, 2), "BIO_CAPTURED")});
  v1::ListHeldEventsRequest request;
  request.set_kit("KIT-2");
  EXPECT_EQ(Held(request).held_events_size(), 1);
  EXPECT_EQ(Held(request).kits_size(), 3);
  EXPECT_EQ(Held(request).kits(0).kit(), "KIT-1");
  request.clear_kit();
  request.set_reason(v1::HOLD_REASON_CLOCK_AHEAD);
  request.set_page_size(1);
  const auto first = Held(request);
  ASSERT_EQ(first.held_events_size(), 1);
  request.set_page_token(first.next_page_token());
  const auto last = Held(request);
  ASSERT_EQ(last.held_events_size(), 1);
  EXPECT_TRUE(last.next_page_token().empty());
  EXPECT_NE(first.held_events(0).name(), last.held_events(0).name());
  request.set_reason(static_cast<v1::HoldReason>(9));
  EXPECT_THAT(ViolationsOf(ListHeldEvents(*app_, testing::ReadCall(), request).status()),
              Contains(HasSubstr("reason UNKNOWN_VALUE")));
}

}  // namespace
}  // namespace dukcapil::population
