#include "gateway/access/resource_field.h"

#include <gtest/gtest.h>

#include "dukcapil/inventory/v1/inventory_service.pb.h"

namespace dukcapil::gateway {
namespace {

TEST(ReadStringField, FindsTheNameWithoutParsingTheRest) {
  inventory::v1::CreateCardApplicationRequest request;
  request.set_parent("regions/17.02");
  request.mutable_card_application()->set_name("regions/17.02/cardApplications/a");
  request.mutable_card_application()->set_resident("r");
  const std::string bytes = request.SerializeAsString();
  EXPECT_EQ(*ReadStringField(bytes, {1}), "regions/17.02");
  EXPECT_EQ(*ReadStringField(bytes, {2, 1}), "regions/17.02/cardApplications/a");
  EXPECT_EQ(*ReadStringField(bytes, {9}), "");
}

TEST(ReadStringField, TheLastOccurrenceWinsAsInAParser) {
  inventory::v1::PrintCardRequest mine;
  mine.set_name("regions/17.02/cardApplications/a");
  inventory::v1::PrintCardRequest theirs;
  theirs.set_name("regions/17.03/cardApplications/a");
  const std::string bytes = mine.SerializeAsString() + theirs.SerializeAsString();
  inventory::v1::PrintCardRequest parsed;
  ASSERT_TRUE(parsed.ParseFromString(bytes));
  EXPECT_EQ(*ReadStringField(bytes, {1}), parsed.name());
}

TEST(ReadStringField, RefusesWhatIsNoMessage) {
  EXPECT_FALSE(ReadStringField("\x0a\xff", {1}).ok());
  EXPECT_FALSE(ReadStringField("\x0b", {1}).ok());
  EXPECT_FALSE(ReadStringField(std::string("\x0a\x05regi", 6), {1}).ok());
  EXPECT_EQ(*ReadStringField("", {1}), "");
}

}  // namespace
}  // namespace dukcapil::gateway
