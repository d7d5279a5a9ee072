#include <gmock/gmock.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using Locations = InventoryTest;

v1::CreateLocationRequest Request(const std::string& id) {
  v1::CreateLocationRequest request;
  request.set_parent(kRegency);
  request.set_location_id(id);
  request.mutable_location()->set_display_name("Titik cetak " + id);
  request.mutable_location()->set_kind(v1::LOCATION_KIND_DISTRICT_PRINT_POINT);
  request.mutable_location()->mutable_print_capacity()->set_friday(60);
  return request;
}

TEST_F(Locations, AreCreatedReadAndListed) {
  const auto created = CreateLocation(*app_, testing::WriteCall("CreateLocation"), Request("curup"));
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->name(), "regions/17.02/locations/curup");
  EXPECT_EQ(created->print_capacity().friday(), 60);
  EXPECT_EQ(created->on_hand(), 0);
  v1::GetLocationRequest get;
  get.set_name(created->name());
  const auto read = GetLocation(*app_, testing::ReadCall("GetLocation"), get);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->display_name(), "Titik cetak curup");
  EXPECT_EQ(read->kind(), v1::LOCATION_KIND_DISTRICT_PRINT_POINT);
}

TEST_F(Locations, AreListedByPages) {
  for (const char* id : {"c", "a", "b"}) {
    ASSERT_TRUE(CreateLocation(*app_, testing::WriteCall("CreateLocation"), Request(id)).ok());
  }
  v1::ListLocationsRequest list;
  list.set_parent(kRegency);
  list.set_page_size(2);
  const auto first = ListLocations(*app_, testing::ReadCall("ListLocations"), list);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->locations_size(), 2);
  EXPECT_EQ(first->locations(1).name(), "regions/17.02/locations/b");
  list.set_page_token(first->next_page_token());
  const auto second = ListLocations(*app_, testing::ReadCall("ListLocations"), list);
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->locations_size(), 1);
  EXPECT_EQ(second->locations(0).name(), "regions/17.02/locations/c");
  EXPECT_TRUE(second->next_page_token().empty());
  list.set_parent("regions/17.03");
  EXPECT_EQ(Refusal(ListLocations(*app_, testing::ReadCall("ListLocations"), list).status()).find("INVALID"),
            0u);
  list.set_page_token("");
  EXPECT_EQ(ListLocations(*app_, testing::ReadCall("ListLocations"), list)->locations_size(), 0);
  list.set_page_size(-1);
  EXPECT_EQ(ListLocations(*app_, testing::ReadCall("ListLocations"), list).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(Locations, NameEveryBadField) {
  v1::CreateLocationRequest request;
  request.set_parent("regions/17");
  request.set_location_id("Kantor!");
  request.mutable_location()->set_kind(static_cast<v1::LocationKind>(77));
  request.mutable_location()->mutable_print_capacity()->set_monday(-1);
  request.mutable_location()->mutable_print_capacity()->set_sunday(10001);
  const auto refused = CreateLocation(*app_, testing::WriteCall("CreateLocation"), request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      Refusal(refused.status()),
      "INVALID_FIELDS: parent location_id location.display_name location.kind location.print_capacity.monday"
      " location.print_capacity.sunday");
}

TEST_F(Locations, AreUniqueAndReplayed) {
  const Call call = testing::WriteCall("CreateLocation");
  const auto first = CreateLocation(*app_, call, Request("curup"));
  const auto replay = CreateLocation(*app_, call, Request("curup"));
  ASSERT_TRUE(replay.ok()) << replay.status();
  EXPECT_EQ(first->SerializeAsString(), replay->SerializeAsString());
  const auto again = CreateLocation(*app_, testing::WriteCall("CreateLocation"), Request("curup"));
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Refusal(again.status()), "LOCATION_EXISTS");
  v1::GetLocationRequest get;
  get.set_name("regions/17.02/locations/none");
  EXPECT_EQ(GetLocation(*app_, testing::ReadCall("GetLocation"), get).status().code(),
            absl::StatusCode::kNotFound);
  get.set_name("regions/17.02/teams/none");
  EXPECT_EQ(Refusal(GetLocation(*app_, testing::ReadCall("GetLocation"), get).status()),
            "INVALID_FIELDS: name");
}

}  // namespace
}  // namespace dukcapil::inventory
