#include <tuple>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "dukcapil/inventory/v1/watch.pb.h"
#include "google/protobuf/text_format.h"
#include "inventory-svc/rpc/convert_change.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/crypto/uuid.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

class StockRequests : public MovementTest {
 protected:
  template <class Request>
  static Request Parse(const std::string& text) {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
    return request;
  }

  absl::StatusOr<v1::StockRequest> Draft(std::int64_t quantity, const std::string& parent = kRegency) {
    auto request = Parse<v1::CreateStockRequestRequest>("stock_request { justification: \"pilkada\" }");
    request.set_parent(parent);
    request.mutable_stock_request()->set_quantity(quantity);
    Call call = testing::WriteCall("CreateStockRequest");
    call.region = parent.substr(8);
    return CreateStockRequest(*app_, call, request);
  }
  absl::StatusOr<v1::StockRequest> SubmitIt(const std::string& name) {
    v1::SubmitStockRequestRequest request;
    request.set_name(name);
    return SubmitStockRequest(*app_, testing::WriteCall("SubmitStockRequest"), request);
  }
  v1::StockRequest Read(const std::string& name) {
    v1::GetStockRequestRequest request;
    request.set_name(name);
    const auto found = GetStockRequest(*app_, testing::ReadCall("GetStockRequest"), request);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.value_or(v1::StockRequest());
  }
  absl::StatusOr<v1::BatchDecideStockRequestsResponse> DecideAll(
      const std::string& decisions, const Call& call = testing::WriteCall("BatchDecideStockRequests"),
      const std::string& parent = "regions/-") {
    auto request = Parse<v1::BatchDecideStockRequestsRequest>(decisions);
    request.set_parent(parent);
    return BatchDecideStockRequests(*app_, call, request);
  }
  // A request for `quantity` of which `approved` were granted.
  std::string Approved(std::int64_t quantity, std::int64_t approved, const std::string& parent = kRegency) {
    const auto draft = Draft(quantity, parent);
    EXPECT_TRUE(draft.ok()) << draft.status();
    EXPECT_TRUE(SubmitIt(draft->name()).ok());
    const auto decided = DecideAll(
        absl::StrCat("decisions { name: \"", draft->name(), "\" approved_quantity: ", approved, " }"));
    EXPECT_TRUE(decided.ok()) << decided.status();
    EXPECT_EQ(decided->results(0).refusal(), "");
    return draft->name();
  }
  absl::StatusOr<v1::StockRequest> ShipIt(const std::string& name, const std::string& document,
                                          std::int64_t first, std::int64_t last) {
    auto request = Parse<v1::ShipStockRequestRequest>(absl::StrCat(
        "expected_arrival_date { year: 2023 month: 10 day: 28 } serials ", Serials(first, last)));
    request.set_name(name);
    request.set_document_number(document);
    return ShipStockRequest(*app_, testing::WriteCall("ShipStockRequest"), request);
  }
  // Receives `first`–`last` as of `shipment` at the office.
  absl::StatusOr<v1::Movement> ReceiveOf(const std::string& shipment, std::int64_t first, std::int64_t last,
                                         const std::string& more = "") {
    return Enter(absl::StrCat("receipt { source: EXTERNAL_PARTY_MINISTRY location: \"", kOffice,
                              "\" shipment: \"", shipment, "\" serials ", Serials(first, last), more, " }"));
  }
  std::vector<std::string> Names(const std::string& filter) {
    const auto request = Parse<v1::ListStockRequestsRequest>(filter);
    const auto listed = ListStockRequests(*app_, testing::ReadCall("ListStockRequests"), request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& one : listed->stock_requests()) names.push_back(one.name());
    return names;
  }
};

