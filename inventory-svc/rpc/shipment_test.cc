#include <tuple>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/stock_request_fixture.h"
#include "platform/crypto/uuid.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class Shipments : public StockRequestTest {};

TEST_F(Shipments, ArriveInPartsAndTellWhatDiffers) {
  OpenOffice(0);
  const std::string name = Approved(1000, 600);
  EXPECT_EQ(Refusal(ShipIt(name, "BAST/1", 1, 601).status()), "SHIPMENT_EXCEEDS_APPROVAL");
  ASSERT_TRUE(ShipIt(name, "BAST/1", 1, 400).ok());
  EXPECT_EQ(Refusal(ShipIt(name, "BAST/1", 401, 500).status()), "DOCUMENT_NUMBER_TAKEN");
  EXPECT_EQ(Refusal(ShipIt(name, "BAST/2", 400, 500).status()), "SERIAL_SHIPPED_BEFORE");
  EXPECT_EQ(Refusal(ShipIt(Approved(900, 900, "regions/17.03"), "BAST/2", 300, 700).status()),
            "SERIAL_SHIPPED_BEFORE");
  const auto shipped = ShipIt(name, "BAST/2", 401, 600);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  EXPECT_EQ(shipped->state(), v1::STOCK_REQUEST_STATE_SHIPPED);
  ASSERT_EQ(shipped->shipments_size(), 2);
  EXPECT_EQ(Read(name).situation().on_the_way(), 600);

  const auto whole = ReceiveOf(shipped->shipments(0).name(), 1, 400);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(Get(whole->name())->receipt().shipment(), shipped->shipments(0).name());
  EXPECT_EQ(Refusal(ReceiveOf(shipped->shipments(0).name(), 700, 701).status()), "SHIPMENT_RECEIVED");
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_SHIPPED);

  const auto part = ReceiveOf(shipped->shipments(1).name(), 411, 602, " damaged " + Serials(411, 412));
  ASSERT_TRUE(part.ok()) << part.status();
  v1::StockRequest read = Read(name);
  EXPECT_EQ(read.state(), v1::STOCK_REQUEST_STATE_RECEIVED);
  EXPECT_EQ(read.situation().on_the_way(), 0);
  EXPECT_EQ(read.received_quantity(), 590);
  EXPECT_EQ(read.missing_quantity(), 10);
  EXPECT_EQ(read.differing_quantity(), 14);
  const v1::Shipment& differs = read.shipments(1);
  EXPECT_EQ(differs.arrived_quantity(), 188);
  ASSERT_EQ(differs.missing_size(), 1);
  EXPECT_EQ(differs.missing(0).first() + differs.missing(0).last(), "RJL00000401RJL00000410");
  EXPECT_EQ(differs.extra(0).first() + differs.extra(0).last(), "RJL00000601RJL00000602");
  EXPECT_EQ(differs.damaged(0).first() + differs.damaged(0).last(), "RJL00000411RJL00000412");
  EXPECT_THAT(Names("parent: \"regions/-\" differing: true"), ::testing::ElementsAre(name));

  // The missing ones turn up; then the first receipt is taken back, and entered again.
  ASSERT_TRUE(ReceiveOf(shipped->shipments(1).name(), 401, 410).ok());
  EXPECT_EQ(Read(name).differing_quantity(), 4);
  EXPECT_EQ(Read(name).received_quantity(), 600);
  EXPECT_EQ(Read(name).missing_quantity(), 0);
  ASSERT_TRUE(Reverse(whole->name()).ok());
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_SHIPPED);
  EXPECT_EQ(Read(name).situation().on_the_way(), 400);
  ASSERT_TRUE(ReceiveOf(shipped->shipments(0).name(), 1, 400).ok());
  read = Read(name);
  EXPECT_EQ(read.state(), v1::STOCK_REQUEST_STATE_RECEIVED);
  EXPECT_EQ(read.shipments(0).receipts_size(), 1);
  v1::CloseStockRequestRequest close;
  close.set_name(name);
  EXPECT_EQ(Refusal(CloseStockRequest(*app_, testing::WriteCall(), close).status()),
            "INVALID_FIELDS: reason");
  close.set_reason("damaged ones written off");
  EXPECT_EQ(CloseStockRequest(*app_, testing::WriteCall(), close)->state(), v1::STOCK_REQUEST_STATE_CLOSED);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Shipments, LostOnTheWayAreWrittenOff) {
  OpenOffice(0);
  const std::string name = Approved(100, 100);
  const std::string other = Approved(10, 10, "regions/17.03");
  ASSERT_TRUE(ShipIt(name, "BAST/1", 1, 60).ok());
  ASSERT_TRUE(ShipIt(other, "BAST/3", 901, 910).ok());
  const auto shipped = ShipIt(name, "BAST/2", 61, 100);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const std::string& lost = shipped->shipments(1).name();
  const auto received = ReceiveOf(shipped->shipments(0).name(), 1, 60);
  ASSERT_TRUE(received.ok()) << received.status();
  v1::CloseStockRequestRequest close;
  close.set_name(name);
  close.set_reason("the lorry was robbed");
  ASSERT_TRUE(CloseStockRequest(*app_, testing::WriteCall(), close).ok());
  v1::StockRequest read = Read(name);
  EXPECT_EQ(read.state(), v1::STOCK_REQUEST_STATE_CLOSED);
  EXPECT_EQ(read.decision_reason(), "the lorry was robbed");
  EXPECT_EQ(read.received_quantity(), 60);
  EXPECT_EQ(read.missing_quantity(), 40);
  EXPECT_EQ(read.differing_quantity(), 40);
  EXPECT_FALSE(read.shipments(1).has_receipt_date());
  EXPECT_EQ(read.shipments(1).missing_quantity(), 40);
  EXPECT_EQ(read.shipments(1).missing(0).first(), "RJL00000061");
  const auto listed = ListStockRequests(*app_, testing::ReadCall("ListStockRequests"),
                                        Parse<v1::ListStockRequestsRequest>("parent: \"regions/-\""));
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->stock_requests_size(), 2);
  EXPECT_EQ(listed->stock_requests(0).shipments_size(), 2);
  EXPECT_EQ(listed->stock_requests(0).shipments(1).missing_quantity(), 40);
  EXPECT_EQ(listed->stock_requests(1).shipments_size(), 1);
  EXPECT_EQ(listed->stock_requests(1).shipments(0).quantity(), 10);

  // It is on the way no more, also where the request opens again; and it may turn up.
  ASSERT_TRUE(Reverse(received->name()).ok());
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_SHIPPED);
  EXPECT_EQ(Read(name).situation().on_the_way(), 60);
  const auto [dated, promised, open] = *app_->store.Read(
      testing::ReadCall(),
      [](Snapshot& snapshot) -> absl::StatusOr<std::tuple<std::int64_t, std::int64_t, std::int64_t>> {
        ASSIGN_OR_RETURN(const auto arrivals, snapshot.ExpectedArrivals("17.02", kToday));
        ASSIGN_OR_RETURN(const auto confirmed, snapshot.ConfirmedArrivals("17.02", "kantor", kToday));
        ASSIGN_OR_RETURN(const auto requests, snapshot.OpenRequestsIn("17.02"));
        return std::make_tuple(arrivals.begin()->second, confirmed[0].quantity,
                               requests.begin()->second.on_the_way);
      });
  EXPECT_EQ(dated, 60);
  EXPECT_EQ(promised, 60);
  EXPECT_EQ(open, 60);
  ASSERT_TRUE(ReceiveOf(shipped->shipments(0).name(), 1, 60).ok());
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_RECEIVED);
  ASSERT_TRUE(ReceiveOf(lost, 61, 100).ok());
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_CLOSED);
  EXPECT_EQ(Read(name).differing_quantity(), 0);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Shipments, TakeNoReceiptThatWasMeantForAnother) {
  OpenOffice(0);
  const auto shipped = ShipIt(Approved(100, 100), "BAST/1", 1, 100);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const std::string& shipment = shipped->shipments(0).name();
  EXPECT_EQ(Refusal(ReceiveOf(shipment, 101, 200).status()), "INVALID_FIELDS: movement.receipt.shipment");
  EXPECT_EQ(
      Refusal(Enter(absl::StrCat("occurred_date { year: 2023 month: 10 day: 13 } receipt { source: "
                                 "EXTERNAL_PARTY_MINISTRY location: \"",
                                 kOffice, "\" shipment: \"", shipment, "\" serials ", Serials(1, 100), " }"))
                  .status()),
      "INVALID_FIELDS: movement.occurred_date");
  EXPECT_TRUE(ReceiveOf(shipment, 100, 200).ok());
}

