#include "samples/nik_maker.h"

#include <gtest/gtest.h>

namespace dukcapil::samples {
namespace {

TEST(NikMaker, WritesDistrictBirthDateSexAndASyntheticSerial) {
  NikMaker niks;
  const absl::CivilDay birth(2006, 2, 9);
  EXPECT_EQ(niks.Make("17.02.09", birth, false), "1702090902069000");
  EXPECT_EQ(niks.Make("17.02.09", birth, true), "1702094902069000");
  EXPECT_EQ(niks.Make("17.02.11", birth, false), "1702110902069000");
}

TEST(NikMaker, GivesEachOnce) {
  NikMaker niks;
  const absl::CivilDay birth(1999, 12, 31);
  EXPECT_EQ(niks.Make("17.02.09", birth, false), "1702093112999000");
  EXPECT_EQ(niks.Make("17.02.09", birth, false), "1702093112999001");
  // The century is not in a NIK.
  EXPECT_EQ(niks.Make("17.02.09", absl::CivilDay(1899, 12, 31), false), "1702093112999002");
}

TEST(NikMakerDeathTest, StopsWhenTheSyntheticSerialsAreUsedUp) {
  NikMaker niks;
  for (int i = 0; i < 1000; ++i) niks.Make("17.02.09", absl::CivilDay(1980, 1, 1), true);
  EXPECT_DEATH(niks.Make("17.02.09", absl::CivilDay(1980, 1, 1), true), "");
}

}  // namespace
}  // namespace dukcapil::samples
