#include "inventory-svc/rpc/convert_change.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/changes/feed.h"
#include "platform/mysql/change_log.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class WatchInventoryTest : public InventoryTest {
 protected:
  WatchInventoryTest() : feed_(app_->store.database(), [] { return true; }) {}

  // What is told from the first change on, bookmarks apart.
  std::vector<v1::WatchInventoryResponse> ToldFromTheFirst() {
    while (mysql::NumberChanges(app_->store.database(), testing::ReadCall()).value_or(0) > 0) {
    }
    v1::WatchInventoryRequest request;
    request.set_parent(kRegency);
    request.set_after_sequence(0);
    auto watcher = WatchInventory(feed_, testing::ReadCall(), request);
    EXPECT_TRUE(watcher.ok()) << watcher.status();
    EXPECT_TRUE((*watcher)->CatchUp().ok());
    std::vector<v1::WatchInventoryResponse> all;
    changes::Told told;
    while ((*watcher)->Take(told) == changes::Watcher::Next::kTold) {
      if (told.change != nullptr) all.push_back(ToWatchResponse(told));
    }
    return all;
  }

  changes::Feed feed_;
};

TEST_F(WatchInventoryTest, TellsLocationsMovementsAndCardApplicationsAsTheyWereLeft) {
  OpenOffice(10);
  const auto application = Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE);
  ASSERT_TRUE(application.ok()) << application.status();
  const auto printed = Print(application->name(), "RJL00000001");
  ASSERT_TRUE(printed.ok()) << printed.status();
  const auto told = ToldFromTheFirst();
  ASSERT_EQ(told.size(), 4u);
  EXPECT_EQ(told[0].resource(), kOffice);
  EXPECT_EQ(told[0].location().print_capacity().monday(), 150);
  EXPECT_EQ(told[1].kind(), "BLANKS_RECEIVED");
  EXPECT_EQ(told[1].movement().postings(0).quantity(), 10);
  EXPECT_EQ(told[2].kind(), "CARD_APPLICATION_RESERVED");
  EXPECT_EQ(told[2].card_application().resident(), application->resident());
  EXPECT_EQ(told[3].kind(), "CARD_PRINTED");
  EXPECT_EQ(told[3].card_application().serial(), "RJL00000001");
  EXPECT_EQ(told[3].sequence(), 4);
}

TEST(ToWatchResponse, TellsByNameWhatWasNotedWithoutContentOrIsUnknown) {
  changes::Told told;
  told.sequence = 7;
  for (const char* resource : {"regions/17.02/movements/1", "regions/17.02/somethingNew/1"}) {
    mysql::NumberedChange change;
    change.change = {"17.02", resource, "KIND",
                     std::string(resource).find("New") == std::string::npos ? "" : "bytes"};
    told.change = std::make_shared<const mysql::NumberedChange>(change);
    const v1::WatchInventoryResponse response = ToWatchResponse(told);
    EXPECT_EQ(response.resource(), resource);
    EXPECT_EQ(response.kind(), "KIND");
    EXPECT_EQ(response.payload_case(), v1::WatchInventoryResponse::PAYLOAD_NOT_SET);
  }
}

}  // namespace
}  // namespace dukcapil::inventory
