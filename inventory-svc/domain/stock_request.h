// A regency's request to the ministry for blank cards: DRAFT → SUBMITTED → APPROVED | REJECTED; APPROVED →
// SHIPPED → RECEIVED → CLOSED; CANCELLED until something is shipped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

enum class StockRequestState {
  kDraft,
  kSubmitted,
  kApproved,
  kRejected,
  kShipped,
  kReceived,
  kClosed,
  kCancelled
};

absl::string_view Name(StockRequestState state);  // `DRAFT`, …
std::optional<StockRequestState> ParseStockRequestState(absl::string_view name);

// What the receipts of a shipment say together, in cards.
struct ReceiptOutcome {
  std::int64_t arrived = 0;
  std::int64_t missing = 0;
  std::int64_t extra = 0;
  std::int64_t damaged = 0;

  std::int64_t differing() const { return missing + extra + damaged; }
};

struct Shipment {
  std::string id;
  std::string document_number;
  absl::CivilDay ship_date;
  absl::CivilDay expected_arrival_date;
  std::vector<SerialRange> serials;  // not read by lists
  std::int64_t quantity = 0;
  std::string actor;
  absl::Time create_time;
  std::optional<absl::CivilDay> receipt_date;  // of the first receipt; nothing: on the way, or lost on it
  ReceiptOutcome outcome;                      // of all of them

  // Known once it is read in full: receipts that were not reversed, oldest first, and what was in them.
  std::vector<std::string> receipts;
  std::vector<SerialRange> scanned;
  std::vector<SerialRange> damaged;

  // Lost on the way: no receipt, and all of it written off as missing when its request was closed.
  bool is_written_off() const { return !receipt_date.has_value() && outcome.missing > 0; }
  bool is_settled() const { return receipt_date.has_value() || is_written_off(); }
  // Nothing of it can be received any more.
  bool has_arrived_whole() const { return receipt_date.has_value() && outcome.missing == 0; }
};

struct StockRequest {
  std::string regency;
  std::string id;  // UUIDv7
  std::int64_t quantity = 0;
  std::string justification;
  std::optional<absl::CivilDay> needed_by_date;
  StockRequestState state = StockRequestState::kDraft;
  std::int64_t approved_quantity = 0;
  std::string decision_reason;
  std::optional<absl::CivilDay> submit_date;
  std::optional<absl::CivilDay> decision_date;
  std::int64_t version = 1;  // counts changes
  absl::Time create_time;
  std::vector<Shipment> shipments;  // oldest first
};

// `regions/17.02/stockRequests/{id}`.
std::string NameOf(const StockRequest& request);
// Changes with every change.
std::string EtagOf(const StockRequest& request);

std::int64_t ShippedQuantity(const StockRequest& request);
std::int64_t ReceivedQuantity(const StockRequest& request);   // of what was shipped, in order or damaged
std::int64_t MissingQuantity(const StockRequest& request);    // of shipments received in part or lost
std::int64_t DifferingQuantity(const StockRequest& request);  // missing, extra or damaged
// Granted and not received yet: a dated or undated arrival. What is missing of a shipment that was received
// or written off, or was not shipped when the request was closed, comes no more.
std::int64_t OnTheWay(const StockRequest& request);

// Each changes the request and counts its version, or answers FAILED_PRECONDITION WRONG_STATE with nothing
// changed. The request may be edited: it is a draft.
absl::Status Edit(StockRequest& request);
absl::Status Submit(absl::CivilDay today, StockRequest& request);
absl::Status Withdraw(StockRequest& request);

// The ministry grants `quantity` cards, or none: then it is rejected. FAILED_PRECONDITION
// APPROVAL_EXCEEDS_REQUEST.
absl::Status Decide(std::int64_t quantity, absl::string_view reason, absl::CivilDay today,
                    StockRequest& request);
// True where the request stands as `Decide` would leave it.
bool IsDecidedSo(std::int64_t quantity, absl::string_view reason, const StockRequest& request);

// Adds a shipment. FAILED_PRECONDITION SHIPMENT_EXCEEDS_APPROVAL; INVALID_ARGUMENT where it left before the
// decision.
absl::Status Ship(Shipment shipment, StockRequest& request);

// What was sent compared with all that was received.
ReceiptOutcome OutcomeOf(const Shipment& shipment);

// Whether a receipt of `serials` on `day` may name `shipment`: INVALID_ARGUMENT where it shares no serial
// with it, or was before it left.
absl::Status CheckReceiptOf(const Shipment& shipment, const std::vector<SerialRange>& serials,
                            absl::CivilDay day);

// The receipts of the shipment `id` are now as its `receipts`, `scanned` and `damaged` say; `first` is the
// day of the first one, if any is left. Every shipment received or written off: RECEIVED, or CLOSED where
// nothing differs and nothing is left to ship; otherwise SHIPPED. A request that the ministry closed stays so
// while all is received, unless `reversed`.
void NoteReceipts(const std::string& id, const std::optional<absl::CivilDay>& first, bool reversed,
                  StockRequest& request);

// The ministry settles what differs or was not shipped, of a RECEIVED request, and what was lost on the way,
// of a SHIPPED one: shipments without a receipt are written off as missing.
absl::Status Close(absl::string_view reason, StockRequest& request);

}  // namespace dukcapil::inventory
