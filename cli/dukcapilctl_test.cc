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
#include "dukcapil/outreach/v1/outreach_service.pb.h"
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
           {"report", "--expect", "none.csv"},
           {"health", "--address", "127.0.0.1:1", "--key", "alone.pem"}}) {
    const Outcome outcome = Execute(arguments);
    EXPECT_EQ(outcome.code, kUsage) << ::testing::PrintToString(arguments);
    EXPECT_EQ(outcome.out, "") << ::testing::PrintToString(arguments);
    EXPECT_NE(outcome.err, "") << ::testing::PrintToString(arguments);
  }
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
    return report.SerializeAsString();
  });
  const Outcome bulletin =
      Execute({"--gateway", gateway.address(), "--ca", gateway.ca(), "--output", "csv", "bulletin"});
  EXPECT_EQ(bulletin.code, kOk) << bulletin.err;
  EXPECT_THAT(bulletin.out, HasSubstr(",4000,"));
  const Outcome usage = Ask(gateway, "--output csv report usage --months 2 --location kantor");
  EXPECT_EQ(usage.code, kOk) << usage.err;
  EXPECT_THAT(usage.out, HasSubstr(",7,"));
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
  EXPECT_THAT(outcome.err, HasSubstr("movement.receipt.serials[1]: SERIAL_MALFORMED (must end in digits)"));
}

TEST(Dukcapilctl, EntersEveryKindOfMovement) {
  std::string entered;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) {
      EXPECT_TRUE(request.ParseFromString(bytes));
      return request;
    };
    if (absl::EndsWith(method, "CreateMovement")) {
      const auto movement = read(inventory::v1::CreateMovementRequest()).movement();
      EXPECT_EQ(movement.document_number(), "D");
      entered = movement.ShortDebugString();
    } else if (absl::EndsWith(method, "ConfirmMovement")) {
      entered = "confirm " + read(inventory::v1::ConfirmMovementRequest()).ShortDebugString();
    } else if (absl::EndsWith(method, "ReverseMovement")) {
      entered = "reverse " + read(inventory::v1::ReverseMovementRequest()).ShortDebugString();
    } else {
      entered = "get " + read(inventory::v1::GetMovementRequest()).ShortDebugString();
    }
    return inventory::v1::Movement().SerializeAsString();
  });
  const std::string a = "serials { first: \"A1\" last: \"A1\" }";
  const std::string here = "location: \"regions/17.02/locations/k\"";
  const std::string team = "team: \"regions/17.02/teams/t\"";
  for (const auto& [line, expected] : std::vector<std::pair<std::string, std::string>>{
           {"transfer --document D --from k --to c --serials A1",
            "transfer { from_location: \"regions/17.02/locations/k\" to_location: "
            "\"regions/17.02/locations/c\" " +
                a + " }"},
           {"carry --document D --team t --location k --serials A1",
            "carry { " + team + " " + here + " " + a + " }"},
           {"carry-return --document D --team t --location k --lost A1",
            "carry_return { " + team + " " + here + " lost { first: \"A1\" last: \"A1\" } }"},
           {"destroy --document D --serials A1 --witness I --witness S",
            "destruction { " + a + " witnesses: \"I\" witnesses: \"S\" }"},
           {"count --document D --location k --quantity 0",
            "stock_take { " + here + " counted_quantity: 0 }"},
           {"return --document D --location k --serials A1",
            "returned { " + here + " recipient: EXTERNAL_PARTY_MINISTRY " + a + " }"},
           {"lend --document D --location k --regency 17.03 --serials A1",
            "loan { " + here + " counterparty: \"regions/17.03\" direction: LOAN_DIRECTION_GIVEN " + a +
                " }"},
           {"lose --document D --transfer m --serials A1",
            "loss { transfer: \"regions/17.02/movements/m\" " + a + " }"}}) {
    const Outcome outcome = Ask(gateway, "stock " + line);
    EXPECT_EQ(outcome.code, kOk) << line << ": " << outcome.err;
    EXPECT_EQ(entered, "document_number: \"D\" " + expected);
  }
  const std::string about = "name: \"regions/17.02/movements/m\"";
  EXPECT_EQ(Ask(gateway, "stock confirm m --document D --serials A1").code, kOk);
  EXPECT_THAT(entered, HasSubstr("confirm " + about + " document_number: \"D\" " + a + " request_id: "));
  EXPECT_EQ(Ask(gateway, "stock reverse m --document D").code, kOk);
  EXPECT_THAT(entered, HasSubstr("reverse " + about + " document_number: \"D\" request_id: "));
  EXPECT_EQ(Ask(gateway, "stock show m").code, kOk);
  EXPECT_EQ(entered, "get " + about);
}

