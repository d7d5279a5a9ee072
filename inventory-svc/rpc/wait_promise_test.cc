#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;

constexpr char kStore[] = "regions/17.02/locations/gudang";

// `kantor` is empty, the blanks are in `gudang`.
class WaitPromises : public InventoryTest {
 protected:
  void SetUp() override {
    OpenOffice(0);
    v1::CreateLocationRequest store;
    store.set_parent(kRegency);
    store.set_location_id("gudang");
    store.mutable_location()->set_display_name("Gudang");
    store.mutable_location()->set_kind(v1::LOCATION_KIND_DISTRICT_PRINT_POINT);
    ASSERT_TRUE(CreateLocation(*app_, testing::WriteCall("CreateLocation"), store).ok());
    ASSERT_TRUE(Receive("RJL00000001", "RJL00000100", kStore).ok());
  }
  // Sends `first` to `last` to `kantor`; to arrive on `day`.
  absl::StatusOr<v1::Movement> Send(const std::string& first, const std::string& last,
                                    std::optional<absl::CivilDay> day) {
    v1::CreateMovementRequest request;
    request.set_parent(kRegency);
    request.mutable_movement()->set_document_number(absl::StrCat("BAST-", first));
    v1::Transfer* transfer = request.mutable_movement()->mutable_transfer();
    transfer->set_from_location(kStore);
    transfer->set_to_location(kOffice);
    transfer->add_serials()->set_first(first);
    transfer->mutable_serials(0)->set_last(last);
    if (day.has_value()) *transfer->mutable_expected_date() = dukcapil::ToProto(*day);
    return CreateMovement(*app_, testing::WriteCall("CreateMovement"), request);
  }
  v1::WaitPromise PromiseNowOf(const std::string& name) {
    v1::GetCardApplicationRequest request;
    request.set_name(name);
    const auto found = GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), request);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? found->promise() : v1::WaitPromise();
  }
  std::vector<v1::CardApplication> Waitlisted() {
    v1::ListCardApplicationsRequest list;
    list.set_parent(kRegency);
    list.set_state(v1::CARD_APPLICATION_STATE_WAITLISTED);
    const auto page = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
    EXPECT_TRUE(page.ok()) << page.status();
    return {page->card_applications().begin(), page->card_applications().end()};
  }
  static absl::CivilDay Day(const google::type::Date& date) {
    return *FromProto(date, "", *std::make_unique<Violations>());
  }
};

