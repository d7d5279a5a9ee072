#include <algorithm>
#include <csignal>
#include <iterator>
#include <ostream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;

// A stream of one change that then ends.
std::string ChangeNumbered(std::int64_t sequence) {
  inventory::v1::WatchInventoryResponse change;
  change.set_sequence(sequence);
  change.set_kind("BLANKS_RECEIVED");
  change.set_resource(absl::StrCat("regions/17.02/movements/", sequence));
  return change.SerializeAsString();
}

inventory::v1::WatchInventoryRequest WatchRequestOf(const std::string& bytes) {
  inventory::v1::WatchInventoryRequest request;
  request.ParseFromString(bytes);
  return request;
}

TEST(Watch, ResumesAfterTheLastChangeAndSaysWhereToStartWhenItCannot) {
  std::vector<std::string> asked;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        const auto request = WatchRequestOf(bytes);
        asked.push_back(request.has_after_sequence() ? absl::StrCat(request.after_sequence()) : "now");
        EXPECT_EQ(request.parent(), "regions/17.02");
        EXPECT_EQ(request.kinds_size(), 2);
        if (asked.size() == 1) return ChangeNumbered(5);
        if (asked.size() == 2) return ChangeNumbered(6);
        if (asked.size() == 3)
          return MakeError(absl::StatusCode::kOutOfRange, "CURSOR_TOO_OLD", "list again");
        return ChangeNumbered(9);
      });
  const Outcome outcome =
      Ask(gateway, "--output csv watch inventory --from 4 --kinds movement,stock-request");
  EXPECT_EQ(outcome.code, kRefused);
  EXPECT_EQ(asked, (std::vector<std::string>{"4", "5", "6", "now"}));
  EXPECT_EQ(outcome.out,
            "SEQUENCE,TIME,KIND,RESOURCE\r\n5,,BLANKS_RECEIVED,regions/17.02/movements/5\r\n"
            "6,,BLANKS_RECEIVED,regions/17.02/movements/6\r\n");
  EXPECT_THAT(outcome.err, HasSubstr("resuming after 5"));
  EXPECT_THAT(outcome.err, HasSubstr("watch inventory --kinds movement,stock-request --from 9\n"));
  EXPECT_THAT(outcome.err, HasSubstr("CURSOR_TOO_OLD"));
}

TEST(Watch, TellsAChangeThatWasLostFromOneRemovedByAge) {
  std::string reason = "CURSOR_TOO_OLD";
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        if (!WatchRequestOf(bytes).has_after_sequence()) return ChangeNumbered(9);
        return MakeError(absl::StatusCode::kOutOfRange, reason, "list again");
      });
  EXPECT_THAT(Ask(gateway, "watch inventory --from 70").err,
              HasSubstr("changes after 70 have been removed by age: list again"));
  reason = "CURSOR_AHEAD";
  EXPECT_THAT(Ask(gateway, "watch inventory --from 70").err,
              HasSubstr("there is no change 70 (the service was restored from a backup): list again"));
}

TEST(Watch, EndsWithItsCursorWhenInterrupted) {
  int calls = 0;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        if (++calls == 1) return ChangeNumbered(5);
        std::raise(SIGINT);
        return absl::UnavailableError("the gateway stops");
      });
  const Outcome outcome = Ask(gateway, "--output json watch inventory");
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 1) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("\"sequence\":\"5\""));
  EXPECT_THAT(outcome.err, HasSubstr("to go on: dukcapilctl watch inventory --from 5\n"));
}

TEST(Watch, EndsWithItsCursorWhenTheTokenIsNoLongerTaken) {
  for (const auto code : {absl::StatusCode::kUnauthenticated, absl::StatusCode::kPermissionDenied}) {
    int calls = 0;
    const FakeGateway gateway(
        [&](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
          if (++calls == 1) return ChangeNumbered(5);
          return absl::Status(code, "the token has ended");
        });
    const Outcome outcome = Ask(gateway, "watch inventory");
    EXPECT_EQ(outcome.code, kRefused);
    EXPECT_THAT(outcome.err, HasSubstr("to go on: dukcapilctl watch inventory --from 5\n"));
    EXPECT_THAT(outcome.err, HasSubstr("the token has ended"));
    // Whoever was never told anything has no place to go on from.
    EXPECT_THAT(Ask(gateway, "watch inventory").err, ::testing::Not(HasSubstr("to go on")));
  }
}

// Takes one line and no more.
class FullAfterALine : public std::stringbuf {
 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    return str().find('\n') == std::string::npos ? std::stringbuf::xsputn(text, size) : 0;
  }
};

TEST(Watch, EndsBeforeTheChangeThatItCannotWrite) {
  int calls = 0;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        return ChangeNumbered(4 + ++calls);
      });
  const std::string address = gateway.address(), ca = gateway.ca(), token_file = gateway.token_file();
  const char* const argv[] = {"dukcapilctl",      "--gateway", address.c_str(), "--ca",
                              ca.c_str(),         "--output",  "json",          "--token-file",
                              token_file.c_str(), "watch",     "inventory"};
  FullAfterALine buffer;
  std::ostream out(&buffer);
  std::ostringstream err;
  EXPECT_EQ(Dukcapilctl(std::size(argv), argv, out, err), kUsage);
  EXPECT_EQ(calls, 2);
  EXPECT_THAT(err.str(), HasSubstr("to go on: dukcapilctl watch inventory --from 5\n"));
  EXPECT_THAT(err.str(), HasSubstr("cannot write the answer\n"));
}

TEST(Watch, EndsAtItsLimitAndSaysWhenItCannotBegin) {
  bool is_away = false;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        if (is_away) return absl::UnavailableError("away");
        return ChangeNumbered(5);
      });
  const Outcome outcome = Ask(gateway, "watch inventory --limit 1");
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("BLANKS_RECEIVED"));
  is_away = true;
  EXPECT_EQ(Ask(gateway, "watch recordings").code, kUnreachable);
}

}  // namespace
}  // namespace dukcapil::cli
