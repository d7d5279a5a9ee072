#include "cli/dukcapilctl.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/error.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;

TEST(Dukcapilctl, HelpsOnStandardOutput) {
  const Outcome all = Execute({"--help"});
  EXPECT_EQ(all.code, kOk);
  EXPECT_THAT(all.out, HasSubstr("Exit codes: 0 done"));
  for (const char* noun : {"report",         "verify",        "coverage", "region",     "resident",
                           "resident-state", "school",        "stock",    "location",   "card-application",
                           "stock-mode",     "stock-request", "forecast", "bulletin",   "team",
                           "site",           "plan",          "policy",   "progress",   "watch",
                           "sample",         "token",         "health",   "allocation", "recording",
                           "visit"}) {
    EXPECT_THAT(all.out, HasSubstr(noun));
    EXPECT_EQ(Execute({noun, "--help"}).code, kOk) << noun;
  }
  EXPECT_THAT(Execute({"card-application", "create", "--help"}).out,
              HasSubstr("Example:\n  dukcapilctl card-application create"));
}

TEST(Dukcapilctl, RefusesABadLineBeforeItCallsAnybody) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {},
           {"fly"},
           {"stock"},
           {"stock", "fly"},
           {"stock", "lose", "--document", "D", "--serials", "A1"},
           {"stock", "lose", "--document", "D", "--serials", "A1", "--team", "t", "--location", "l"},
           {"--output", "xml", "team", "list"},
           {"--timeout", "0", "team", "list"},
           {"coverage", "get", "--date", "2023-02-29"},
           {"card-application", "list", "--state", "lost"},
           {"card-application", "get"},
           {"location", "create", "kantor", "--display-name", "K", "--capacity", "1,2,3"},
           {"team", "create", "t", "--display-name", "T", "--members", "2", "--kits", "1", "--rate", "6",
            "--base", "17.02.09", "--days", "someday"},
           {"team", "list", "--limit", "-1"},
           {"recording", "submit"},
           {"recording", "release", "an-id", "--time", "noon"},
           {"coverage", "snapshot", "create"},
           {"watch"},
           {"watch", "inventory", "--from", "-1"},
           {"watch", "inventory", "--kinds", "movement,king"},
           {"token", "--key", "none.pem", "--issuer", "i", "--audience", "a", "--role", "king"},
           {"token", "--key", "none.pem", "--issuer", "i", "--audience", "a"},
           {"team", "list"},
           {"--token-file", "none", "team", "list"},
           {"--token-file", "/", "team", "list"},
           {"--token-file", "/dev/null", "--gateway", "127.0.0.1:1", "team", "list"},
           {"report", "--expect", "none.csv"},
           {"health", "--address", "127.0.0.1:1", "--key", "alone.pem"},
           {"health", "--gateway", "127.0.0.1:1", "--part", "following/population-svc"}}) {
    const Outcome outcome = Execute(arguments);
    EXPECT_EQ(outcome.code, kUsage) << ::testing::PrintToString(arguments);
    EXPECT_EQ(outcome.out, "") << ::testing::PrintToString(arguments);
    EXPECT_NE(outcome.err, "") << ::testing::PrintToString(arguments);
  }
}

TEST(Dukcapilctl, SaysWhatIsWrongWithTheLineInItsOwnWords) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"watch", "inventory", "--from", "-1"}, "--from: -1 is no number from 0 on\n"},
      {{"watch", "inventory", "--limit", "0"}, "--limit: 0 is no number from 1 on\n"},
      {{"--output", "xml", "team", "list"}, "--output: xml is none of csv|html|json|table\n"},
      {{"plan", "show", "p", "--language", "fr"}, "--language: fr is none of en|id\n"},
      {{"--language", "en", "plan", "show", "p"},
       "there is no option --language here: --help after the verb "},
      {{"stock", "destroy", "--serials", "A1-A9"},
       "--serials: 'A1-A9' is no serial and no run of serials FIRST..LAST;"},
      {{"stock", "destroy", "--serials", "A1..A9, B1"}, "--serials: ' B1' is no serial"},
      {{"stock", "destroy", "--serials", "A1.."}, "--serials: 'A1..' is no serial"},
      {{"card-application", "create", "--resident", "r", "--location", "k"},
       "say why: --reason, or --reason-code"},
      {{"team", "list", "--king"}, "there is no option --king here: --help after the verb "},
      {{"team", "list", "king"}, "king is too much here"}};
  for (const auto& [arguments, words] : cases) {
    const Outcome outcome = Execute(arguments);
    EXPECT_EQ(outcome.code, kUsage) << words;
    EXPECT_TRUE(absl::StartsWith(outcome.err, words)) << outcome.err;
  }
}

TEST(Dukcapilctl, NamesTheTokenFileThatIsEmpty) {
  EXPECT_EQ(Execute({"--token-file", "/dev/null", "--gateway", "127.0.0.1:1", "team", "list"}).err,
            "there is no token in /dev/null\n");
}

