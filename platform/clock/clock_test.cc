#include "platform/clock/clock.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "platform/clock/working_calendar.h"

namespace dukcapil {
namespace {

TEST(Clock, FixedBusinessDateStandsStill) {
  const Clock clock(absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(clock.Today(), absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(absl::ToCivilHour(clock.BusinessNow(), OfficeZone()), absl::CivilHour(2023, 10, 14, 12));
}

TEST(Clock, FollowsTheDateInAFileAndNeverBackwards) {
  const std::string path = testing::TempDir() + "/business-date";
  std::ofstream(path) << "2023-10-14\n";
  const auto file = BusinessDateFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  const Clock clock(*file);
  const Clock copy = clock;
  EXPECT_EQ(clock.Today(), absl::CivilDay(2023, 10, 14));
  std::ofstream(path) << "2023-10-16\n";
  EXPECT_EQ(copy.Today(), absl::CivilDay(2023, 10, 16));
  EXPECT_EQ(absl::ToCivilHour(copy.BusinessNow(), OfficeZone()), absl::CivilHour(2023, 10, 16, 12));
  for (const char* useless : {"2023-10-15\n", "", "tomorrow\n"}) {
    std::ofstream(path) << useless;
    EXPECT_EQ(clock.Today(), absl::CivilDay(2023, 10, 16)) << useless;
  }
  std::remove(path.c_str());
  EXPECT_EQ(clock.Today(), absl::CivilDay(2023, 10, 16));
  EXPECT_EQ(BusinessDateFile::Open(path).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Clock, TodayIsTheDateInTheOffice) {
  EXPECT_EQ(absl::ToCivilDay(absl::FromUnixSeconds(1697216400), OfficeZone()), absl::CivilDay(2023, 10, 14));
}

TEST(WorkingCalendar, LoadsAndRefuses) {
  const std::string path = testing::TempDir() + "/calendar.csv";
  std::ofstream(path) << "date,name\n2023-12-25,\"Natal, cuti\"\n";
  const auto calendar = WorkingCalendar::Load(path);
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  EXPECT_TRUE(calendar->IsHoliday(absl::CivilDay(2023, 12, 25)));
  EXPECT_FALSE(calendar->IsHoliday(absl::CivilDay(2023, 12, 27)));

  std::ofstream(path) << "date,name\n25-12-2023,Natal\n";
  EXPECT_EQ(WorkingCalendar::Load(path).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WorkingCalendar::Load(path + ".none").status().code(), absl::StatusCode::kNotFound);
}

TEST(WorkingCalendar, ParsesText) {
  const auto calendar = WorkingCalendar::Parse("date,name\n2024-02-14,Pemilihan umum\n");
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  EXPECT_TRUE(calendar->IsHoliday(absl::CivilDay(2024, 2, 14)));
  EXPECT_EQ(WorkingCalendar::Parse("date,name\n2024-02-30,x\n").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WorkingCalendar::Parse("day\n").status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace dukcapil
