#include "cli/population/event_file.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class EventFileTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<EventLine>> Read(const std::string& name, const std::string& text) {
    const std::string path = absl::StrCat(directory_.directory(), "/", name);
    std::ofstream(path) << text;
    return ReadEvents(path);
  }

  testing::TestAuthority directory_;
};

TEST_F(EventFileTest, ReadsCsvByItsHeading) {
  const auto events = Read("kit.csv",
                           "nik,kit,event_time,raw_code,sequence\n"
                           "1702090101909001,KIT-1,2023-05-02T09:00:00+07:00,BIO_CAPTURED,7\n"
                           "1702090101909002,KIT-1,2023-05-02T09:30:00.5+07:00,PROCESSING,\n");
  ASSERT_TRUE(events.ok()) << events.status();
  ASSERT_EQ(events->size(), 2u);
  const v1::RecordingEvent& first = events->front().event;
  EXPECT_EQ(events->front().line, 2);
  EXPECT_EQ(first.source(), v1::RECORDING_SOURCE_KIT);
  EXPECT_EQ(first.nik(), "1702090101909001");
  EXPECT_EQ(first.sequence(), 7);
  EXPECT_EQ(first.event_time().seconds(), 1682992800);
  EXPECT_EQ(events->back().event.event_time().nanos(), 500'000'000);
  EXPECT_EQ(events->back().event.sequence(), 0);
}

TEST_F(EventFileTest, ReadsTheCentresAnswers) {
  const auto events = Read("centre.CSV",
                           "source,resident,event_time,raw_code\n"
                           "centre,regions/17.02/residents/1,2023-05-02T00:00:00Z,PRINT_READY_RECORD\n");
  ASSERT_TRUE(events.ok()) << events.status();
  EXPECT_EQ(events->front().event.source(), v1::RECORDING_SOURCE_CENTRE);
  EXPECT_EQ(events->front().event.resident(), "regions/17.02/residents/1");
}

TEST_F(EventFileTest, SaysWhereAFileIsWrongAndNotWhatItHolds) {
  const std::pair<const char*, const char*> cases[] = {
      {"kit,raw_code\nKIT-1,X\n", "line 1: the heading must name event_time"},
      {"nik,event_time,raw_code\n1702090101909001,yesterday,X\n", "line 2: event_time must be as"},
      {"nik,source,event_time,raw_code\n1702090101909001,moon,2023-05-02T00:00:00Z,X\n",
       "line 2: source must be kit"},
      {"nik,sequence,event_time,raw_code\n1702090101909001,x,2023-05-02T00:00:00Z,X\n",
       "line 2: sequence must be a number"},
      {"nik,event_time,raw_code\n1702,2,3,4,5\n", "line 2: is no row of a CSV file"},
      {"nik,event_time,raw_code\n1702,2023-05-02T00:00:00Z,X\n1702,2023-05-02T00:00:00Z\n",
       "line 3: is no row of a CSV file"},
      {"nik,event_time,raw_code\n\"1702,2023-05-02T00:00:00Z,X\n", "line 2: is no row of a CSV file"},
      {"nik,event_time,raw_code,1702\n1702,2,3,4\n", "line 1: is no heading"},
      {"nik,event_time,\"raw_code\n", "line 1: is no heading"},
      {"", "line 1: is no heading"}};
  for (const auto& [text, expected] : cases) {
    const auto events = Read("bad.csv", text);
    EXPECT_TRUE(IsUsageError(events.status())) << text;
    EXPECT_THAT(std::string(events.status().message()), AllOf(HasSubstr(expected), Not(HasSubstr("1702"))))
        << text;
  }
  const absl::Status missing = ReadEvents(directory_.directory() + "/none.csv").status();
  EXPECT_TRUE(IsUsageError(missing));
  EXPECT_THAT(std::string(missing.message()), AllOf(HasSubstr("cannot read "), HasSubstr("/none.csv")));
  const auto json = Read("bad.jsonl", "{}\n{\"nik\": \"1702090101909001\", \"colour\": 1}\n");
  EXPECT_TRUE(IsUsageError(json.status()));
  EXPECT_THAT(std::string(json.status().message()),
              AllOf(HasSubstr("line 2: is no RecordingEvent"), Not(HasSubstr("1702"))));
}

}  // namespace
}  // namespace dukcapil::cli
