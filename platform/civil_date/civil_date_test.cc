#include "platform/civil_date/civil_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil {
namespace {

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(CivilDateTest, GoesThereAndBack) {
  Violations violations;
  const auto day = FromProto(Date(2024, 2, 29), "date", violations);
  ASSERT_TRUE(day.has_value());
  EXPECT_EQ(*day, absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(ToProto(*day).SerializeAsString(), Date(2024, 2, 29).SerializeAsString());
  EXPECT_TRUE(violations.empty());
}

TEST(CivilDateTest, RefusesWhatIsNoDay) {
  for (const auto& date :
       {Date(2023, 2, 29), Date(2023, 13, 1), Date(2023, 0, 1), Date(2023, 1, 0), Date(0, 1, 1),
        Date(10000, 1, 1), Date(-1, 1, 1), Date(2147483647, 2147483647, 2147483647), Date(2023, 4, 31)}) {
    Violations violations;
    EXPECT_FALSE(FromProto(date, "rows[3].birth_date", violations).has_value()) << date.ShortDebugString();
    ASSERT_EQ(violations.list().size(), 1u);
    EXPECT_EQ(violations.list()[0].field, "rows[3].birth_date");
    EXPECT_EQ(violations.list()[0].reason, "INVALID_DATE");
  }
}

TEST(CivilDateTest, UnsetIsNothingAndNoViolation) {
  Violations violations;
  EXPECT_FALSE(OptionalFromProto(false, Date(0, 0, 0), "date", violations).has_value());
  EXPECT_TRUE(violations.empty());
  EXPECT_FALSE(OptionalFromProto(true, Date(0, 0, 0), "date", violations).has_value());
  EXPECT_FALSE(violations.empty());
}

TEST(CivilDateTest, OfATrustedOneWhatIsNoDayIsNothing) {
  EXPECT_EQ(TrustedDay(true, Date(2024, 2, 29)), absl::CivilDay(2024, 2, 29));
  EXPECT_FALSE(TrustedDay(false, Date(2024, 2, 29)).has_value());
  EXPECT_FALSE(TrustedDay(true, Date(2023, 2, 29)).has_value());
}

}  // namespace
}  // namespace dukcapil