TEST(Dukcapilctl, AsksTheMinistryAndAnswersForIt) {
  std::string sent;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) {
      EXPECT_TRUE(request.ParseFromString(bytes));
      request.clear_request_id();
      sent = request.ShortDebugString();
    };
    if (absl::EndsWith(method, "CreateStockRequest")) read(inventory::v1::CreateStockRequestRequest());
    if (absl::EndsWith(method, "UpdateStockRequest")) read(inventory::v1::UpdateStockRequestRequest());
    if (absl::EndsWith(method, "ShipStockRequest")) read(inventory::v1::ShipStockRequestRequest());
    if (absl::EndsWith(method, "CreateMovement")) read(inventory::v1::CreateMovementRequest());
    if (!absl::EndsWith(method, "BatchDecideStockRequests")) {
      return inventory::v1::StockRequest().SerializeAsString();
    }
    read(inventory::v1::BatchDecideStockRequestsRequest());
    inventory::v1::BatchDecideStockRequestsResponse response;
    response.add_results()->mutable_stock_request()->set_approved_quantity(2000);
    response.add_results()->set_refusal("WRONG_STATE");
    return response.SerializeAsString();
  });
  EXPECT_EQ(Ask(gateway, "stock-request create --quantity 10000 --why pilkada").code, kOk);
  EXPECT_EQ(sent, "parent: \"regions/17.02\" stock_request { quantity: 10000 justification: \"pilkada\" }");
  EXPECT_EQ(Ask(gateway, "stock-request update r --quantity 7").code, kOk);
  EXPECT_EQ(sent,
            "name: \"regions/17.02/stockRequests/r\" stock_request { quantity: 7 } update_mask { paths: "
            "\"quantity\" }");
  EXPECT_EQ(Ask(gateway, "stock-request update r").code, kUsage);
  EXPECT_EQ(Ask(gateway, "stock-request ship r --document D --serials A1..A9 --expected 2023-11-01").code,
            kOk);
  EXPECT_EQ(sent,
            "name: \"regions/17.02/stockRequests/r\" document_number: \"D\" serials { first: \"A1\" last: "
            "\"A9\" } expected_arrival_date { year: 2023 month: 11 day: 1 }");
  EXPECT_EQ(Ask(gateway, "stock receive --document D --location k --serials A1 --shipment s").code, kOk);
  EXPECT_THAT(sent, HasSubstr("shipment: \"regions/17.02/shipments/s\""));

  const std::string file = ::testing::TempDir() + "/decisions.csv";
  std::ofstream(file) << "name,cards,reason\nregions/17.02/stockRequests/a,2000,all there is, for now\n"
                      << "regions/17.03/stockRequests/b,0,no\n";
  const Outcome decided = Ask(gateway, "--region - stock-request decide " + file);
  EXPECT_EQ(decided.code, kFinding) << decided.err;
  EXPECT_THAT(decided.out, HasSubstr("WRONG_STATE"));
  EXPECT_EQ(sent,
            "parent: \"regions/-\" decisions { name: \"regions/17.02/stockRequests/a\" approved_quantity: "
            "2000 reason: \"all there is, for now\" } decisions { name: \"regions/17.03/stockRequests/b\" "
            "reason: \"no\" }");
  std::ofstream(file) << "regions/17.02/stockRequests/a;2000\n";
  EXPECT_EQ(Ask(gateway, "stock-request decide " + file).code, kUsage);
}

