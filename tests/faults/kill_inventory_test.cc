// kill -9 of inventory-svc in the middle of a load of card applications: after each restart, every
// acknowledged request is there once, and the ledger is proven.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "platform/crypto/uuid.h"
#include "tests/faults/running_services.h"
#include "tests/faults/small_office.h"

namespace dukcapil {
namespace {

namespace iv1 = inventory::v1;
namespace pv1 = population::v1;

constexpr char kParent[] = "regions/17.02";
using testing::kOffice;
constexpr int kResidents = 300;
constexpr int kCallers = 8;
constexpr int kKills = 3;
constexpr int kCards = 200;  // fewer than residents: the rest is waitlisted

// Synthetic, print-ready residents; their names.
std::vector<std::string> ImportAll(pv1::PopulationService::Stub& population) {
  std::vector<pv1::ResidentRow> rows;
  for (int i = 0; i < kResidents; ++i) rows.push_back(testing::PrintReadyRow(i));
  return testing::Import(population, rows, NewUuid());
}

// Requests that were acknowledged: name by resident.
class Acknowledged {
 public:
  void Add(const std::string& resident, const std::string& name) {
    absl::MutexLock lock(&mutex_);
    const auto [entry, is_new] = names_.emplace(resident, name);
    EXPECT_TRUE(is_new || entry->second == name) << "a request was answered in two ways";
  }
  // False where they do not come.
  bool AwaitAtLeast(std::size_t count) const {
    absl::MutexLock lock(&mutex_);
    const auto enough = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return names_.size() >= count; };
    return mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::Minutes(3));
  }
  std::map<std::string, std::string> names() const {
    absl::MutexLock lock(&mutex_);
    return names_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, std::string> names_ ABSL_GUARDED_BY(mutex_);
};

// The stub of the moment: replaced after a restart.
class CurrentStub {
 public:
  void Set(std::shared_ptr<iv1::InventoryService::Stub> stub) {
    absl::MutexLock lock(&mutex_);
    stub_ = std::move(stub);
  }
  std::shared_ptr<iv1::InventoryService::Stub> Get() const {
    absl::MutexLock lock(&mutex_);
    return stub_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::shared_ptr<iv1::InventoryService::Stub> stub_ ABSL_GUARDED_BY(mutex_);
};

// Asks for a card until the request is acknowledged, with the same request_id each time.
void AskUntilAcknowledged(const CurrentStub& current, const std::string& resident,
                          Acknowledged& acknowledged) {
  iv1::CreateCardApplicationRequest request;
  request.set_parent(kParent);
  request.set_request_id(NamedUuid(resident));
  request.mutable_card_application()->set_resident(resident);
  request.mutable_card_application()->set_reason(iv1::CARD_APPLICATION_REASON_FIRST_ISSUE);
  request.mutable_card_application()->set_location(kOffice);
  while (true) {
    grpc::ClientContext context;
    testing::AsAdministrator(context);
    iv1::CardApplication application;
    const grpc::Status status = current.Get()->CreateCardApplication(&context, request, &application);
    if (status.ok()) return acknowledged.Add(resident, application.name());
    const auto code = status.error_code();
    ASSERT_TRUE(code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::ABORTED ||
                code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::RESOURCE_EXHAUSTED)
        << status.error_message();
    std::this_thread::yield();
  }
}

// How often each name is listed, over all pages.
std::map<std::string, int> CountListed(iv1::InventoryService::Stub& inventory) {
  std::map<std::string, int> count;
  iv1::ListCardApplicationsRequest request;
  request.set_parent(kParent);
  request.set_page_size(70);
  do {
    grpc::ClientContext context;
    testing::AsAdministrator(context);
    iv1::ListCardApplicationsResponse response;
    const grpc::Status status = inventory.ListCardApplications(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    for (const auto& application : response.card_applications()) ++count[application.name()];
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return count;
}

TEST(KillInventory, EveryAcknowledgedRequestIsThereOnce) {
  testing::RunningServices services;
  const std::vector<std::string> residents = ImportAll(*services.Population());
  ASSERT_EQ(residents.size(), static_cast<std::size_t>(kResidents));
  CurrentStub current;
  current.Set(services.Inventory());
  testing::OpenOffice(*current.Get(), kCards);

  Acknowledged acknowledged;
  std::atomic<int> next = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallers; ++i) {
    callers.emplace_back([&] {
      for (int mine = next++; mine < kResidents; mine = next++) {
        AskUntilAcknowledged(current, residents[static_cast<std::size_t>(mine)], acknowledged);
      }
    });
  }
  for (int kill = 1; kill <= kKills; ++kill) {
    // In the middle: with a part of the load acknowledged and more in flight.
    EXPECT_TRUE(acknowledged.AwaitAtLeast(static_cast<std::size_t>(kill * kResidents / (kKills + 1))));
    services.KillInventory();
    services.StartInventory();
    current.Set(services.Inventory());
  }
  for (std::thread& caller : callers) caller.join();
  // Asked again, every request is answered as it was before the kills.
  for (const std::string& resident : residents) AskUntilAcknowledged(current, resident, acknowledged);

  const auto names = acknowledged.names();
  ASSERT_EQ(names.size(), static_cast<std::size_t>(kResidents));
  const auto listed = CountListed(*current.Get());
  EXPECT_EQ(listed.size(), names.size());
  for (const auto& [resident, name] : names) {
    const auto found = listed.find(name);
    ASSERT_NE(found, listed.end()) << "an acknowledged request is lost";
    EXPECT_EQ(found->second, 1);
  }

  iv1::VerifyLedgerRequest verify;
  verify.set_parent(kParent);
  grpc::ClientContext context;
  testing::AsAdministrator(context);
  iv1::VerifyLedgerResponse proof;
  const grpc::Status status = current.Get()->VerifyLedger(&context, verify, &proof);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(proof.difference_count(), 0) << proof.DebugString();
  EXPECT_EQ(proof.card_applications_checked(), kResidents);

  iv1::GetLocationRequest get;
  get.set_name(kOffice);
  grpc::ClientContext another;
  testing::AsAdministrator(another);
  iv1::Location office;
  ASSERT_TRUE(current.Get()->GetLocation(&another, get, &office).ok());
  EXPECT_EQ(office.on_hand(), kCards);
  EXPECT_EQ(office.reserved(), kCards);
}

}  // namespace
}  // namespace dukcapil