TEST_F(Shipments, AreNamedByTheReceiptOfTheirCards) {
  OpenOffice(0);
  const auto shipped = ShipIt(Approved(100, 100), "BAST/1", 1, 100);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const std::string& shipment = shipped->shipments(0).name();
  const auto receive = [&](std::int64_t first, std::int64_t last, const std::string& party) {
    return Enter(absl::StrCat("receipt { source: EXTERNAL_PARTY_", party, " location: \"", kOffice,
                              "\" serials ", Serials(first, last), " }"));
  };
  const absl::Status unnamed = receive(100, 200, "MINISTRY").status();
  EXPECT_EQ(Refusal(unnamed), "INVALID_FIELDS: movement.receipt.shipment");
  EXPECT_THAT(GetErrorDetail(unnamed).violations[0].description, ::testing::HasSubstr(shipment));
  EXPECT_TRUE(receive(101, 200, "MINISTRY").ok());
  EXPECT_TRUE(receive(31, 40, "PROVINCE").ok()) << "the ministry's cards can come by the province";
  ASSERT_TRUE(ReceiveOf(shipment, 1, 30).ok());
  EXPECT_EQ(Refusal(receive(41, 50, "MINISTRY").status()), "INVALID_FIELDS: movement.receipt.shipment")
      << "a second part is named too";
  const auto other = ShipIt(Approved(50, 50), "BAST/2", 301, 350);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(Refusal(ReceiveOf(other->shipments(0).name(), 95, 320).status()),
            "INVALID_FIELDS: movement.receipt.shipment")
      << "two shipments on one lorry";
  EXPECT_TRUE(Enter(absl::StrCat("occurred_date { year: 2023 month: 10 day: 13 } receipt { source: "
                                 "EXTERNAL_PARTY_MINISTRY location: \"",
                                 kOffice, "\" serials ", Serials(96, 100), " }"))
                  .ok())
      << "handed over before the ministry entered it";
}

