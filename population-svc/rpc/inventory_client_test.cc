#include "population-svc/rpc/inventory_client.h"

#include <memory>
#include <string>

#include <grpcpp/grpcpp.h>

#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "platform/mysql/change_log.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/testing/test_certificates.h"
#include "population-svc/rpc/population_test.h"
#include "population-svc/work/first_card_consumer.h"

namespace dukcapil::population {
namespace {

namespace iv1 = inventory::v1;
using absl::CivilDay;

// Tells of `applications` in turn, and lists them, two a page.
class CannedInventory final : public iv1::InventoryService::Service {
 public:
  grpc::Status WatchInventory(grpc::ServerContext*, const iv1::WatchInventoryRequest* request,
                              grpc::ServerWriter<iv1::WatchInventoryResponse>* writer) override {
    for (std::size_t i = 0; i < applications.size(); ++i) {
      iv1::WatchInventoryResponse response;
      response.set_sequence(static_cast<std::int64_t>(i) + 1);
      response.set_resource("regions/17.02/cardApplications/" + std::to_string(i));
      response.set_kind("CARD_PRINTED");
      *response.mutable_card_application() = applications[i];
      if (response.sequence() > request->after_sequence()) writer->Write(response);
    }
    return grpc::Status::OK;
  }

  grpc::Status ListCardApplications(grpc::ServerContext*, const iv1::ListCardApplicationsRequest* request,
                                    iv1::ListCardApplicationsResponse* response) override {
    std::size_t next = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    for (; next < applications.size() && response->card_applications_size() < 2; ++next) {
      const iv1::CardApplication& application = applications[next];
      const bool is_asked_for = request->reason() == iv1::CARD_APPLICATION_REASON_UNSPECIFIED ||
                                request->reason() == application.reason();
      if (is_asked_for) *response->add_card_applications() = application;
    }
    if (next < applications.size()) response->set_next_page_token(std::to_string(next));
    return grpc::Status::OK;
  }

  std::vector<iv1::CardApplication> applications;
};

class InventoryClientTest : public PopulationTest {
 protected:
  void SetUp() override {
    rpc::ServerOptions options;
    options.tls = authority_.Issue("inventory-svc");
    server_ = rpc::Server::Start(options, {&inventory_}).value();
  }

