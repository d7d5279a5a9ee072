#include "platform/log/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dukcapil {
namespace {

TEST(Log, WritesOneJsonObjectALine) {
  InitLog("test-svc");
  ::testing::internal::CaptureStderr();
  Log(LogLevel::kWarning, "a lock was waited for", {{"method", "PrintCard"}, {"tries", "3"}});
  Log(LogLevel::kInfo, "second");
  const std::string text = ::testing::internal::GetCapturedStderr();
  ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  const auto line = nlohmann::json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["service"], "test-svc");
  EXPECT_EQ(line["message"], "a lock was waited for");
  EXPECT_EQ(line["method"], "PrintCard");
  EXPECT_EQ(line["tries"], "3");
  EXPECT_EQ(line["time"].get<std::string>().size(), sizeof("2023-10-14T00:00:00.000000Z") - 1);
}

TEST(Log, EscapesWhatWouldBreakTheLine) {
  const std::string awkward = "quote \" backslash \\ newline \n tab \t brace {} nul \x01 \xc3\xa9";
  ::testing::internal::CaptureStderr();
  Log(LogLevel::kError, "{} %v", {{"text", awkward}});
  const std::string text = ::testing::internal::GetCapturedStderr();
  ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  const auto line = nlohmann::json::parse(text);
  EXPECT_EQ(line["text"], awkward);
  EXPECT_EQ(line["message"], "{} %v");
}

TEST(Log, ReplacesBytesThatAreNoUtf8) {
  ::testing::internal::CaptureStderr();
  Log(LogLevel::kInfo, "odd", {{"bytes", "a\xff\xfe"}});
  const auto line = nlohmann::json::parse(::testing::internal::GetCapturedStderr());
  EXPECT_EQ(line["bytes"], "a\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace dukcapil
