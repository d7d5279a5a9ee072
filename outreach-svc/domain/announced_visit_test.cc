#include "outreach-svc/domain/announced_visit_test.h"

#include <gtest/gtest.h>

#include "platform/status/error.h"

namespace dukcapil::outreach {
namespace {

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

}  // namespace
}  // namespace dukcapil::outreach