TEST_F(WaitPromises, RestOnTransfersWhoseDayIsKnown) {
  const auto early = Apply(kLost);
  ASSERT_EQ(early->state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  EXPECT_FALSE(early->decision().has_promised_by_date());
  EXPECT_EQ(early->decision().promise().basis(), v1::PROMISE_BASIS_NOTHING_CONFIRMED);
  ASSERT_TRUE(Send("RJL00000001", "RJL00000001", std::nullopt).ok());
  EXPECT_EQ(PromiseNowOf(early->name()).basis(), v1::PROMISE_BASIS_NOTHING_CONFIRMED);

  const auto sent = Send("RJL00000011", "RJL00000012", kToday + 3);
  ASSERT_TRUE(sent.ok()) << sent.status();
  EXPECT_EQ(Day(sent->transfer().expected_date()), kToday + 3);
  const v1::WaitPromise now = PromiseNowOf(early->name());
  EXPECT_EQ(Day(now.promised_by_date()), kToday + 3);
  EXPECT_EQ(now.ahead(), 0);
  EXPECT_EQ(now.arriving(), 2);
  const auto second = Apply(kLost);
  EXPECT_EQ(Day(second->decision().promised_by_date()), kToday + 3);
  EXPECT_THAT(second->decision().promise().explanation_en(), HasSubstr("1 requests are ahead"));
  const auto third = Apply(kLost);
  EXPECT_EQ(third->decision().promise().basis(), v1::PROMISE_BASIS_BEYOND_ARRIVALS);

  // What was told stays with the decision; who has precedence takes the place of the second.
  const auto first_issue = Apply(kFirst);
  EXPECT_EQ(Day(first_issue->decision().promised_by_date()), kToday + 3);
  EXPECT_EQ(PromiseNowOf(second->name()).basis(), v1::PROMISE_BASIS_BEYOND_ARRIVALS);
  const auto listed = Waitlisted();
  ASSERT_EQ(listed.size(), 4u);
  EXPECT_EQ(listed[0].name(), first_issue->name());
  EXPECT_EQ(Day(listed[1].promise().promised_by_date()), kToday + 3);
  EXPECT_EQ(listed[2].name(), second->name());
  EXPECT_EQ(listed[2].promise().ahead(), 2);
  EXPECT_FALSE(listed[2].promise().has_promised_by_date());
  EXPECT_EQ(Day(listed[2].decision().promised_by_date()), kToday + 3);
}

TEST_F(WaitPromises, AnOverdueTransferPromisesNothing) {
  const auto sent = Send("RJL00000011", "RJL00000012", kToday);
  ASSERT_TRUE(sent.ok()) << sent.status();
  const auto waiting = Apply(kLost);
  EXPECT_EQ(Day(waiting->decision().promised_by_date()), kToday);
  Damage("UPDATE movement SET expected_date = '2023-10-13' WHERE expected_date IS NOT NULL");
  EXPECT_EQ(PromiseNowOf(waiting->name()).basis(), v1::PROMISE_BASIS_NOTHING_CONFIRMED);
  EXPECT_EQ(Refusal(Send("RJL00000021", "RJL00000022", kToday - 1).status()),
            "INVALID_FIELDS: movement.transfer.expected_date");
}

TEST_F(WaitPromises, TheMinistrysShipmentsArriveAtTheOffice) {
  Damage(
      "INSERT INTO shipment (regency, id, stock_request, document_number, ship_date, expected_arrival_date,"
      " quantity, actor, create_time, arrived, missing, extra, damaged) VALUES ('17.02', 's', 'r', 'D',"
      " '2023-10-10', '2023-10-21', 2000, 'ministry', UTC_TIMESTAMP(6), 0, 0, 0, 0)");
  const auto waiting = Apply(kLost);
  EXPECT_EQ(Day(waiting->decision().promised_by_date()), kToday + 7);
  EXPECT_EQ(waiting->decision().promise().arriving(), 2000);
  Damage("UPDATE shipment SET quantity = 20000");
  EXPECT_EQ(PromiseNowOf(waiting->name()).arriving(), 10000);
  Damage("UPDATE shipment SET receipt_date = '2023-10-14', arrived = 1, missing = 1999");
  EXPECT_EQ(PromiseNowOf(waiting->name()).basis(), v1::PROMISE_BASIS_NOTHING_CONFIRMED);
}

TEST_F(WaitPromises, WhoWaitsByTheModeIsToldSo) {
  SetMode(StockLevel::kConstrained, 2);
  ASSERT_TRUE(Receive("RJL00000201", "RJL00000210").ok());
  const auto damaged = Apply(kDamaged);
  EXPECT_EQ(damaged->decision().promise().basis(), v1::PROMISE_BASIS_STOCK_MODE);
  EXPECT_EQ(PromiseNowOf(damaged->name()).basis(), v1::PROMISE_BASIS_STOCK_MODE);
  EXPECT_EQ(Waitlisted()[0].promise().basis(), v1::PROMISE_BASIS_STOCK_MODE);
  SetMode(StockLevel::kNormal, 2);
  const auto reserved = Apply(kDamaged);
  EXPECT_FALSE(reserved->decision().has_promise());
  EXPECT_EQ(PromiseNowOf(reserved->name()).basis(), v1::PROMISE_BASIS_UNSPECIFIED);
}

}  // namespace
}  // namespace dukcapil::inventory