TEST_F(Shipments, CloseTheRequestWhereNothingDiffers) {
  OpenOffice(0);
  const std::string name = Approved(100, 100);
  const auto shipped = ShipIt(name, "BAST/1", 1, 100);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  ASSERT_TRUE(ReceiveOf(shipped->shipments(0).name(), 1, 100).ok());
  EXPECT_EQ(Read(name).state(), v1::STOCK_REQUEST_STATE_CLOSED);
  const std::string unknown = absl::StrCat(kRegency, "/shipments/", NewUuid());
  EXPECT_EQ(ReceiveOf(unknown, 200, 201).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Refusal(Enter(absl::StrCat("receipt { source: EXTERNAL_PARTY_PROVINCE location: \"", kOffice,
                                       "\" shipment: \"regions/17.03/shipments/", NewUuid(), "\" serials ",
                                       Serials(200, 201), " }"))
                        .status()),
            "INVALID_FIELDS: movement.receipt.shipment movement.receipt.shipment");
}

TEST_F(Shipments, AreProvedAgainstTheirReceipts) {
  OpenOffice(0);
  const std::string name = Approved(100, 100);
  const auto shipped = ShipIt(name, "BAST/1", 1, 50);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  Damage("UPDATE shipment SET receipt_date = '2023-10-14'");
  EXPECT_THAT(Proof(), ::testing::HasSubstr("SHIPMENT_MISMATCH shipment "));
  Damage("UPDATE shipment SET receipt_date = NULL");
  const auto receipt = ReceiveOf(shipped->shipments(0).name(), 1, 50);
  ASSERT_TRUE(receipt.ok()) << receipt.status();
  EXPECT_EQ(Proof(), "");
  Damage(absl::StrCat("UPDATE movement SET subject = '", NewUuid(), "' WHERE kind = 'RECEIPT'"));
  EXPECT_THAT(Proof(), ::testing::HasSubstr("SHIPMENT_MISMATCH movement "));
}

TEST_F(Shipments, AreDatedArrivalsOfTheForecast) {
  OpenOffice(1000);
  coverage_ = {13872, 197205, 200, 196805, 196455};
  const auto request = Parse<v1::GetForecastRequest>(
      "name: \"regions/17.02/forecast\" deadline { year: 2024 month: 2 day: 14 }");
  const auto before = GetForecast(*app_, testing::ReadCall("GetForecast"), request);
  ASSERT_TRUE(before.ok()) << before.status();
  const auto shipped = ShipIt(Approved(900, 800), "BAST/1", 5001, 5800);
  ASSERT_TRUE(shipped.ok()) << shipped.status();
  const auto after = GetForecast(*app_, testing::ReadCall("GetForecast"), request);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->on_hand(), 1000);
  EXPECT_EQ(after->cards_limit(), before->cards_limit() + 800);
  EXPECT_GT(after->printed_by_deadline().p50(), before->printed_by_deadline().p50());
  ASSERT_TRUE(ReceiveOf(shipped->shipments(0).name(), 5001, 5800).ok());
  EXPECT_EQ(GetForecast(*app_, testing::ReadCall("GetForecast"), request)->cards_limit(), 1800);
}

TEST_F(Shipments, NameEveryBadField) {
  auto request = Parse<v1::ShipStockRequestRequest>(
      "name: \"x\" serials { first: \"A1\" last: \"A9\" } serials { first: \"A9\" last: \"A9\" } "
      "ship_date { year: 2023 month: 10 day: 15 } expected_arrival_date { year: 2023 month: 10 day: 14 }");
  EXPECT_EQ(Refusal(ShipStockRequest(*app_, testing::WriteCall(), request).status()),
            "INVALID_FIELDS: name document_number serials ship_date expected_arrival_date");
  request.clear_expected_arrival_date();
  request.clear_serials();
  EXPECT_EQ(Refusal(ShipStockRequest(*app_, testing::WriteCall(), request).status()),
            "INVALID_FIELDS: name document_number serials ship_date expected_arrival_date");
}

}  // namespace
}  // namespace dukcapil::inventory