TEST_F(StockRequests, AreDraftedWithTheSituationInSight) {
  OpenOffice(50);
  auto request = Parse<v1::CreateStockRequestRequest>(
      "parent: \"regions/17.02\" validate_only: true stock_request { quantity: 10000 justification: \"j\" "
      "needed_by_date { year: 2023 month: 11 day: 1 } }");
  Call reading = testing::ReadCall("CreateStockRequest");
  const auto answer = CreateStockRequest(*app_, reading, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "");
  EXPECT_EQ(answer->situation().on_hand(), 50);
  EXPECT_THAT(Names("parent: \"regions/17.02\""), ::testing::IsEmpty());

  Approved(700, 600);
  const auto draft = Draft(10000);
  ASSERT_TRUE(draft.ok()) << draft.status();
  EXPECT_EQ(draft->state(), v1::STOCK_REQUEST_STATE_DRAFT);
  EXPECT_EQ(draft->situation().on_the_way(), 600);
  request = Parse<v1::CreateStockRequestRequest>(
      "parent: \"regions/17\" stock_request { needed_by_date { year: 2023 month: 10 day: 13 } }");
  EXPECT_EQ(Refusal(CreateStockRequest(*app_, testing::WriteCall(), request).status()),
            "INVALID_FIELDS: parent stock_request.quantity stock_request.justification "
            "stock_request.needed_by_date");
}

TEST_F(StockRequests, AreUpdatedWhileDrafts) {
  const auto draft = Draft(10000);
  ASSERT_TRUE(draft.ok()) << draft.status();
  auto update = Parse<v1::UpdateStockRequestRequest>(
      "stock_request { quantity: 8000 } update_mask { paths: \"quantity\" }");
  update.set_name(draft->name());
  update.set_etag("0");
  EXPECT_EQ(UpdateStockRequest(*app_, testing::WriteCall(), update).status().code(),
            absl::StatusCode::kAborted);
  update.set_etag(draft->etag());
  const auto updated = UpdateStockRequest(*app_, testing::WriteCall(), update);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->quantity(), 8000);
  EXPECT_EQ(updated->justification(), "pilkada");
  EXPECT_NE(updated->etag(), draft->etag());
  update.mutable_update_mask()->set_paths(0, "state");
  EXPECT_EQ(Refusal(UpdateStockRequest(*app_, testing::WriteCall(), update).status()),
            "INVALID_FIELDS: update_mask.paths[0]");
  ASSERT_TRUE(SubmitIt(draft->name()).ok());
  update.clear_etag();
  update.clear_update_mask();
  update.mutable_stock_request()->set_justification("j");
  EXPECT_EQ(Refusal(UpdateStockRequest(*app_, testing::WriteCall(), update).status()), "WRONG_STATE");
  v1::CancelStockRequestRequest cancel;
  cancel.set_name(draft->name());
  EXPECT_EQ(CancelStockRequest(*app_, testing::WriteCall(), cancel)->state(),
            v1::STOCK_REQUEST_STATE_CANCELLED);
  cancel.set_name(absl::StrCat(kRegency, "/stockRequests/", NewUuid()));
  EXPECT_EQ(CancelStockRequest(*app_, testing::WriteCall(), cancel).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(StockRequests, AreDecidedEachByItself) {
  const auto here = Draft(1000);
  const auto there = Draft(500, "regions/17.03");
  const auto unsent = Draft(100);
  ASSERT_TRUE(here.ok() && there.ok() && unsent.ok());
  ASSERT_TRUE(SubmitIt(here->name()).ok());
  ASSERT_TRUE(SubmitIt(there->name()).ok());
  const std::string decisions = absl::StrCat(
      "decisions { name: \"", here->name(), "\" approved_quantity: 400 reason: \"what there is\" }",
      "decisions { name: \"", unsent->name(), "\" approved_quantity: 1 }",
      "decisions { name: \"regions/17.03/stockRequests/", NewUuid(), "\" approved_quantity: 1 }",
      "decisions { name: \"", there->name(), "\" approved_quantity: 501 }");
  const Call call = testing::WriteCall("BatchDecideStockRequests");
  const auto decided = DecideAll(decisions, call);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->results(0).stock_request().state(), v1::STOCK_REQUEST_STATE_APPROVED);
  EXPECT_EQ(decided->results(1).refusal(), "WRONG_STATE");
  EXPECT_EQ(decided->results(2).refusal(), "NOT_FOUND");
  EXPECT_EQ(decided->results(3).refusal(), "APPROVAL_EXCEEDS_REQUEST");
  EXPECT_EQ(DecideAll(decisions, call)->SerializeAsString(), decided->SerializeAsString());
  // In the same words under another request id: nothing happens. In others: it is decided already.
  EXPECT_EQ(DecideAll(decisions)->results(0).stock_request().etag(),
            decided->results(0).stock_request().etag());
  EXPECT_EQ(DecideAll(absl::StrCat("decisions { name: \"", here->name(), "\" reason: \"no\" }"))
                ->results(0)
                .refusal(),
            "WRONG_STATE");
  const auto rejected = DecideAll(absl::StrCat("decisions { name: \"", there->name(), "\" reason: \"no\" }"));
  EXPECT_EQ(rejected->results(0).stock_request().state(), v1::STOCK_REQUEST_STATE_REJECTED);
  EXPECT_EQ(Read(there->name()).decision_reason(), "no");

  EXPECT_THAT(Names("parent: \"regions/-\""),
              ::testing::ElementsAre(here->name(), unsent->name(), there->name()));
  EXPECT_THAT(Names("parent: \"regions/17\" state: STOCK_REQUEST_STATE_APPROVED"),
              ::testing::ElementsAre(here->name()));
  EXPECT_THAT(Names("parent: \"regions/17.03\""), ::testing::ElementsAre(there->name()));
  EXPECT_THAT(Names("parent: \"regions/18\""), ::testing::IsEmpty());
}

