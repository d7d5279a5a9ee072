#include "population-svc/domain/obligation.h"

#include <gtest/gtest.h>

namespace dukcapil::population {
namespace {

using absl::CivilDay;

Resident Born(CivilDay day) {
  Resident resident;
  resident.birth_date = day;
  return resident;
}

TEST(ObligationTest, The17thBirthday) {
  EXPECT_EQ(ObligedDate(Born(CivilDay(2006, 10, 14))), CivilDay(2023, 10, 14));
  EXPECT_EQ(ObligedDate(Born(CivilDay(2004, 2, 29))), CivilDay(2021, 3, 1));
  EXPECT_EQ(ObligedDate(Born(CivilDay(2007, 12, 31))), CivilDay(2024, 12, 31));
}

TEST(ObligationTest, LatestBirthDateAgedIsTheInverse) {
  EXPECT_EQ(LatestBirthDateAged(17, CivilDay(2024, 2, 29)), CivilDay(2007, 2, 28));
  EXPECT_EQ(LatestBirthDateAged(20, CivilDay(2024, 2, 29)), CivilDay(2004, 2, 29));
  for (const int age : {17, 20, 111}) {
    for (CivilDay day(2019, 12, 30); day < CivilDay(2029, 1, 2); ++day) {
      EXPECT_LE(Birthday(LatestBirthDateAged(age, day), age), day);
      EXPECT_GT(Birthday(LatestBirthDateAged(age, day) + 1, age), day);
    }
  }
}

TEST(ObligationTest, AFirstMarriageComesEarlierNeverLater) {
  Resident resident = Born(CivilDay(2006, 10, 14));
  resident.first_marriage_date = CivilDay(2022, 5, 1);
  EXPECT_EQ(ObligedDate(resident), CivilDay(2022, 5, 1));
  resident.first_marriage_date = CivilDay(2025, 5, 1);
  EXPECT_EQ(ObligedDate(resident), CivilDay(2023, 10, 14));
}

TEST(ObligationTest, NotBeforeLivingHere) {
  Resident resident = Born(CivilDay(1990, 1, 1));
  resident.arrival_date = CivilDay(2020, 6, 1);
  EXPECT_EQ(ObligedDate(resident), CivilDay(2020, 6, 1));
  resident.arrival_date = CivilDay(1995, 6, 1);
  EXPECT_EQ(ObligedDate(resident), CivilDay(2007, 1, 1));
}

TEST(ObligationTest, NeverWhereResidenceEndsBefore) {
  Resident resident = Born(CivilDay(2000, 1, 1));
  resident.death_date = CivilDay(2016, 12, 31);
  EXPECT_EQ(ObligedDate(resident), std::nullopt);
  resident.death_date = CivilDay(2017, 1, 1);  // on the 17th birthday: not one day obliged
  EXPECT_EQ(ObligedDate(resident), std::nullopt);
  resident.death_date = CivilDay(2017, 1, 2);
  EXPECT_EQ(ObligedDate(resident), CivilDay(2017, 1, 1));
}

TEST(ObligationTest, ResidenceEndsWithDeathOrDeparture) {
  Resident resident = Born(CivilDay(1990, 1, 1));
  EXPECT_EQ(EndOfResidence(resident), std::nullopt);
  resident.death_date = CivilDay(2020, 1, 1);
  EXPECT_EQ(EndOfResidence(resident), CivilDay(2020, 1, 1));
  resident.departure_date = CivilDay(2018, 1, 1);
  EXPECT_EQ(EndOfResidence(resident), CivilDay(2018, 1, 1));
  resident.death_date.reset();
  EXPECT_EQ(EndOfResidence(resident), CivilDay(2018, 1, 1));
}

TEST(ObligationTest, Foreigners) {
  Resident resident = Born(CivilDay(1990, 1, 1));
  resident.citizenship = Citizenship::kPermanentForeigner;
  EXPECT_EQ(ObligedDate(resident), CivilDay(2007, 1, 1));
  resident.citizenship = Citizenship::kTemporaryForeigner;
  EXPECT_EQ(ObligedDate(resident), std::nullopt);
}

TEST(ObligationTest, VeryOldFromThe111thBirthdayWhileLivingHere) {
  Resident resident = Born(CivilDay(1912, 10, 15));
  EXPECT_EQ(QualityFlags(resident, CivilDay(2023, 10, 14)), 0u);
  EXPECT_EQ(QualityFlags(resident, CivilDay(2023, 10, 15)), kVeryOld);
  resident.nik_findings = kNikSexDiffers;
  EXPECT_EQ(QualityFlags(resident, CivilDay(2023, 10, 15)), kVeryOld | kNikSexDiffers);
  resident.death_date = CivilDay(2000, 1, 1);
  EXPECT_EQ(QualityFlags(resident, CivilDay(2023, 10, 15)), kNikSexDiffers);
}

}  // namespace
}  // namespace dukcapil::population
