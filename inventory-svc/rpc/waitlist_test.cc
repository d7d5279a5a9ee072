#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;

constexpr auto kReserved = v1::CARD_APPLICATION_STATE_RESERVED;
constexpr auto kWaitlisted = v1::CARD_APPLICATION_STATE_WAITLISTED;

class Waitlist : public InventoryTest {
 protected:
  v1::CardApplication Get(const std::string& name) {
    v1::GetCardApplicationRequest request;
    request.set_name(name);
    const auto found = GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), request);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(v1::CardApplication());
  }
  absl::StatusOr<v1::CardApplication> Spoil(const std::string& name, std::vector<std::string> serials) {
    v1::PrintCardRequest request;
    request.set_name(name);
    for (const std::string& serial : serials) request.add_spoiled_serials(serial);
    request.set_spoilage_cause(v1::SPOILAGE_CAUSE_ENCODING_FAILED);
    return PrintCard(*app_, testing::WriteCall("PrintCard"), request);
  }
  v1::StockMode Mode() {
    v1::GetStockModeRequest request;
    request.set_name("regions/17.02/stockMode");
    const auto mode = GetStockMode(*app_, testing::ReadCall("GetStockMode"), request);
    EXPECT_TRUE(mode.ok()) << mode.status();
    return mode.value_or(v1::StockMode());
  }
};

TEST_F(Waitlist, AReceiptServesItAndBothDecisionsAreKept) {
  OpenOffice(0);
  const auto damaged = Apply(kDamaged);
  const auto lost = Apply(kLost);
  ASSERT_EQ(lost->state(), kWaitlisted);
  ASSERT_TRUE(Receive("RJL00000001", "RJL00000001").ok());
  EXPECT_EQ(Get(damaged->name()).state(), kWaitlisted);
  const v1::CardApplication served = Get(lost->name());
  EXPECT_EQ(served.state(), kReserved);
  EXPECT_EQ(served.decision().rule(), "NORMAL_LOST_RESERVES");
  EXPECT_EQ(served.decision().available(), 1);
  EXPECT_EQ(FromProto(served.expire_date(), "", *std::make_unique<Violations>()), kToday + 30);
  EXPECT_NE(served.etag(), lost->etag());
  ASSERT_EQ(served.earlier_decisions_size(), 1);
  EXPECT_EQ(served.earlier_decisions(0).SerializeAsString(), lost->decision().SerializeAsString());
  EXPECT_EQ(Proof(), "");

  ASSERT_TRUE(Cancel(lost->name()).ok());
  EXPECT_EQ(Get(damaged->name()).state(), kReserved);
  EXPECT_EQ(Office().available(), 0);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Waitlist, IsDecidedUnderTheModeThenInForce) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 2);
  const auto damaged = Apply(kDamaged);
  ASSERT_EQ(damaged->state(), kWaitlisted);
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000110").ok());
  EXPECT_EQ(Get(damaged->name()).state(), kWaitlisted);  // cards there are, but not for this
  SetMode(StockLevel::kNormal, 2);
  ASSERT_TRUE(Receive("RJL00000201", "RJL00000201").ok());
  EXPECT_EQ(Get(damaged->name()).decision().rule(), "NORMAL_DAMAGED_RESERVES");
}

TEST_F(Waitlist, ADecisionFromBeforeAPolicyChangeStillExplainsItself) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 2);
  const auto damaged = Apply(kDamaged);
  Damage(
      "INSERT INTO issuance_policy (regency, id, effective_date, legal_basis, reservation_days, create_time)"
      " VALUES ('17.02', 'perbup-9', '2023-10-14', 'Perbup 9/2023', 14, UTC_TIMESTAMP(6))");
  Damage(
      "INSERT INTO issuance_rule SELECT '17.02', 'perbup-9', reason, level, 'RESERVE', 'NONE', 5"
      " FROM issuance_rule WHERE regency = '-'");
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  const v1::CardApplication served = Get(damaged->name());
  EXPECT_EQ(served.state(), kReserved);
  EXPECT_EQ(served.decision().policy(), "regions/17.02/issuancePolicies/perbup-9");
  EXPECT_EQ(served.decision().legal_basis(), "Perbup 9/2023");
  EXPECT_EQ(FromProto(served.expire_date(), "", *std::make_unique<Violations>()), kToday + 14);
  ASSERT_EQ(served.earlier_decisions_size(), 1);
  EXPECT_EQ(served.earlier_decisions(0).SerializeAsString(), damaged->decision().SerializeAsString());
  EXPECT_THAT(served.earlier_decisions(0).legal_basis(), HasSubstr("UU 24/2013"));
}

