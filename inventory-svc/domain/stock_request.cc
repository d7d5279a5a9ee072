#include "inventory-svc/domain/stock_request.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/enum_names.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/receipt_comparison.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

using State = StockRequestState;

constexpr EnumName<State> kRequestStates[] = {
    {State::kDraft, "DRAFT"},       {State::kSubmitted, "SUBMITTED"}, {State::kApproved, "APPROVED"},
    {State::kRejected, "REJECTED"}, {State::kShipped, "SHIPPED"},     {State::kReceived, "RECEIVED"},
    {State::kClosed, "CLOSED"},     {State::kCancelled, "CANCELLED"}};

absl::Status CheckState(const StockRequest& request, std::initializer_list<State> wanted) {
  if (std::find(wanted.begin(), wanted.end(), request.state) != wanted.end()) return absl::OkStatus();
  std::string names;
  for (const State state : wanted) absl::StrAppend(&names, names.empty() ? "" : " or ", Name(state));
  return WrongStateError(NameOf(request), Name(request.state), names);
}

void MoveTo(State state, StockRequest& request) {
  request.state = state;
  ++request.version;
}

}  // namespace

absl::string_view Name(StockRequestState state) {
  return NameIn(kRequestStates, state);
}

std::optional<StockRequestState> ParseStockRequestState(absl::string_view name) {
  return ParseIn(kRequestStates, name);
}

std::string NameOf(const StockRequest& request) {
  return absl::StrCat("regions/", request.regency, "/stockRequests/", request.id);
}

std::string EtagOf(const StockRequest& request) {
  return absl::StrCat(request.version);
}

std::int64_t ShippedQuantity(const StockRequest& request) {
  std::int64_t quantity = 0;
  for (const Shipment& shipment : request.shipments) quantity += shipment.quantity;
  return quantity;
}

std::int64_t ReceivedQuantity(const StockRequest& request) {
  std::int64_t quantity = 0;
  for (const Shipment& shipment : request.shipments) {
    if (shipment.receipt_date.has_value()) quantity += shipment.quantity - shipment.outcome.missing;
  }
  return quantity;
}

std::int64_t MissingQuantity(const StockRequest& request) {
  std::int64_t quantity = 0;
  for (const Shipment& shipment : request.shipments) quantity += shipment.outcome.missing;
  return quantity;
}

std::int64_t DifferingQuantity(const StockRequest& request) {
  std::int64_t quantity = 0;
  for (const Shipment& shipment : request.shipments) quantity += shipment.outcome.differing();
  return quantity;
}

std::int64_t OnTheWay(const StockRequest& request) {
  switch (request.state) {
    case State::kApproved:
    case State::kShipped:
    case State::kReceived:
      break;
    default:
      return 0;
  }
  std::int64_t quantity = request.approved_quantity;
  for (const Shipment& shipment : request.shipments) {
    if (shipment.is_settled()) quantity -= shipment.quantity;
  }
  return quantity;
}

absl::Status Edit(StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kDraft}));
  ++request.version;
  return absl::OkStatus();
}

absl::Status Submit(absl::CivilDay today, StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kDraft}));
  request.submit_date = today;
  MoveTo(State::kSubmitted, request);
  return absl::OkStatus();
}

absl::Status Withdraw(StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kDraft, State::kSubmitted, State::kApproved}));
  MoveTo(State::kCancelled, request);
  return absl::OkStatus();
}

absl::Status Decide(std::int64_t quantity, absl::string_view reason, absl::CivilDay today,
                    StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kSubmitted}));
  if (quantity > request.quantity) {
    return ApprovalExceedsRequestError(NameOf(request), request.quantity, quantity);
  }
  request.approved_quantity = quantity;
  request.decision_reason = std::string(reason);
  request.decision_date = today;
  MoveTo(quantity > 0 ? State::kApproved : State::kRejected, request);
  return absl::OkStatus();
}

bool IsDecidedSo(std::int64_t quantity, absl::string_view reason, const StockRequest& request) {
  return request.state == (quantity > 0 ? State::kApproved : State::kRejected) &&
         request.approved_quantity == quantity && request.decision_reason == reason;
}

absl::Status Ship(Shipment shipment, StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kApproved, State::kShipped, State::kReceived}));
  if (request.decision_date.has_value() && shipment.ship_date < *request.decision_date) {
    return InvalidField("ship_date", "BEFORE_DECISION", "must not be before the decision");
  }
  const std::int64_t shipped = ShippedQuantity(request);
  if (shipment.quantity > request.approved_quantity - shipped) {
    return ShipmentExceedsApprovalError(NameOf(request), request.approved_quantity, shipped,
                                        shipment.quantity);
  }
  request.shipments.push_back(std::move(shipment));
  MoveTo(State::kShipped, request);
  return absl::OkStatus();
}

ReceiptOutcome OutcomeOf(const Shipment& shipment) {
  const ReceiptComparison compared = CompareReceipt(shipment.serials, shipment.scanned, shipment.damaged);
  ReceiptOutcome outcome;
  outcome.arrived = CountSerials(compared.arrived);
  outcome.missing = CountSerials(compared.missing);
  outcome.extra = CountSerials(compared.extra);
  outcome.damaged = CountSerials(compared.damaged);
  return outcome;
}

absl::Status CheckReceiptOf(const Shipment& shipment, const std::vector<SerialRange>& serials,
                            absl::CivilDay day) {
  Violations violations;
  if (day < shipment.ship_date) {
    violations.Add("movement.occurred_date", "BEFORE_SHIPMENT", "must not be before the shipment left");
  }
  const ReceiptComparison compared = CompareReceipt(shipment.serials, serials, {});
  if (compared.arrived.empty()) {
    violations.Add("movement.receipt.shipment", "OTHER_SERIALS", "must have one of the serials received");
  }
  return violations.ToStatus();
}

void NoteReceipts(const std::string& id, const std::optional<absl::CivilDay>& first, bool reversed,
                  StockRequest& request) {
  bool all_settled = true;
  for (Shipment& shipment : request.shipments) {
    if (shipment.id == id) {
      shipment.receipt_date = first;
      shipment.outcome = first.has_value() ? OutcomeOf(shipment) : ReceiptOutcome();
    }
    all_settled = all_settled && shipment.is_settled();
  }
  const bool settled =
      DifferingQuantity(request) == 0 && ShippedQuantity(request) == request.approved_quantity;
  const bool was_closed = request.state == State::kClosed && !reversed;
  State state = State::kShipped;
  if (all_settled) state = settled || was_closed ? State::kClosed : State::kReceived;
  MoveTo(state, request);
}

absl::Status Close(absl::string_view reason, StockRequest& request) {
  RETURN_IF_ERROR(CheckState(request, {State::kShipped, State::kReceived}));
  for (Shipment& shipment : request.shipments) {
    if (!shipment.is_settled()) shipment.outcome.missing = shipment.quantity;
  }
  absl::StrAppend(&request.decision_reason, request.decision_reason.empty() ? "" : "; ", reason);
  MoveTo(State::kClosed, request);
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