TEST(Dukcapilctl, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(Execute({"fly"}).err, "there is no command fly here; --help lists them\n");
  EXPECT_EQ(Execute({"stock", "fly"}).err, "there is no command fly here; --help lists them\n");
  EXPECT_THAT(Execute({"card-application", "list", "--state", "lost"}).err,
              HasSubstr("lost is none of cancelled|delivered|"));
}

TEST(Dukcapilctl, SaysWhenNobodyAnswers) {
  std::string address;
  const testing::TestAuthority authority;
  {
    const FakeGateway gone([](auto, auto&, auto&) { return ""; });
    address = gone.address();
  }
  const std::string token_file = absl::StrCat(authority.directory(), "/token");
  std::ofstream(token_file) << "a-token";
  const Outcome outcome = Execute({"--gateway", address, "--token-file", token_file, "team", "list"});
  EXPECT_EQ(outcome.code, kUnreachable);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("UNAVAILABLE"));
  EXPECT_EQ(Execute({"health", "--address", address}).code, kUnreachable);
}

TEST(Dukcapilctl, TheBulletinNeedsNoTokenAndTheReportHasAVerbOfItsOwn) {
  const FakeGateway gateway([](absl::string_view method, const std::string& bytes,
                               const std::string& authorization) -> absl::StatusOr<std::string> {
    if (absl::EndsWith(method, "/GetStockBulletin")) {
      EXPECT_EQ(authorization, "");
      inventory::v1::StockBulletin bulletin;
      bulletin.set_on_hand(4000);
      return bulletin.SerializeAsString();
    }
    EXPECT_EQ(method, "/dukcapil.inventory.v1.InventoryService/GetUsageReport");
    inventory::v1::GetUsageReportRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    EXPECT_EQ(request.months(), 2);
    EXPECT_EQ(request.location(), "regions/17.02/locations/kantor");
    inventory::v1::UsageReport report;
    report.add_months()->set_issued(7);
    report.mutable_months(0)->set_spoiled(9);
    report.mutable_months(0)->set_spoiled_by_teams(5);
    report.mutable_months(0)->set_balance(-11);
    return report.SerializeAsString();
  });
  const Outcome bulletin =
      Execute({"--gateway", gateway.address(), "--ca", gateway.ca(), "--output", "csv", "bulletin"});
  EXPECT_EQ(bulletin.code, kOk) << bulletin.err;
  EXPECT_THAT(bulletin.out, HasSubstr(",4000,"));
  const Outcome usage = Ask(gateway, "--output csv report usage --months 2 --location kantor");
  EXPECT_EQ(usage.code, kOk) << usage.err;
  EXPECT_THAT(usage.out,
              HasSubstr("MONTH,RECEIVED,TRANSFERRED,ISSUED,ISSUED BY TEAMS,SPOILED,SPOILED BY TEAMS,"));
  EXPECT_THAT(usage.out, HasSubstr(",0,0,7,0,9,5,-11,0\r\n"));
}

TEST(Dukcapilctl, CallsTheMethodOfTheRequestWithTheToken) {
  const FakeGateway gateway([](absl::string_view method, const std::string& bytes,
                               const std::string& authorization) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/GetCoverage");
    EXPECT_EQ(authorization, "Bearer a-token");
    population::v1::GetCoverageRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    EXPECT_EQ(request.name(), "regions/17.02.09/coverage");
    EXPECT_EQ(request.date().day(), 29);
    EXPECT_FALSE(request.has_newly_obliged_since());
    population::v1::Coverage coverage;
    coverage.mutable_region()->set_display_name("Curup");
    coverage.set_obliged(20700);
    return coverage.SerializeAsString();
  });
  const Outcome outcome = Ask(gateway, "--output csv coverage get --region 17.02.09 --date 2024-02-29");
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(",Curup,,20700,0,"));
  EXPECT_EQ(outcome.err, "");
}

TEST(Dukcapilctl, FollowsPagesUntilTheLimit) {
  std::vector<int> sizes;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        inventory::v1::ListCardApplicationsRequest request;
        EXPECT_TRUE(request.ParseFromString(bytes));
        EXPECT_EQ(request.state(), inventory::v1::CARD_APPLICATION_STATE_WAITLISTED);
        EXPECT_EQ(request.page_token(), sizes.empty() ? "" : "next");
        sizes.push_back(request.page_size());
        inventory::v1::ListCardApplicationsResponse response;
        for (int i = 0; i < 40; ++i) response.add_card_applications()->set_serial(absl::StrCat("S", i));
        response.set_next_page_token("next");
        return response.SerializeAsString();
      });
  const Outcome outcome = Ask(gateway, "card-application list --state waitlisted --limit 80");
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_THAT(sizes, ::testing::ElementsAre(80, 40));
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 81);
  EXPECT_EQ(outcome.err, "only the first 80 are listed, there are more: --limit 0 lists all\n");
}

