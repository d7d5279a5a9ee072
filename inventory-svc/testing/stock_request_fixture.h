// Requests to the ministry and their shipments, from draft to receipt.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {

// An office that asks the ministry.
class StockRequestTest : public MovementTest {
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

}  // namespace dukcapil::inventory