TEST_F(StockRequests, BadDecisionsAreRefusedWholeNamingEachField) {
  EXPECT_EQ(Refusal(DecideAll("").status()), "INVALID_FIELDS: decisions");
  const std::string name = absl::StrCat("regions/17.02/stockRequests/", NewUuid());
  EXPECT_EQ(Refusal(DecideAll(absl::StrCat("decisions { name: \"", name, "\" approved_quantity: -1 }",
                                           "decisions { name: \"", name, "\" }",
                                           "decisions { name: \"x\" reason: \"r\" }"),
                              testing::WriteCall(), "regions/18")
                        .status()),
            "INVALID_FIELDS: decisions[0].name decisions[0].approved_quantity decisions[1].name "
            "decisions[1].reason decisions[1].name decisions[2].name");
}

TEST_F(StockRequests, AreShippedInPartsAndReceivedWithWhatDiffers) {
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

TEST_F(StockRequests, AreClosedWhereAShipmentWasLostOnTheWay) {
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

TEST_F(StockRequests, TakeNoReceiptThatWasMeantForAnother) {
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

TEST_F(StockRequests, AreNamedByTheReceiptOfTheirCards) {
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

TEST_F(StockRequests, CloseByThemselvesWhereNothingDiffers) {
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

TEST_F(StockRequests, AreProvedAgainstTheirReceipts) {
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

TEST_F(StockRequests, AreDatedArrivalsOfTheForecast) {
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

TEST_F(StockRequests, TeachTheForecastHowTheMinistryCuts) {
  OpenOffice(10);
  coverage_ = {13872, 197205, 200, 196805, 196455};
  Approved(1000, 250);
  Approved(1000, 500);
  Approved(1000, 1000, "regions/17.03");
  ASSERT_TRUE(SubmitIt(Draft(1000)->name()).ok());  // not decided
  const auto inputs =
      GatherForecastInputs(*app_, testing::ReadCall("GetForecast"), "17.02", kToday, kToday + 30);
  ASSERT_TRUE(inputs.ok()) << inputs.status();
  EXPECT_THAT(inputs->decided_requests, ::testing::ElementsAre(0.5, 0.25));
}

TEST_F(StockRequests, NameEveryBadFieldOfAShipment) {
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
