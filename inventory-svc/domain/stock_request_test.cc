#include "inventory-svc/domain/stock_request.h"

#include <functional>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/status/error.h"

namespace dukcapil::inventory {
namespace {

using RequestState = StockRequestState;

constexpr absl::CivilDay kDecidedOn(2023, 10, 14);

StockRequest RequestIn(RequestState state) {
  StockRequest request;
  request.regency = "17.02";
  request.id = "r";
  request.quantity = 1000;
  request.state = state;
  if (state != RequestState::kDraft && state != RequestState::kSubmitted) request.approved_quantity = 600;
  return request;
}

Shipment Shipped(const std::string& id, std::int64_t first, std::int64_t last) {
  Shipment shipment;
  shipment.id = id;
  shipment.serials = {{"R", 8, first, last}};
  shipment.quantity = last - first + 1;
  shipment.ship_date = kDecidedOn;
  shipment.expected_arrival_date = kDecidedOn + 14;
  return shipment;
}

// All of `shipment` arrived, but what is said.
void Scan(StockRequest& request, std::size_t shipment, std::vector<SerialRange> scanned,
          std::vector<SerialRange> damaged = {}) {
  request.shipments[shipment].scanned = std::move(scanned);
  request.shipments[shipment].damaged = std::move(damaged);
}

// Every step from every state: only those of the drawing are taken, others change nothing.
TEST(StockRequest, MovesAlongItsStatesOnly) {
  const std::map<std::string, std::function<absl::Status(StockRequest&)>> steps = {
      {"edit", [](StockRequest& request) { return Edit(request); }},
      {"submit", [](StockRequest& request) { return Submit(kDecidedOn, request); }},
      {"withdraw", [](StockRequest& request) { return Withdraw(request); }},
      {"approve", [](StockRequest& request) { return Decide(600, "", kDecidedOn, request); }},
      {"reject", [](StockRequest& request) { return Decide(0, "none left", kDecidedOn, request); }},
      {"ship", [](StockRequest& request) { return Ship(Shipped("s", 1, 10), request); }},
      {"close", [](StockRequest& request) { return Close("settled", request); }}};
  const std::map<std::pair<RequestState, std::string>, RequestState> drawing = {
      {{RequestState::kDraft, "edit"}, RequestState::kDraft},
      {{RequestState::kDraft, "submit"}, RequestState::kSubmitted},
      {{RequestState::kDraft, "withdraw"}, RequestState::kCancelled},
      {{RequestState::kSubmitted, "withdraw"}, RequestState::kCancelled},
      {{RequestState::kApproved, "withdraw"}, RequestState::kCancelled},
      {{RequestState::kSubmitted, "approve"}, RequestState::kApproved},
      {{RequestState::kSubmitted, "reject"}, RequestState::kRejected},
      {{RequestState::kApproved, "ship"}, RequestState::kShipped},
      {{RequestState::kShipped, "ship"}, RequestState::kShipped},
      {{RequestState::kReceived, "ship"}, RequestState::kShipped},
      {{RequestState::kShipped, "close"}, RequestState::kClosed},
      {{RequestState::kReceived, "close"}, RequestState::kClosed}};
  for (const RequestState state :
       {RequestState::kDraft, RequestState::kSubmitted, RequestState::kApproved, RequestState::kRejected,
        RequestState::kShipped, RequestState::kReceived, RequestState::kClosed, RequestState::kCancelled}) {
    EXPECT_EQ(ParseStockRequestState(Name(state)), state);
    for (const auto& [name, step] : steps) {
      StockRequest request = RequestIn(state);
      const absl::Status status = step(request);
      const auto to = drawing.find({state, name});
      EXPECT_EQ(status.ok(), to != drawing.end()) << Name(state) << " " << name << ": " << status;
      EXPECT_EQ(request.state, to == drawing.end() ? state : to->second) << Name(state) << " " << name;
      EXPECT_EQ(request.version, to == drawing.end() ? 1 : 2) << Name(state) << " " << name;
      if (!status.ok()) {
        EXPECT_EQ(GetErrorDetail(status).reason, "WRONG_STATE");
      }
    }
  }
}

TEST(StockRequest, GrantsNoMoreThanAskedAndShipsNoMoreThanGranted) {
  StockRequest request = RequestIn(RequestState::kSubmitted);
  EXPECT_EQ(GetErrorDetail(Decide(1001, "", kDecidedOn, request)).reason, "APPROVAL_EXCEEDS_REQUEST");
  ASSERT_TRUE(Decide(600, "fewer", kDecidedOn, request).ok());
  EXPECT_TRUE(IsDecidedSo(600, "fewer", request));
  EXPECT_FALSE(IsDecidedSo(600, "", request));
  EXPECT_EQ(OnTheWay(request), 600);
  ASSERT_TRUE(Ship(Shipped("a", 1, 400), request).ok());
  const absl::Status refused = Ship(Shipped("b", 401, 601), request);
  EXPECT_EQ(GetErrorDetail(refused).reason, "SHIPMENT_EXCEEDS_APPROVAL");
  EXPECT_EQ(request.shipments.size(), 1u);
  Shipment early = Shipped("b", 401, 600);
  early.ship_date = kDecidedOn - 1;
  EXPECT_EQ(GetErrorDetail(Ship(early, request)).reason, "INVALID_FIELDS");
  ASSERT_TRUE(Ship(Shipped("b", 401, 600), request).ok());
  EXPECT_EQ(ShippedQuantity(request), 600);
  EXPECT_EQ(OnTheWay(request), 600);
}

TEST(StockRequest, IsReceivedWhenEveryShipmentIsAndClosesWhereNothingDiffers) {
  StockRequest request = RequestIn(RequestState::kApproved);
  ASSERT_TRUE(Ship(Shipped("a", 1, 400), request).ok());
  ASSERT_TRUE(Ship(Shipped("b", 401, 600), request).ok());
  Scan(request, 0, {{"R", 8, 1, 400}});
  NoteReceipts("a", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kShipped);
  EXPECT_EQ(OnTheWay(request), 200);
  Scan(request, 1, {{"R", 8, 401, 600}});
  NoteReceipts("b", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kClosed);
  EXPECT_EQ(OnTheWay(request), 0);
  Scan(request, 1, {});
  NoteReceipts("b", std::nullopt, /*reversed=*/true, request);
  EXPECT_EQ(request.state, RequestState::kShipped);
  EXPECT_EQ(OnTheWay(request), 200);
}

TEST(StockRequest, StaysOpenWhereSomethingDiffersOrIsLeftToShip) {
  StockRequest request = RequestIn(RequestState::kApproved);
  ASSERT_TRUE(Ship(Shipped("a", 1, 400), request).ok());
  Scan(request, 0, {{"R", 8, 1, 400}});
  NoteReceipts("a", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kReceived);  // 200 of the 600 are left
  EXPECT_EQ(OnTheWay(request), 200);
  ASSERT_TRUE(Ship(Shipped("b", 401, 600), request).ok());
  Scan(request, 1, {{"R", 8, 401, 590}, {"R", 8, 601, 602}}, {{"R", 8, 401, 401}});
  NoteReceipts("b", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kReceived);
  EXPECT_EQ(request.shipments[1].outcome.arrived, 189);
  EXPECT_EQ(request.shipments[1].outcome.missing, 10);
  EXPECT_EQ(request.shipments[1].outcome.extra, 2);
  EXPECT_EQ(request.shipments[1].outcome.damaged, 1);
  EXPECT_EQ(DifferingQuantity(request), 13);
  EXPECT_EQ(OnTheWay(request), 0);
  request.decision_reason = "stocks are short";
  ASSERT_TRUE(Close("settled with the carrier", request).ok());
  EXPECT_EQ(request.decision_reason, "stocks are short; settled with the carrier");
  // What was missing turns up: it stays closed; taken back, it does not.
  request.shipments[1].scanned.push_back({"R", 8, 591, 600});
  NoteReceipts("b", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kClosed);
  EXPECT_EQ(DifferingQuantity(request), 3);
  request.shipments[1].scanned.pop_back();
  NoteReceipts("b", kDecidedOn, /*reversed=*/true, request);
  EXPECT_EQ(request.state, RequestState::kReceived);
}

TEST(StockRequest, WritesOffWhatWasLostOnTheWay) {
  StockRequest request = RequestIn(RequestState::kApproved);
  ASSERT_TRUE(Ship(Shipped("a", 1, 400), request).ok());
  ASSERT_TRUE(Ship(Shipped("b", 401, 600), request).ok());
  Scan(request, 0, {{"R", 8, 1, 399}});
  NoteReceipts("a", kDecidedOn, /*reversed=*/false, request);
  ASSERT_TRUE(Close("the lorry was robbed", request).ok());
  EXPECT_EQ(request.shipments[0].outcome.missing, 1) << "compared before";
  EXPECT_TRUE(request.shipments[1].is_written_off());
  EXPECT_EQ(DifferingQuantity(request), 201);
  // What was missing of the other turns up: closed it stays.
  request.shipments[0].scanned.push_back({"R", 8, 400, 400});
  NoteReceipts("a", kDecidedOn, /*reversed=*/false, request);
  EXPECT_EQ(request.state, RequestState::kClosed);
  NoteReceipts("a", std::nullopt, /*reversed=*/true, request);
  EXPECT_EQ(request.state, RequestState::kShipped);
  EXPECT_EQ(OnTheWay(request), 400);
  EXPECT_FALSE(request.shipments[0].is_written_off());
}

TEST(StockRequest, IsReceivedByReceiptsOfItsOwn) {
  const Shipment shipment = Shipped("a", 1, 400);
  EXPECT_TRUE(CheckReceiptOf(shipment, {{"R", 8, 400, 500}}, kDecidedOn).ok());
  EXPECT_EQ(GetErrorDetail(CheckReceiptOf(shipment, {{"R", 8, 401, 500}}, kDecidedOn)).reason,
            "INVALID_FIELDS");
  EXPECT_EQ(GetErrorDetail(CheckReceiptOf(shipment, {{"R", 8, 1, 4}}, kDecidedOn - 1)).reason,
            "INVALID_FIELDS");
}

}  // namespace
}  // namespace dukcapil::inventory
