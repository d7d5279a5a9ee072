#include "outreach-svc/domain/announced_visit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "outreach-svc/domain/publication.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kVisitDay(2023, 10, 20);

AnnouncedVisit MakeVisit(const std::string& team, const std::string& site, HalfDay half = HalfDay::kMorning) {
  AnnouncedVisit visit;
  visit.regency = "17.02";
  visit.id = team + site;
  visit.team = team;
  visit.site = site;
  visit.date = kVisitDay;
  visit.half = half;
  return visit;
}

std::string ReasonFor(const absl::Status& status) {
  return status.ok() ? "" : GetErrorDetail(status).reason;
}

AnnouncedVisit In(VisitState state) {
  AnnouncedVisit visit = MakeVisit("a", "1");
  visit.state = state;
  return visit;
}

constexpr VisitState kAllStates[] = {VisitState::kPlanned, VisitState::kConfirmed, VisitState::kInProgress,
                                     VisitState::kCompleted, VisitState::kCancelled};

TEST(AnnouncedVisit, GoesItsWay) {
  AnnouncedVisit visit = In(VisitState::kPlanned);
  EXPECT_TRUE(Confirm(visit).ok());
  EXPECT_EQ(ReasonFor(Start(kVisitDay - 1, 7, visit)), "VISIT_NOT_YET");
  EXPECT_TRUE(Start(kVisitDay + 2, 7, visit).ok());
  EXPECT_EQ(visit.waiting, 7);
  VisitReport report;
  report.recorded = 5;
  EXPECT_TRUE(Complete(report, visit).ok());
  EXPECT_EQ(visit.state, VisitState::kCompleted);
  EXPECT_EQ(visit.result->recorded, 5);
  EXPECT_EQ(visit.version, 4);
}

// Every change from every state, against a table written by hand.
TEST(AnnouncedVisit, ChangesOnlyAsTheStatesAllow) {
  const char* const kStateWrong = "VISIT_STATE";
  const char* const kOver = "VISIT_FINISHED";
  struct Expected {
    const char* confirm;
    const char* start;
    const char* complete;
    const char* cancel;
    const char* move;
    const char* carry;
  };
  const Expected table[] = {{"", kStateWrong, kStateWrong, "", "", ""},
                            {kStateWrong, "", kStateWrong, "", "", ""},
                            {kStateWrong, kStateWrong, "", kStateWrong, kStateWrong, ""},
                            {kOver, kOver, kOver, kOver, kOver, kOver},
                            {kOver, kOver, kOver, kOver, kOver, kOver}};
  VisitChange move;
  move.half = HalfDay::kAfternoon;
  VisitChange carry;
  carry.carry_movement = "m";
  for (const VisitState state : kAllStates) {
    const Expected& expected = table[static_cast<int>(state) - 1];
    const auto check = [&](const char* want, auto change) {
      AnnouncedVisit visit = In(state);
      const absl::Status status = change(visit);
      EXPECT_EQ(ReasonFor(status), want) << Name(state);
      EXPECT_EQ(visit.version, status.ok() ? 2 : 1);
      if (!status.ok()) {
        EXPECT_EQ(visit.state, state);
      }
    };
    check(expected.confirm, [](AnnouncedVisit& visit) { return Confirm(visit); });
    check(expected.start, [](AnnouncedVisit& visit) { return Start(kVisitDay, 0, visit); });
    check(expected.complete, [](AnnouncedVisit& visit) { return Complete({}, visit); });
    check(expected.cancel, [](AnnouncedVisit& visit) { return Cancel("rain", visit); });
    check(expected.move, [&](AnnouncedVisit& visit) { return Change(move, visit); });
    check(expected.carry, [&](AnnouncedVisit& visit) { return Change(carry, visit); });
  }
}

TEST(AnnouncedVisit, AnotherSlotHasToBeConfirmedAgain) {
  AnnouncedVisit visit = In(VisitState::kConfirmed);
  VisitChange kits;
  kits.kits = 3;
  visit.target_date = kVisitDay;
  kits.date = visit.date;
  EXPECT_TRUE(Change(kits, visit).ok());
  EXPECT_EQ(visit.state, VisitState::kConfirmed);
  VisitChange date;
  date.date = kVisitDay + 1;
  EXPECT_TRUE(Change(date, visit).ok());
  EXPECT_EQ(visit.state, VisitState::kPlanned);
  EXPECT_EQ(visit.target_date, kVisitDay + 1);
}

TEST(Publication, KeepsCreatesAndNamesWhatFallsAway) {
  const std::vector<AnnouncedVisit> planned = {MakeVisit("a", "1"), MakeVisit("b", "2"), MakeVisit("c", "3")};
  const std::vector<AnnouncedVisit> announced = {MakeVisit("a", "1"), MakeVisit("b", "9"),
                                                 MakeVisit("d", "4")};
  const Publication cancelled = Compare(planned, announced, /*keep_fallen=*/false);
  ASSERT_EQ(cancelled.kept.size(), 1u);
  EXPECT_EQ(cancelled.kept[0].planned, 0);
  EXPECT_EQ(cancelled.kept[0].announced, 0);
  EXPECT_THAT(cancelled.fallen_away, ElementsAre(1, 2));
  EXPECT_THAT(cancelled.created, ElementsAre(1, 2));
  EXPECT_THAT(cancelled.blocked, IsEmpty());

  const Publication kept = Compare(planned, announced, /*keep_fallen=*/true);
  EXPECT_THAT(kept.fallen_away, ElementsAre(1, 2));
  EXPECT_THAT(kept.created, ElementsAre(2));
  EXPECT_THAT(kept.blocked, ElementsAre(1));
}

TEST(Publication, PinnedVisitsAndThoseThatBeganStay) {
  AnnouncedVisit pinned = MakeVisit("a", "9");
  pinned.pinned = true;
  AnnouncedVisit begun = MakeVisit("b", "9");
  begun.state = VisitState::kInProgress;
  const std::vector<AnnouncedVisit> planned = {MakeVisit("a", "1"), MakeVisit("b", "2"),
                                               MakeVisit("a", "1", HalfDay::kAfternoon)};
  const Publication publication = Compare(planned, {pinned, begun}, /*keep_fallen=*/false);
  EXPECT_THAT(publication.fallen_away, IsEmpty());
  EXPECT_THAT(publication.blocked, ElementsAre(0, 1));
  EXPECT_THAT(publication.created, ElementsAre(2));
}

}  // namespace
}  // namespace dukcapil::outreach
