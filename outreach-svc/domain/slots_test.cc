#include "outreach-svc/domain/slots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kFirstMonday(2023, 10, 16);

Team TeamOn(const std::array<bool, 7>& days) {
  Team team;
  team.work_week.days = days;
  return team;
}

const std::array<bool, 7> kMondayToFriday = {true, true, true, true, true, false, false};
const std::array<bool, 7> kSaturday = {false, false, false, false, false, true, false};

std::vector<Site> Sites() {
  return {{"a", SiteKind::kVillage, "A", "17.02.09.2001", 10},
          {"b", SiteKind::kVillage, "B", "17.02.09.2002", 10}};
}

SlotTable Slots(const std::vector<Team>& teams, const std::vector<Blackout>& blackouts,
                const WorkingCalendar& calendar = WorkingCalendar()) {
  return MakeSlots(teams, Sites(), blackouts, calendar, kFirstMonday, kFirstMonday + 6);
}

TEST(MakeSlots, FollowsTheWorkWeek) {
  EXPECT_THAT(Slots({TeamOn(kMondayToFriday)}, {}).slots, SizeIs(10));
  const std::vector<Slot> saturday = Slots({TeamOn(kSaturday)}, {}).slots;
  ASSERT_THAT(saturday, SizeIs(2));
  EXPECT_EQ(saturday[0].date, kFirstMonday + 5);
  EXPECT_EQ(saturday[0].half, HalfDay::kMorning);
  EXPECT_EQ(saturday[1].half, HalfDay::kAfternoon);
}

TEST(MakeSlots, SkipsAfternoonsOffAndLeaves) {
  Team team = TeamOn(kMondayToFriday);
  team.mornings_only.days[4] = true;
  team.leaves = {{kFirstMonday - 3, kFirstMonday}, {kFirstMonday + 2, kFirstMonday + 2}};
  const std::vector<Slot> slots = Slots({team}, {}).slots;
  ASSERT_THAT(slots, SizeIs(5));
  EXPECT_EQ(slots[0].date, kFirstMonday + 1);
  EXPECT_EQ(slots[4].date, kFirstMonday + 4);
  EXPECT_EQ(slots[4].half, HalfDay::kMorning);
}

TEST(MakeSlots, KnowWhenSitesAreOpen) {
  std::vector<Site> sites = Sites();
  sites[0].access.afternoons = {};
  sites[1].access.closures = {{kFirstMonday + 1, kFirstMonday + 1}};
  const SlotTable table =
      MakeSlots({TeamOn(kMondayToFriday)}, sites, {}, WorkingCalendar(), kFirstMonday, kFirstMonday + 6);
  ASSERT_THAT(table.slots, SizeIs(9));  // on Tuesday afternoon both are closed
  EXPECT_THAT(table.closed, ElementsAre(IsEmpty(), ElementsAre(0), ElementsAre(1)));
  EXPECT_EQ(table.slots[1].kind, 1);
  EXPECT_EQ(table.slots[2].kind, 2);
}

TEST(MakeSlots, AreOrderedByDateHalfAndTeam) {
  const std::vector<Slot> slots = Slots({TeamOn(kMondayToFriday), TeamOn(kMondayToFriday)}, {}).slots;
  ASSERT_THAT(slots, SizeIs(20));
  EXPECT_EQ(slots[0].team, 0);
  EXPECT_EQ(slots[1].team, 1);
  EXPECT_EQ(slots[1].half, HalfDay::kMorning);
  EXPECT_EQ(slots[2].half, HalfDay::kAfternoon);
  EXPECT_EQ(slots[4].date, kFirstMonday + 1);
}

TEST(MakeSlots, SkipsHolidays) {
  EXPECT_THAT(
      Slots({TeamOn(kMondayToFriday)}, {}, WorkingCalendar({{kFirstMonday, "x"}, {kFirstMonday + 5, "y"}}))
          .slots,
      SizeIs(8));
}

TEST(MakeSlots, SkipsDaysOnWhichEverySiteIsClosed) {
  EXPECT_THAT(Slots({TeamOn(kMondayToFriday)}, {{"", kFirstMonday, kFirstMonday + 1}}).slots, SizeIs(6));
  EXPECT_THAT(
      Slots({TeamOn(kMondayToFriday)}, {{"a", kFirstMonday, kFirstMonday}, {"b", kFirstMonday, kFirstMonday}})
          .slots,
      SizeIs(8));
  EXPECT_THAT(Slots({TeamOn(kMondayToFriday)}, {{"", kFirstMonday, kFirstMonday + 6}}).slots, IsEmpty());
}

TEST(MakeSlots, TellsKindsOfHalfDaysByTheSitesThatAreClosed) {
  const SlotTable table = Slots({TeamOn(kMondayToFriday)}, {{"b", kFirstMonday, kFirstMonday},
                                                            {"b", kFirstMonday + 2, kFirstMonday + 2},
                                                            {"a", kFirstMonday + 3, kFirstMonday + 3}});
  EXPECT_THAT(table.closed, ElementsAre(ElementsAre(1), IsEmpty(), ElementsAre(0)));
  std::vector<int> kinds;
  for (const Slot& slot : table.slots) {
    if (slot.half == HalfDay::kMorning) kinds.push_back(slot.kind);
  }
  EXPECT_THAT(kinds, ElementsAre(0, 1, 0, 2, 1));
}

}  // namespace
}  // namespace dukcapil::outreach