TEST_F(Waitlist, ASpoiledPrintKeepsItsReservationWhileThereAreOthers) {
  OpenOffice(3);
  const auto reserved = Apply(kLost);
  const auto again = Spoil(reserved->name(), {"RJL00000001"});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->state(), kReserved);
  EXPECT_NE(again->etag(), reserved->etag());
  EXPECT_EQ(again->serial(), "");
  ASSERT_TRUE(Spoil(reserved->name(), {"RJL00000002"}).ok());
  EXPECT_EQ(Office().spoiled_total(), 2);
  EXPECT_EQ(Office().reserved(), 1);
  ASSERT_TRUE(Print(reserved->name(), "RJL00000003").ok());
  EXPECT_EQ(Refusal(Spoil(reserved->name(), {"RJL00000003"}).status()), "NOT_RESERVED");
  EXPECT_EQ(Proof(), "");
}

TEST_F(Waitlist, ASpoiledPrintWithNothingLeftGoesToItsHead) {
  OpenOffice(2);
  const auto mine = Apply(kDamaged);
  const auto other = Apply(kLost);
  const auto waiting = Apply(kLost);
  ASSERT_EQ(waiting->state(), kWaitlisted);
  EXPECT_EQ(Refusal(Spoil(mine->name(), {"RJL00000001", "RJL00000002"}).status()), "STOCK_RESERVED");
  EXPECT_EQ(Refusal(Spoil(mine->name(), {}).status()), "INVALID_FIELDS: serial");
  const auto spoiled = Spoil(mine->name(), {"RJL00000001"});
  ASSERT_TRUE(spoiled.ok()) << spoiled.status();
  EXPECT_EQ(spoiled->state(), kWaitlisted);
  EXPECT_EQ(spoiled->decision().rule(), "NO_STOCK_HERE_DAMAGED_WAITS");
  EXPECT_EQ(Get(mine->name()).earlier_decisions_size(), 1);
  EXPECT_EQ(Proof(), "");
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000101").ok());
  EXPECT_EQ(Get(mine->name()).state(), kReserved);
  EXPECT_EQ(Get(mine->name()).earlier_decisions_size(), 2);
  EXPECT_EQ(Get(waiting->name()).state(), kWaitlisted);
  EXPECT_EQ(Get(other->name()).state(), kReserved);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Waitlist, UncollectedCardsAreListed) {
  OpenOffice(10);
  const auto old = Apply(kLost);
  const auto fresh = Apply(kLost);
  ASSERT_TRUE(Print(old->name(), "RJL00000001").ok());
  ASSERT_TRUE(Print(fresh->name(), "RJL00000002").ok());
  Damage(absl::StrCat("UPDATE card_application SET print_date = '2023-09-01' WHERE id = '",
                      old->name().substr(old->name().rfind('/') + 1), "'"));
  v1::ListCardApplicationsRequest list;
  list.set_parent(kRegency);
  *list.mutable_printed_before() = dukcapil::ToProto(kToday - 7);
  const auto uncollected = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
  ASSERT_TRUE(uncollected.ok()) << uncollected.status();
  ASSERT_EQ(uncollected->card_applications_size(), 1);
  EXPECT_EQ(uncollected->card_applications(0).name(), old->name());
  list.set_state(v1::CARD_APPLICATION_STATE_DELIVERED);
  EXPECT_EQ(Refusal(ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list).status()),
            "INVALID_FIELDS: printed_before");
}

TEST_F(Waitlist, PrintDebtIsByReasonAndAge) {
  OpenOffice(2);
  SetMode(StockLevel::kNormal, 0);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Apply(kLost).ok());
  Damage("UPDATE card_application SET application_date = '2023-09-13' WHERE state = 'WAITLISTED'");
  ASSERT_TRUE(Apply(kDamaged).ok());
  const v1::StockMode mode = Mode();
  ASSERT_EQ(mode.print_debt_size(), 3);
  EXPECT_EQ(mode.print_debt(0).reason(), kDamaged);
  EXPECT_EQ(mode.print_debt(0).waitlisted(), 1);
  EXPECT_EQ(mode.print_debt(1).minimum_age_days(), 0);
  EXPECT_EQ(mode.print_debt(1).reserved(), 2);
  EXPECT_EQ(mode.print_debt(1).waitlisted(), 0);
  EXPECT_EQ(mode.print_debt(2).reason(), kLost);
  EXPECT_EQ(mode.print_debt(2).minimum_age_days(), 31);
  EXPECT_EQ(mode.print_debt(2).waitlisted(), 1);
}

}  // namespace
}  // namespace dukcapil::inventory
