#include "samples/day_delivery.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/inventory/v1/stock_request.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "samples/blanks.h"
#include "samples/day_stock.h"

namespace dukcapil::samples {
namespace {

namespace inventory = ::dukcapil::inventory::v1;

std::string StepOf(const Delivery& delivery, absl::string_view step) {
  return RequestId(absl::StrCat("delivery/", delivery.document, "/", step), 0);
}

// The first request in `state`; none where a day that was cut off took it further.
absl::StatusOr<std::optional<inventory::StockRequest>> Find(Loading& loading,
                                                            inventory::StockRequestState state) {
  inventory::ListStockRequestsRequest list;
  list.set_parent(kParent);
  list.set_state(state);
  ASSIGN_OR_RETURN(const auto found, loading.Call<inventory::ListStockRequestsResponse>(list));
  if (found.stock_requests().empty()) return std::nullopt;
  return found.stock_requests(0);
}

absl::Status Ask(Loading& office, const Delivery& delivery) {
  inventory::CreateStockRequestRequest create;
  create.set_parent(kParent);
  create.set_request_id(StepOf(delivery, "create"));
  create.mutable_stock_request()->set_quantity(kAskedOfMinistry);
  create.mutable_stock_request()->set_justification("stok menjelang pemilu (sintetis)");
  ASSIGN_OR_RETURN(const auto draft, office.Call<inventory::StockRequest>(create));
  inventory::SubmitStockRequestRequest submit;
  submit.set_name(draft.name());
  submit.set_request_id(StepOf(delivery, "submit"));
  return office.Call<inventory::StockRequest>(submit).status();
}

absl::Status Grant(Loading& ministry, const Delivery& delivery) {
  ASSIGN_OR_RETURN(const auto submitted, Find(ministry, inventory::STOCK_REQUEST_STATE_SUBMITTED));
  if (!submitted.has_value()) return absl::OkStatus();
  inventory::BatchDecideStockRequestsRequest decide;
  decide.set_parent(kParent);
  decide.set_request_id(StepOf(delivery, "decide"));
  auto* decision = decide.add_decisions();
  decision->set_name(submitted->name());
  decision->set_approved_quantity(kGrantedByMinistry);
  decision->set_reason("stok nasional terbatas (sintetis)");
  ASSIGN_OR_RETURN(const auto decided, ministry.Call<inventory::BatchDecideStockRequestsResponse>(decide));
  for (const auto& result : decided.results()) {
    if (!result.refusal().empty()) return Refused(absl::StrCat("the decision: ", result.refusal()));
  }
  return absl::OkStatus();
}

absl::Status Ship(Loading& ministry, const Delivery& delivery) {
  ASSIGN_OR_RETURN(const auto approved, Find(ministry, inventory::STOCK_REQUEST_STATE_APPROVED));
  if (!approved.has_value()) return absl::OkStatus();
  inventory::ShipStockRequestRequest ship;
  ship.set_name(approved->name());
  ship.set_document_number(delivery.document);
  *ship.add_serials() = RangeOf(delivery.shipped);
  *ship.mutable_expected_arrival_date() = ToProto(delivery.arrival_date);
  ship.set_request_id(StepOf(delivery, "ship"));
  return ministry.Call<inventory::StockRequest>(ship).status();
}

absl::StatusOr<std::int64_t> Receive(Loading& office, const Delivery& delivery) {
  ASSIGN_OR_RETURN(const auto shipped, Find(office, inventory::STOCK_REQUEST_STATE_SHIPPED));
  if (!shipped.has_value() || shipped->shipments().empty()) return 0;
  inventory::Movement movement;
  movement.set_document_number(delivery.document);
  auto* receipt = movement.mutable_receipt();
  receipt->set_source(inventory::EXTERNAL_PARTY_MINISTRY);
  receipt->set_location(OfficeName());
  receipt->set_shipment(shipped->shipments(0).name());
  *receipt->add_serials() = RangeOf(delivery.arrived);
  *receipt->add_damaged() = RangeOf(delivery.damaged);
  RETURN_IF_ERROR(EnterMovement(office, delivery.arrival_date, std::move(movement)).status());
  return delivery.damaged.last - delivery.damaged.first + 1;
}

}  // namespace

absl::StatusOr<std::int64_t> FollowDelivery(Loading& office, Loading& ministry, absl::CivilDay day) {
  const std::optional<Delivery> delivery = DeliveryOf(day);
  if (!delivery.has_value()) return 0;
  if (day == delivery->asked_date) RETURN_IF_ERROR(Ask(office, *delivery));
  if (day == delivery->granted_date) RETURN_IF_ERROR(Grant(ministry, *delivery));
  if (day == delivery->shipped_date) RETURN_IF_ERROR(Ship(ministry, *delivery));
  return day == delivery->arrival_date ? Receive(office, *delivery) : 0;
}

}  // namespace dukcapil::samples