TEST(Dukcapilctl, EntersAndFindsResidents) {
  std::string sent;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) {
      EXPECT_TRUE(request.ParseFromString(bytes));
      if constexpr (requires { request.clear_request_id(); }) request.clear_request_id();
      sent = request.ShortDebugString();
    };
    if (absl::EndsWith(method, "/CreateResident")) read(population::v1::CreateResidentRequest());
    if (absl::EndsWith(method, "/UpdateResident")) read(population::v1::UpdateResidentRequest());
    if (absl::EndsWith(method, "/LookupResident")) read(population::v1::LookupResidentRequest());
    if (absl::EndsWith(method, "/MergeResidents")) read(population::v1::MergeResidentsRequest());
    if (absl::EndsWith(method, "/UnmergeResidents")) read(population::v1::UnmergeResidentsRequest());
    if (absl::EndsWith(method, "/DismissPossibleDouble")) {
      read(population::v1::DismissPossibleDoubleRequest());
      return population::v1::DismissPossibleDoubleResponse().SerializeAsString();
    }
    if (absl::EndsWith(method, "/ListPossibleDoubles")) {
      read(population::v1::ListPossibleDoublesRequest());
      return population::v1::ListPossibleDoublesResponse().SerializeAsString();
    }
    if (absl::EndsWith(method, "/GetDataQuality")) {
      read(population::v1::GetDataQualityRequest());
      return population::v1::DataQuality().SerializeAsString();
    }
    if (absl::EndsWith(method, "/SearchResidents")) {
      read(population::v1::SearchResidentsRequest());
      population::v1::SearchResidentsResponse response;
      response.add_matches()->mutable_resident()->set_full_name("Budi Santoso");
      return response.SerializeAsString();
    }
    return population::v1::Resident().SerializeAsString();
  });
  const std::string named = "resident create 1702090101909001 --full-name Budi --born 1990-01-01";
  EXPECT_EQ(Ask(gateway, named + " --sex male --village 17.02.09.2001").code, kOk);
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" resident { nik: \"1702090101909001\" full_name: \"Budi\" birth_date { "
            "year: 1990 month: 1 day: 1 } sex: SEX_MALE village: \"regions/17.02.09.2001\" }");
  EXPECT_EQ(Ask(gateway, named).code, kUsage);
  EXPECT_EQ(Ask(gateway, "resident update r --died 2023-10-01 --clear school,departure_date --etag 3").code,
            kOk);
  EXPECT_EQ(sent,
            "name: \"regions/17.02/residents/r\" resident { death_date { year: 2023 month: 10 day: 1 } } "
            "update_mask { paths: \"death_date\" paths: \"school\" paths: \"departure_date\" } etag: \"3\"");
  EXPECT_EQ(Ask(gateway, "resident update r").code, kUsage);
  EXPECT_EQ(Ask(gateway, "resident lookup 1702090101909001").code, kOk);
  EXPECT_EQ(sent, "parent: \"regions/17.02\" nik: \"1702090101909001\"");
  EXPECT_THAT(Ask(gateway, "resident search boedi --birth-year 1990 --in 17.02.09 --limit 5").out,
              HasSubstr("Budi Santoso"));
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" query: \"boedi\" birth_year: 1990 region: \"regions/17.02.09\" "
            "page_size: 5");
  EXPECT_EQ(Ask(gateway, "resident merge a --double b --double-etag 2").code, kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/residents/a\" double_name: \"regions/17.02/residents/b\" double_etag: \"2\"");
  EXPECT_EQ(Ask(gateway, "resident unmerge b").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/residents/b\"");
  EXPECT_EQ(Ask(gateway, "resident doubles dismiss a b").code, kOk);
  EXPECT_EQ(
      sent,
      "parent: \"regions/17.02\" first: \"regions/17.02/residents/a\" second: \"regions/17.02/residents/b\"");
  EXPECT_EQ(Ask(gateway, "resident doubles list --min-score 90 --born-from 1990-01-01").code, kOk);
  EXPECT_THAT(sent, HasSubstr("min_score: 90 born_from { year: 1990 month: 1 day: 1 }"));
  EXPECT_EQ(Ask(gateway, "resident findings").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/dataQuality\"");
}