  changes::Source Source() {
    const auto channel = rpc::ConnectMutualTls("127.0.0.1:" + std::to_string(server_->port()),
                                               "inventory-svc", authority_.Issue("population-svc"));
    const auto keep = [this](mysql::Transaction& transaction, const std::vector<PrintedCard>& cards) {
      return KeepFirstCards(*app_, transaction, cards);
    };
    const auto next_regency = [](const std::string& after) { return after.empty() ? "17.02" : ""; };
    return InventoryOver(channel.value(), keep, next_regency);
  }
  absl::Status Do(const std::function<absl::Status(mysql::Transaction&)>& effect) {
    return app_->store.database().WriteInternal(testing::ReadCall(), [&](mysql::Transaction& transaction) {
      transaction.NoChange();
      return effect == nullptr ? absl::OkStatus() : effect(transaction);
    });
  }
  absl::Status FollowAll() {
    return Source().follow(0, [this](const changes::Fact& fact) { return Do(fact.apply); });
  }
  void ListAll() {
    const changes::Source source = Source();
    std::string after;
    do {
      const auto page = source.list(after);
      ASSERT_TRUE(page.ok()) << page.status();
      Must(Do(page->apply));
      after = page->next;
    } while (!after.empty());
  }
  std::string PrintReady(int serial) {
    return ImportOne(Recorded(serial, "PRINT_READY_RECORD", CivilDay(2023, 9, 1)));
  }
  iv1::CardApplication& Ask(const std::string& resident, iv1::CardApplicationReason reason) {
    iv1::CardApplication& application = inventory_.applications.emplace_back();
    application.set_resident(resident);
    application.set_reason(reason);
    application.set_state(iv1::CARD_APPLICATION_STATE_RESERVED);
    return application;
  }
  void Print(const std::string& resident, iv1::CardApplicationReason reason, CivilDay day) {
    iv1::CardApplication& application = Ask(resident, reason);
    application.set_state(iv1::CARD_APPLICATION_STATE_PRINTED);
    *application.mutable_print_date() = ToProto(day);
  }
  // `10-09` of 9 October; empty: none.
  std::string FirstCardOf(const std::string& name) {
    const v1::Resident resident = Get(name);
    if (!resident.has_first_card_date()) return "";
    return std::to_string(resident.first_card_date().month()) + "-" +
           std::to_string(resident.first_card_date().day());
  }
  int AwaitingFirstCard() {
    v1::ListResidentsRequest request;
    request.set_parent(kParent);
    request.set_awaiting_first_card(true);
    const auto response = ListResidents(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->residents_size() : -1;
  }

  testing::TestAuthority authority_;
  CannedInventory inventory_;
  std::unique_ptr<rpc::Server> server_;
};

TEST_F(InventoryClientTest, ACardOfAnyReasonIsAFirstCard) {
  const std::string lost = PrintReady(1), changed = PrintReady(2), first = PrintReady(3),
                    waits = PrintReady(4);
  Print(lost, iv1::CARD_APPLICATION_REASON_LOST, CivilDay(2023, 10, 9));
  Print(changed, iv1::CARD_APPLICATION_REASON_STATUS_CHANGE, CivilDay(2023, 10, 10));
  Print(first, iv1::CARD_APPLICATION_REASON_FIRST_ISSUE, CivilDay(2023, 10, 11));
  Ask(waits, iv1::CARD_APPLICATION_REASON_LOST);
  EXPECT_EQ(AwaitingFirstCard(), 4);
  for (int i = 0; i < 2; ++i) {  // once more changes nothing
    EXPECT_EQ(FollowAll(), absl::OkStatus());
    EXPECT_EQ(FirstCardOf(lost), "10-9");
    EXPECT_EQ(FirstCardOf(changed), "10-10");
    EXPECT_EQ(FirstCardOf(first), "10-11");
    EXPECT_EQ(FirstCardOf(waits), "");
    EXPECT_EQ(CoverageOn(CivilDay(2023, 10, 9)).first_card(), 1);
    EXPECT_EQ(CoverageOn(kToday).first_card(), 3);
    EXPECT_EQ(AwaitingFirstCard(), 1);
    EXPECT_EQ(Verify().difference_count(), 0);
    EXPECT_EQ(CountRows("SELECT COUNT(*) FROM `change` WHERE kind = 'FIRST_CARD_PRINTED'"), 3);
  }
}

TEST_F(InventoryClientTest, TheEarliestWinsInWhateverOrderTheyCome) {
  const std::string name = PrintReady(1);
  Print(name, iv1::CARD_APPLICATION_REASON_FIRST_ISSUE, CivilDay(2023, 10, 11));
  Print(name, iv1::CARD_APPLICATION_REASON_LOST, CivilDay(2023, 10, 3));
  Print(name, iv1::CARD_APPLICATION_REASON_DAMAGED, CivilDay(2023, 10, 7));
  EXPECT_EQ(FollowAll(), absl::OkStatus());
  EXPECT_EQ(FirstCardOf(name), "10-3");
  EXPECT_EQ(CoverageOn(CivilDay(2023, 10, 2)).first_card(), 0);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 10, 3)).first_card(), 1);
  EXPECT_EQ(CoverageOn(kToday).first_card(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(InventoryClientTest, AListingTellsTheSame) {
  std::vector<std::string> names;
  for (int i = 1; i <= 5; ++i) {
    names.push_back(PrintReady(i));
    const auto reason = i == 5 ? iv1::CARD_APPLICATION_REASON_FIRST_ISSUE : iv1::CARD_APPLICATION_REASON_LOST;
    Print(names.back(), reason, CivilDay(2023, 10, i));
  }
  for (int i = 0; i < 2; ++i) {
    ListAll();
    EXPECT_EQ(FirstCardOf(names.front()), "10-1");
    EXPECT_EQ(FirstCardOf(names.back()), "10-5");
    EXPECT_EQ(CoverageOn(kToday).first_card(), 5);
    EXPECT_EQ(AwaitingFirstCard(), 0);
    EXPECT_EQ(Verify().difference_count(), 0);
  }
}

TEST_F(InventoryClientTest, ALostCardOfADoubleGoesBackWithIt) {
  const std::string kept = PrintReady(1), duplicate = PrintReady(2);
  ASSERT_TRUE(Merge(kept, duplicate).ok());
  Print(duplicate, iv1::CARD_APPLICATION_REASON_LOST, CivilDay(2023, 10, 9));
  EXPECT_EQ(FollowAll(), absl::OkStatus());
  EXPECT_EQ(FirstCardOf(kept), "10-9");
  EXPECT_EQ(CoverageOn(kToday).first_card(), 1);
  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(FirstCardOf(kept), "");
  EXPECT_EQ(FirstCardOf(duplicate), "10-9");
  EXPECT_EQ(CoverageOn(kToday).first_card(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(InventoryClientTest, TakesWhatAReleaseBeforePassedOver) {
  Damage("INSERT INTO change_cursor (source, sequence) VALUES ('inventory-svc', 700)");
  const std::string source = Source().name;
  Must(app_->store.database().Read(testing::ReadCall(), [&](mysql::Reader& reader) -> absl::Status {
    EXPECT_EQ(mysql::ReadChangeCursor(reader, source).value(), 0);
    return absl::OkStatus();
  }));
}

TEST_F(InventoryClientTest, StopsAtAStateItDoesNotUnderstand) {
  const std::string name = PrintReady(1);
  Print(name, iv1::CARD_APPLICATION_REASON_LOST, CivilDay(2023, 10, 9));
  inventory_.applications.back().set_state(static_cast<iv1::CardApplicationState>(99));
  EXPECT_EQ(FollowAll().code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(FirstCardOf(name), "");
}

}  // namespace
}  // namespace dukcapil::population