TEST(Dukcapilctl, ListsWhyItWasRefused) {
  const FakeGateway gateway(
      [](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        inventory::v1::CreateMovementRequest request;
        EXPECT_TRUE(request.ParseFromString(bytes));
        EXPECT_EQ(request.request_id(), "018b2c4e-0000-7000-8000-000000000000");
        EXPECT_EQ(request.movement().receipt().location(), "regions/17.02/locations/kantor");
        EXPECT_EQ(request.movement().receipt().serials(0).last(), "A9");
        EXPECT_EQ(request.movement().receipt().serials(1).last(), "B7");
        Violations violations;
        violations.Add("movement.receipt.serials[1]", "SERIAL_MALFORMED", "must end in digits");
        return violations.ToStatus();
      });
  const Outcome outcome = Ask(gateway,
                              "stock receive --document D --location kantor --serials A1..A9,B7 --request-id "
                              "018b2c4e-0000-7000-8000-000000000000");
  EXPECT_EQ(outcome.code, kRefused);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("INVALID_ARGUMENT"));
  EXPECT_THAT(outcome.err, HasSubstr("  --serials[1]: SERIAL_MALFORMED (must end in digits)\n"));
}

TEST(Dukcapilctl, NamesWhatWasTypedWhereItCan) {
  absl::Status refusal;
  const FakeGateway gateway([&](absl::string_view, const std::string&,
                                const std::string&) -> absl::StatusOr<std::string> { return refusal; });
  const auto told = [&](const char* field, const std::string& words) {
    refusal = InvalidField(field, "BAD", "is bad");
    return Ask(gateway, words).err;
  };
  EXPECT_EQ(told("resident.birth_date", "resident update r --born 1990-01-01"),
            "INVALID_ARGUMENT INVALID_FIELDS:\n  --born: BAD (is bad)\n");
  EXPECT_THAT(told("query", "resident search a"), HasSubstr("  name: BAD"));
  EXPECT_THAT(told("nik", "resident lookup 1"), HasSubstr("  nik: BAD"));
  EXPECT_THAT(told("parent", "--region 1 team list"), HasSubstr("  --region: BAD"));
  EXPECT_THAT(told("request_id", "--request-id 1 stock receive --document D --location l --serials A1"),
              HasSubstr("  --request-id: BAD"));
  EXPECT_THAT(told("events[3].kit", "recording list r"), HasSubstr("  events[3].kit: BAD"));
  refusal = MakeError(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "not yours");
  EXPECT_EQ(Ask(gateway, "team list").err, "PERMISSION_DENIED: not yours\n");
}

TEST(Dukcapilctl, VerifyNamesEachDifferenceAndExitsWithOne) {
  bool is_damaged = false;
  const FakeGateway gateway(
      [&](absl::string_view method, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        if (absl::EndsWith(method, "VerifyCoverage")) {
          population::v1::VerifyCoverageResponse proof;
          proof.set_residents_checked(211077);
          if (!is_damaged) return proof.SerializeAsString();
          proof.set_difference_count(1);
          auto* difference = proof.add_differences();
          difference->set_village("regions/17.02.09.1001");
          difference->set_bucket("Y:2011");
          difference->set_column("obliged");
          difference->set_expected(7);
          difference->set_stored(8);
          return proof.SerializeAsString();
        }
        return inventory::v1::VerifyLedgerResponse().SerializeAsString();
      });
  const Outcome clean = Ask(gateway, "verify");
  EXPECT_EQ(clean.code, kOk) << clean.err;
  EXPECT_THAT(clean.out, HasSubstr("211077 residents, 0 figures: proven"));
  is_damaged = true;
  const Outcome damaged = Ask(gateway, "verify");
  EXPECT_EQ(damaged.code, kFinding);
  EXPECT_THAT(damaged.out, HasSubstr("regions/17.02.09.1001 Y:2011 obliged: expected 7, stored 8"));
}

TEST(Dukcapilctl, SaysWhereItsAnswerDidNotArrive) {
  const FakeGateway gateway([](auto, auto&, auto&) { return ""; });
  for (const std::vector<const char*>& words :
       std::vector<std::vector<const char*>>{{"--help"}, {"team", "list"}, {"verify"}}) {
    const std::string address = gateway.address(), ca = gateway.ca(), token_file = gateway.token_file();
    std::vector<const char*> argv{"dukcapilctl", "--gateway",    address.c_str(),   "--ca",
                                  ca.c_str(),    "--token-file", token_file.c_str()};
    argv.insert(argv.end(), words.begin(), words.end());
    std::ofstream full("/dev/full");
    std::ostringstream err;
    EXPECT_EQ(Dukcapilctl(static_cast<int>(argv.size()), argv.data(), full, err), kUsage) << words.front();
    EXPECT_EQ(err.str(), "cannot write the answer\n");
  }
}

TEST(Dukcapilctl, TellsHealth) {
  FakeGateway gateway([](auto, auto&, auto&) { return absl::UnimplementedError(""); });
  EXPECT_EQ(Execute({"health", "--address", gateway.address(), "--ca", gateway.ca()}).code, kOk);
  gateway.SetServing(false);
  EXPECT_EQ(Execute({"health", "--address", gateway.address(), "--ca", gateway.ca()}).code, kUnreachable);
  const Outcome alive =
      Execute({"health", "--answers", "--address", gateway.address(), "--ca", gateway.ca()});
  EXPECT_EQ(alive.code, kOk);
  EXPECT_EQ(alive.out, "NOT_SERVING\n");
}

}  // namespace
}  // namespace dukcapil::cli