TEST(Dukcapilctl, SettlesTeamsSitesAndPlans) {
  std::string sent;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    const auto read = [&](auto request) {
      EXPECT_TRUE(request.ParseFromString(bytes));
      if constexpr (requires { request.clear_request_id(); }) request.clear_request_id();
      sent = request.ShortDebugString();
    };
    if (absl::EndsWith(method, "UpdateTeam")) read(outreach::v1::UpdateTeamRequest());
    if (absl::EndsWith(method, "UpdateSite")) read(outreach::v1::UpdateSiteRequest());
    if (absl::EndsWith(method, "CreatePlan")) read(outreach::v1::CreatePlanRequest());
    if (absl::EndsWith(method, "ComparePlans")) read(outreach::v1::ComparePlansRequest());
    if (!absl::EndsWith(method, "GetPlan")) return "";  // an empty message of any kind
    outreach::v1::Plan plan;
    outreach::v1::LeftOutSite& out = *plan.add_left_out();
    out.set_site("regions/17.02/sites/s");
    out.set_reason(outreach::v1::LEFT_OUT_REASON_OUTBID);
    out.set_price(2.5);
    return plan.SerializeAsString();
  });
  EXPECT_EQ(Ask(gateway, "team update t --kits 3 --leave 2023-12-25..2023-12-31 --mornings-only friday").code,
            kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/teams/t\" team { kits: 3 mornings_only { friday: true } leaves { first { year: "
      "2023 month: 12 day: 25 } last { year: 2023 month: 12 day: 31 } } } update_mask { paths: \"kits\" "
      "paths: "
      "\"mornings_only\" paths: \"leaves\" }");
  EXPECT_EQ(Ask(gateway, "site update s --afternoons none --at -3.5,102.5").code, kOk);
  EXPECT_EQ(
      sent,
      "name: \"regions/17.02/sites/s\" site { afternoons { } location { latitude: -3.5 longitude: 102.5 } } "
      "update_mask { paths: \"afternoons\" paths: \"location\" }");
  EXPECT_EQ(
      Ask(gateway, "plan create --deadline 2024-02-14 --keep p --extra-kits 1 --validate-only --gains").code,
      kOk);
  EXPECT_EQ(sent,
            "parent: \"regions/17.02\" plan { inputs { deadline { year: 2024 month: 2 day: 14 } base_plan: "
            "\"regions/17.02/plans/p\" extra_kits: 1 } } validate_only: true with_gains: true");
  EXPECT_EQ(Ask(gateway, "plan compare p --with q").code, kOk);
  EXPECT_EQ(sent, "name: \"regions/17.02/plans/p\" base_plan: \"regions/17.02/plans/q\"");
  EXPECT_THAT(Ask(gateway, "plan explain p").out, HasSubstr("OUTBID"));
  EXPECT_THAT(Ask(gateway, "--output html plan show p --language en").out,
              HasSubstr("other sites bring more"));
  EXPECT_EQ(Ask(gateway, "--output html plan explain p").code, kUsage);
  for (const char* line : {"team update t", "site update s --closed 2023-13-01", "site update s --at here",
                           "plan show p --language fr"}) {
    EXPECT_EQ(Ask(gateway, line).code, kUsage) << line;
  }
}

TEST(Dukcapilctl, SetsTheStockModeByHand) {
  inventory::v1::OverrideStockModeRequest asked;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.inventory.v1.InventoryService/OverrideStockMode");
    EXPECT_TRUE(asked.ParseFromString(bytes));
    inventory::v1::StockMode mode;
    mode.mutable_active_override()->set_level(asked.level());
    mode.mutable_active_override()->set_actor("administrator");
    return mode.SerializeAsString();
  });
  const Outcome set = Ask(gateway, "stock-mode override --level critical --until 2023-11-30 --reason lost");
  EXPECT_EQ(set.code, kOk) << set.err;
  EXPECT_EQ(asked.name(), "regions/17.02/stockMode");
  EXPECT_EQ(asked.end_date().day(), 30);
  EXPECT_THAT(set.err, HasSubstr("set to CRITICAL"));
  EXPECT_EQ(Ask(gateway, "stock-mode override --reason over").code, kOk);
  EXPECT_EQ(asked.level(), inventory::v1::STOCK_MODE_LEVEL_UNSPECIFIED);
  EXPECT_EQ(Ask(gateway, "stock-mode override --level normal --reason x").code, kUsage);
}

