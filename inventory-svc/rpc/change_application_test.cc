#include "inventory-svc/rpc/change_application.h"

#include <gmock/gmock.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;
using CardChanges = InventoryTest;

TEST_F(CardChanges, SpoiledBlanksOnTheWayAreKept) {
  OpenOffice(10);
  const auto reserved = Apply(kLost);
  v1::PrintCardRequest print;
  print.set_name(reserved->name());
  print.set_serial("RJL00000003");
  print.add_spoiled_serials("RJL00000001");
  print.add_spoiled_serials("RJL00000002");
  print.set_spoilage_cause(v1::SPOILAGE_CAUSE_ENCODING_FAILED);
  const auto printed = PrintCard(*app_, testing::WriteCall("PrintCard"), print);
  ASSERT_TRUE(printed.ok()) << printed.status();
  EXPECT_EQ(Office().on_hand(), 7);
  EXPECT_EQ(Office().spoiled_total(), 2);
  EXPECT_EQ(Office().issued_total(), 1);
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardChanges, SpoilingMayNotTakeWhatIsPromisedToOthers) {
  OpenOffice(2);
  const auto mine = Apply(kLost);
  ASSERT_EQ(Apply(kLost)->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  v1::PrintCardRequest print;
  print.set_name(mine->name());
  print.set_serial("RJL00000002");
  print.add_spoiled_serials("RJL00000001");
  print.set_spoilage_cause(v1::SPOILAGE_CAUSE_MISPRINT);
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()), "STOCK_RESERVED");
  EXPECT_EQ(Office().on_hand(), 2);
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardChanges, AnyBlankAtTheLocationWillDoTheOldestIsAdvised) {
  OpenOffice(10);
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000110").ok());
  const auto a = Apply(kLost);
  const auto b = Apply(kLost);
  EXPECT_THAT(Print(a->name(), "RJL00000105")->warning(), HasSubstr("oldest lot"));
  EXPECT_EQ(Refusal(Print(b->name(), "RJL00000105").status()), "BLANK_NOT_AT_LOCATION");
  EXPECT_EQ(Refusal(Print(b->name(), "RJL00000011").status()), "BLANK_NOT_AT_LOCATION");
  EXPECT_EQ(Refusal(Print(a->name(), "RJL00000001").status()), "NOT_RESERVED");
  EXPECT_EQ(Print(b->name(), "RJL00000010")->warning(), "");
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardChanges, CancellingFreesTheBlank) {
  OpenOffice(1);
  const auto reserved = Apply(kLost);
  const auto waiting = Apply(kLost);
  EXPECT_EQ(waiting->state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  const auto cancelled = Cancel(reserved->name());
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->state(), v1::CARD_APPLICATION_STATE_CANCELLED);
  EXPECT_EQ(Office().available(), 0);  // it went to who waited
  ASSERT_TRUE(Cancel(waiting->name()).ok());
  EXPECT_EQ(Office().available(), 1);
  EXPECT_EQ(Refusal(Cancel(waiting->name()).status()), "NOT_OPEN");
  EXPECT_EQ(Refusal(Deliver(waiting->name()).status()), "NOT_PRINTED");
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardChanges, AnOldEtagIsRefused) {
  OpenOffice(10);
  const auto reserved = Apply(kLost);
  v1::PrintCardRequest print;
  print.set_name(reserved->name());
  print.set_serial("RJL00000001");
  print.set_etag("v7");
  EXPECT_EQ(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status().code(),
            absl::StatusCode::kAborted);
  print.set_etag(reserved->etag());
  EXPECT_TRUE(PrintCard(*app_, testing::WriteCall("PrintCard"), print).ok());
  v1::CancelCardApplicationRequest cancel;
  cancel.set_name(reserved->name());
  cancel.set_cause("x");
  cancel.set_etag(reserved->etag());
  EXPECT_EQ(Refusal(CancelCardApplication(*app_, testing::WriteCall("Cancel"), cancel).status()),
            "ETAG_MISMATCH");
}

}  // namespace
}  // namespace dukcapil::inventory
