#include "inventory-svc/rpc/convert_change.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/access/access_policy.h"
#include "platform/changes/feed.h"
#include "platform/mysql/change_log.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class WatchInventoryTest : public InventoryTest {
 protected:
  WatchInventoryTest() : feed_(app_->store.database(), [] { return true; }) {}

  // What a caller of `role` and `region` is told from the first change on, bookmarks apart.
  std::vector<v1::WatchInventoryResponse> ToldFromTheFirst(const std::string& role = "administrator",
                                                           const std::vector<v1::WatchedKind>& kinds = {},
                                                           const std::string& parent = kRegency) {
    while (mysql::NumberChanges(app_->store.database(), testing::ReadCall()).value_or(0) > 0) {
    }
    v1::WatchInventoryRequest request;
    request.set_parent(parent);
    request.set_after_sequence(0);
    request.mutable_kinds()->Assign(kinds.begin(), kinds.end());
    auto watcher = Watch(role, request);
    EXPECT_TRUE(watcher.ok()) << watcher.status();
    EXPECT_TRUE((*watcher)->CatchUp().ok());
    std::vector<v1::WatchInventoryResponse> all;
    changes::Told told;
    while ((*watcher)->Take(told) == changes::Watcher::Next::kTold) {
      if (told.change != nullptr) all.push_back(ToWatchResponse(told));
    }
    return all;
  }

  absl::StatusOr<std::unique_ptr<changes::Watcher>> Watch(const std::string& role,
                                                          const v1::WatchInventoryRequest& request) {
    Call call = testing::ReadCall();
    call.caller.roles = {role};
    return WatchInventory(watched_, call, request);
  }

  changes::Feed feed_;
  AccessPolicy policy_ = *AccessPolicy::Create({});
  Watched watched_{feed_, policy_};
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

TEST_F(WatchInventoryTest, TheMinistryIsToldOfStockAndOfNoResident) {
  OpenOffice(10);
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE).ok());
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000110").ok());
  for (const char* parent : {"regions/17.02", "regions/17", "regions/-"}) {
    const auto told = ToldFromTheFirst("ministry", {}, parent);
    ASSERT_EQ(told.size(), 3u) << parent;
    EXPECT_TRUE(told[0].has_location());
    EXPECT_TRUE(told[1].has_movement());
    EXPECT_TRUE(told[2].has_movement());
    EXPECT_EQ(told[2].sequence(), 4) << "the number of what was passed over is not given again";
  }
  EXPECT_EQ(ToldFromTheFirst("service").size(), 4u);
}

TEST_F(WatchInventoryTest, TellsTheKindsAskedForAndRefusesOthers) {
  OpenOffice(10);
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE).ok());
  const auto applications = ToldFromTheFirst("administrator", {v1::WATCHED_KIND_CARD_APPLICATION});
  ASSERT_EQ(applications.size(), 1u);
  EXPECT_TRUE(applications[0].has_card_application());
  EXPECT_EQ(ToldFromTheFirst("ministry", {v1::WATCHED_KIND_MOVEMENT, v1::WATCHED_KIND_STOCK_REQUEST}).size(),
            1u);
  v1::WatchInventoryRequest request;
  request.set_parent(kRegency);
  request.add_kinds(v1::WATCHED_KIND_MOVEMENT);
  request.add_kinds(v1::WATCHED_KIND_CARD_APPLICATION);
  EXPECT_EQ(Watch("ministry", request).status().code(), absl::StatusCode::kPermissionDenied);
  request.add_kinds(v1::WATCHED_KIND_UNSPECIFIED);
  request.add_kinds(static_cast<v1::WatchedKind>(99));
  EXPECT_EQ(Refusal(Watch("administrator", request).status()), "INVALID_FIELDS: kinds[2] kinds[3]");
}

TEST_F(WatchInventoryTest, WhatHasNoKindIsForThoseWhoMayWatchEverything) {
  ASSERT_TRUE(app_->store
                  .Write(testing::WriteCall(),
                         [](Tx& tx) -> absl::StatusOr<v1::Location> {
                           tx.NoteChange("17.02", "regions/17.02/somethingNew/1", "MADE", "");
                           return v1::Location();
                         })
                  .ok());
  EXPECT_EQ(ToldFromTheFirst("administrator").size(), 1u);
  EXPECT_EQ(ToldFromTheFirst("ministry").size(), 0u);
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