TEST(Dukcapilctl, EntersAPolicyFromAFile) {
  inventory::v1::CreateIssuancePolicyRequest asked;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.inventory.v1.InventoryService/CreateIssuancePolicy");
    EXPECT_TRUE(asked.ParseFromString(bytes));
    inventory::v1::IssuancePolicy answer = asked.issuance_policy();
    if (!asked.validate_only()) return answer.SerializeAsString();
    answer.mutable_replay()->set_replayed(7);
    answer.mutable_replay()->set_changed(1);
    answer.mutable_replay()->add_requests()->set_new_rule("NORMAL_LOST_WAITS");
    return answer.SerializeAsString();
  });
  const std::string path = absl::StrCat(::testing::TempDir(), "/policy.json");
  std::ofstream(path) << R"({"legal_basis": "Perbup 9/2023", "effective_date": {"year": 2024},
                             "rules": [{"reason_code": "LOST", "level": "STOCK_MODE_LEVEL_NORMAL"}]})";
  const Outcome entered = Ask(gateway, "policy create " + path);
  EXPECT_EQ(entered.code, kOk) << entered.err;
  EXPECT_EQ(asked.parent(), "regions/17.02");
  EXPECT_EQ(asked.issuance_policy().effective_date().year(), 2024);
  EXPECT_FALSE(asked.request_id().empty());
  EXPECT_THAT(entered.out, HasSubstr("LOST"));
  const Outcome draft = Ask(gateway, "policy create --validate-only " + path);
  EXPECT_EQ(asked.request_id(), "");
  EXPECT_THAT(draft.err, HasSubstr("Of 7 requests"));
  EXPECT_THAT(draft.out, HasSubstr("NORMAL_LOST_WAITS"));
  std::ofstream(path) << R"({"law": 1})";
  EXPECT_EQ(Ask(gateway, "policy create " + path).code, kUsage);
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

TEST(Dukcapilctl, SendsFilesOfEventsUnderIdsThatFollowFromThem) {
  std::vector<std::string> ids;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    namespace v1 = population::v1;
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/BatchSubmitRecordingEvents");
    v1::BatchSubmitRecordingEventsRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    ids.push_back(request.request_id());
    v1::BatchSubmitRecordingEventsResponse response;
    for (int i = 0; i < request.events_size(); ++i) {
      v1::EventResult& result = *response.add_results();
      result.set_index(i);
      result.set_outcome(v1::EVENT_OUTCOME_ACCEPTED);
      if (request.events(i).raw_code() == "PRINT_READY_RECORD") {
        result.set_outcome(v1::EVENT_OUTCOME_REFUSED);
        result.set_reason("CODE_NOT_OF_SOURCE");
        result.set_description("this source cannot know what the code says");
      }
    }
    return response.SerializeAsString();
  });
  const testing::TestAuthority directory;
  const std::string file = absl::StrCat(directory.directory(), "/kit.jsonl");
  std::ofstream(file) << R"({"nik":"1702090101909001","source":"RECORDING_SOURCE_KIT","kit":"KIT-1",)"
                      << R"("event_time":"2023-05-02T02:00:00Z","raw_code":"BIO_CAPTURED"})"
                      << "\n\n"
                      << R"({"nik":"1702090101909001","source":"RECORDING_SOURCE_KIT","kit":"KIT-1",)"
                      << R"("event_time":"2023-05-03T02:00:00Z","raw_code":"PRINT_READY_RECORD"})"
                      << "\n";
  for (int i = 0; i < 2; ++i) {
    const Outcome sent = Ask(gateway, absl::StrCat("--output csv recording submit ", file));
    EXPECT_EQ(sent.code, kFinding) << sent.err;
    EXPECT_THAT(sent.out, HasSubstr("1,2,1,0,0,0,0,1,0"));
    EXPECT_THAT(sent.err, HasSubstr("line 3: CODE_NOT_OF_SOURCE"));
  }
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_EQ(ids[0], ids[1]);
}

}  // namespace
}  // namespace dukcapil::cli
