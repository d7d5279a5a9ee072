#include "cli/dukcapilctl.h"

#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"

namespace dukcapil::cli {
namespace {

using ::testing::HasSubstr;

TEST(InventoryVerbs, EntersEveryKindOfMovement) {
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
           {"count --document D --date 2023-10-10 --time 16:30 --location k --quantity 7",
            "occurred_date { year: 2023 month: 10 day: 10 } stock_take { " + here +
                " count_time { seconds: 1696930200 } counted_quantity: 7 }"},
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
  for (const char* wrong :
       {"--time 16:30", "--date 2023-10-10 --time 24:30", "--date 2023-10-10 --time 4:30"}) {
    EXPECT_EQ(Ask(gateway, absl::StrCat("stock count --document D --location k --quantity 7 ", wrong)).code,
              kUsage)
        << wrong;
  }
  const std::string about = "name: \"regions/17.02/movements/m\"";
  EXPECT_EQ(Ask(gateway, "stock confirm m --document D --serials A1").code, kOk);
  EXPECT_THAT(entered, HasSubstr("confirm " + about + " document_number: \"D\" " + a + " request_id: "));
  EXPECT_EQ(Ask(gateway, "stock reverse m --document D").code, kOk);
  EXPECT_THAT(entered, HasSubstr("reverse " + about + " document_number: \"D\" request_id: "));
  EXPECT_EQ(Ask(gateway, "stock show m").code, kOk);
  EXPECT_EQ(entered, "get " + about);
}

TEST(InventoryVerbs, ShowsWhatAMovementIsAbout) {
  const FakeGateway gateway(
      [](absl::string_view, const std::string&, const std::string&) -> absl::StatusOr<std::string> {
        inventory::v1::Movement movement;
        auto* take = movement.mutable_stock_take();
        take->set_location("regions/17.02/locations/k");
        take->add_serials()->set_first("A1");
        take->mutable_serials(0)->set_last("A9");
        take->add_serials()->set_first("B1");
        take->mutable_serials(1)->set_last("B1");
        take->set_expected_quantity(12);
        auto* posting = movement.add_postings();
        posting->set_from_account("location:k");
        posting->set_to_account("adjustment");
        posting->set_quantity(2);
        movement.add_confirmations("regions/17.02/movements/c");
        movement.set_reversed_by("regions/17.02/movements/r");
        return movement.SerializeAsString();
      });
  EXPECT_THAT(Ask(gateway, "stock show m").out,
              ::testing::EndsWith("\nLOCATION           regions/17.02/locations/k\n"
                                  "SERIALS            A1..A9, B1\n"
                                  "EXPECTED QUANTITY  12\n"
                                  "POSTED             2 from location:k to adjustment\n"
                                  "CONFIRMED BY       regions/17.02/movements/c\n"
                                  "REVERSED BY        regions/17.02/movements/r\n"));
  const Outcome csv = Ask(gateway, "--output csv stock show m");
  EXPECT_THAT(csv.out, ::testing::Not(HasSubstr("CONFIRMED BY")));
}

TEST(InventoryVerbs, AsksTheMinistryAndAnswersForIt) {
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

TEST(InventoryVerbs, SetsTheStockModeByHand) {
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

TEST(InventoryVerbs, ReadsANationalPolicyThroughTheOwnRegion) {
  std::string asked;
  const FakeGateway gateway(
      [&](absl::string_view, const std::string& bytes, const std::string&) -> absl::StatusOr<std::string> {
        asked = TextOf(inventory::v1::GetIssuancePolicyRequest(), bytes);
        return inventory::v1::IssuancePolicy().SerializeAsString();
      });
  for (const char* name : {"national-default-1", "regions/-/issuancePolicies/national-default-1"}) {
    EXPECT_EQ(Ask(gateway, absl::StrCat("policy get ", name)).code, kOk);
    EXPECT_EQ(asked, "name: \"regions/17.02/issuancePolicies/national-default-1\"");
  }
}

TEST(InventoryVerbs, TakesBackAPolicy) {
  inventory::v1::WithdrawIssuancePolicyRequest asked;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.inventory.v1.InventoryService/WithdrawIssuancePolicy");
    EXPECT_TRUE(asked.ParseFromString(bytes));
    inventory::v1::IssuancePolicy policy;
    policy.set_name(asked.name());
    policy.add_rules()->set_reason_code("LOST");
    return policy.SerializeAsString();
  });
  const Outcome withdrawn = Ask(gateway, "policy withdraw p");
  EXPECT_EQ(withdrawn.code, kOk) << withdrawn.err;
  EXPECT_EQ(asked.name(), "regions/17.02/issuancePolicies/p");
  EXPECT_FALSE(asked.request_id().empty());
  EXPECT_THAT(withdrawn.err, HasSubstr("withdrawn; it was:\npolicy regions/17.02/issuancePolicies/p"));
  EXPECT_THAT(withdrawn.out, HasSubstr("LOST"));
}

// A gateway that answers every call with `answer`.
FakeGateway Answering(const google::protobuf::Message& answer) {
  return FakeGateway([bytes = answer.SerializeAsString()](absl::string_view, const std::string&,
                                                          const std::string&) -> absl::StatusOr<std::string> {
    return bytes;
  });
}

TEST(InventoryVerbs, SayWhatDaysLeftAndRunOutDatesRestOn) {
  inventory::v1::ListStockSummariesResponse ranking;
  ranking.add_stock_summaries()->set_days_left(12.5);
  const Outcome ranked = Ask(Answering(ranking), "--region - stock ranking");
  EXPECT_THAT(ranked.out, HasSubstr("DAYS LEFT AT 30D USE"));
  EXPECT_THAT(ranked.err, HasSubstr("at the use of the last 30 days"));
  EXPECT_THAT(ranked.err, HasSubstr("figures are of AS OF"));
  EXPECT_THAT(Ask(Answering(inventory::v1::StockBulletin()), "bulletin").out,
              HasSubstr("RUNS OUT (FORECAST)"));
  EXPECT_THAT(Ask(Answering(inventory::v1::Forecast()), "forecast get --deadline 2024-02-14").err,
              HasSubstr("runs out: simulated from"));
  inventory::v1::StockMode mode;
  EXPECT_THAT(Ask(Answering(mode), "stock-mode get").out, HasSubstr("RUNS OUT UNRATIONED (FORECAST)"));
}

TEST(InventoryVerbs, SayAsOfWhenASplitIs) {
  inventory::v1::SuggestAllocationResponse split;
  split.mutable_as_of_time()->set_seconds(1697260000);
  split.add_shares()->mutable_use_time()->set_seconds(1697259800);
  const Outcome uncounted = Ask(Answering(split), "--region - allocation suggest --total 10");
  EXPECT_THAT(uncounted.err, HasSubstr("not counted yet"));
  split.mutable_oldest_use_time()->set_seconds(1697259800);
  const Outcome counted = Ask(Answering(split), "--region - allocation suggest --total 10");
  EXPECT_THAT(counted.err, HasSubstr("asked: as of 2023-10-14T05:06:40"));
  EXPECT_THAT(counted.err, HasSubstr("the oldest 2023-10-14T05:03:20"));
  EXPECT_THAT(counted.out, HasSubstr("USE AS OF"));
  EXPECT_THAT(counted.out, HasSubstr("2023-10-14T05:03:20"));
}

TEST(InventoryVerbs, ShowHowManyOfAShipmentCame) {
  inventory::v1::StockRequest request;
  request.set_received_quantity(590);
  request.set_missing_quantity(10);
  request.add_shipments()->set_arrived_quantity(188);
  const Outcome shown = Ask(Answering(request), "stock-request get r");
  EXPECT_THAT(shown.out, HasSubstr("RECEIVED  MISSING  DIFFERING"));
  EXPECT_THAT(shown.out, HasSubstr("590       10"));
  EXPECT_THAT(shown.out, HasSubstr("FIRST RECEIPT  IN ORDER  MISSING"));
  EXPECT_THAT(shown.out, HasSubstr("188"));
}

TEST(InventoryVerbs, EntersAPolicyFromAFile) {
  inventory::v1::CreateIssuancePolicyRequest asked;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    EXPECT_EQ(method, "/dukcapil.inventory.v1.InventoryService/CreateIssuancePolicy");
    EXPECT_TRUE(asked.ParseFromString(bytes));
    inventory::v1::IssuancePolicy answer = asked.issuance_policy();
    if (!asked.validate_only()) return answer.SerializeAsString();
    answer.mutable_replay()->set_replayed(7);
    answer.mutable_replay()->set_changed(2);
    auto* count = answer.mutable_replay()->add_counts();
    count->set_reason_code("LOST");
    count->set_old_outcome(inventory::v1::CARD_APPLICATION_STATE_RESERVED);
    count->set_new_outcome(inventory::v1::CARD_APPLICATION_STATE_WAITLISTED);
    count->set_count(2);
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
  EXPECT_THAT(draft.err,
              HasSubstr("\n  2 of LOST: RESERVED, would be WAITLISTED\nlisted are the first 1 of 2\n"));
  EXPECT_THAT(draft.out, HasSubstr("NORMAL_LOST_WAITS"));
  std::ofstream(path) << R"({"law": 1})";
  EXPECT_EQ(Ask(gateway, "policy create " + path).code, kUsage);
}

}  // namespace
}  // namespace dukcapil::cli
