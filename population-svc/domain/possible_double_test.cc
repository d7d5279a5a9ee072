#include "population-svc/domain/possible_double.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;

Resident Person(const std::string& name, CivilDay born) {
  Resident resident;
  resident.full_name = name;
  resident.birth_date = born;
  resident.village = "17.02.09.2001";
  return resident;
}

std::optional<DoubleScore> Compare(const Resident& a, const Resident& b) {
  const auto score = CompareAsDoubles(a, NameWords(a.full_name), b, NameWords(b.full_name));
  EXPECT_EQ(score, CompareAsDoubles(b, NameWords(b.full_name), a, NameWords(a.full_name)));
  return score;
}

TEST(PossibleDouble, ScoresEachPart) {
  const CivilDay day(1990, 3, 7);
  const Resident person = Person("Muhammad Rizki Hidayat", day);
  EXPECT_EQ(Compare(person, person), (DoubleScore{100, 100, BirthLikeness::kSame, true, true}));
  const auto spelt = Compare(person, Person("Moch. Riski Hidajat", day));
  ASSERT_TRUE(spelt.has_value());
  EXPECT_GE(spelt->name, 90);
  Resident other = person;
  other.sex = Sex::kFemale;
  other.village = "17.02.09.2002";
  EXPECT_EQ(Compare(person, other), (DoubleScore{85, 100, BirthLikeness::kSame, false, false}));
  other = person;
  other.birth_date = CivilDay(1990, 7, 3);
  EXPECT_EQ(Compare(person, other), (DoubleScore{93, 100, BirthLikeness::kDayAndMonthSwapped, true, true}));
  for (const CivilDay close : {day + 1, day - 1, CivilDay(1991, 3, 7), CivilDay(1989, 3, 7)}) {
    other.birth_date = close;
    EXPECT_EQ(Compare(person, other), (DoubleScore{87, 100, BirthLikeness::kClose, true, true})) << close;
  }
}

TEST(PossibleDouble, NamesakesTwinsAndTheClosedAreNone) {
  const CivilDay day(1990, 3, 7);
  const Resident person = Person("Hasan Basri", day);
  EXPECT_FALSE(Compare(person, Person("Hasan Basri", day + 2)).has_value());
  EXPECT_FALSE(Compare(person, Person("Husin Basri", day)).has_value());
  EXPECT_FALSE(Compare(person, Person("Hasan Basry Lubis", day + 1)).has_value());
  Resident closed = person;
  closed.merged = MergedInto{"x", day};
  EXPECT_FALSE(Compare(person, closed).has_value());
}

TEST(PossibleDouble, EachTwoDatesAreComparedOnce) {
  EXPECT_THAT(
      BirthDatesToCompare(CivilDay(1990, 3, 7)),
      ElementsAre(CivilDay(1990, 3, 7), CivilDay(1990, 3, 8), CivilDay(1990, 7, 3), CivilDay(1991, 3, 7)));
  EXPECT_THAT(BirthDatesToCompare(CivilDay(1990, 7, 3)),
              ElementsAre(CivilDay(1990, 7, 3), CivilDay(1990, 7, 4), CivilDay(1991, 7, 3)));
  // Born on 29 February: the day of the next year is 1 March.
  EXPECT_THAT(BirthDatesToCompare(CivilDay(2000, 2, 29)),
              ElementsAre(CivilDay(2000, 2, 29), CivilDay(2000, 3, 1), CivilDay(2001, 3, 1)));
}

}  // namespace
}  // namespace dukcapil::population
