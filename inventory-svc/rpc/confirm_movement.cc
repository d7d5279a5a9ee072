#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/receipt_comparison.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/post_movement.h"
#include "inventory-svc/rpc/read_movement.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// What the second person says.
struct Confirmation {
  Movement movement;  // without what depends on the confirmed one
  std::optional<absl::CivilDay> date;
  std::vector<SerialRange> serials;
  std::vector<SerialRange> damaged;
};

Confirmation ReadConfirmation(const v1::ConfirmMovementRequest& request, absl::CivilDay today,
                              Violations& violations) {
  Confirmation confirmation;
  confirmation.movement.document_number = request.document_number();
  confirmation.movement.note = request.note();
  CheckPaper(request.document_number(), request.note(), "", violations);
  confirmation.date =
      OptionalFromProto(request.has_occurred_date(), request.occurred_date(), "occurred_date", violations);
  if (confirmation.date.has_value()) CheckNotAfter(*confirmation.date, today, "occurred_date", violations);
  confirmation.serials = ParseRanges(request.serials(), kMaximumRanges, kMaximumCards, "serials", violations);
  confirmation.damaged = ParseRanges(request.damaged(), kMaximumRanges, kMaximumCards, "damaged", violations);
  CheckDamagedArrived(confirmation.damaged, confirmation.serials, "damaged", violations);
  return confirmation;
}

absl::Status FillArrival(const std::string& regency, const Movement& transfer, absl::CivilDay today,
                         const Confirmation& confirmation, Movement& arrival) {
  if (transfer.in_transit.empty() && !transfer.confirmations.empty()) {
    return AlreadyConfirmedError(ChildNameOf(regency, "movements", transfer.confirmations.back()));
  }
  if (confirmation.serials.empty()) {
    return InvalidField("serials", "REQUIRED", "must be what arrived of the transfer");
  }
  arrival.occurred_date = confirmation.date.value_or(today);
  if (arrival.occurred_date < transfer.occurred_date) {
    return InvalidField("occurred_date", "BEFORE_TRANSFER", "must not be before the transfer");
  }
  const ReceiptComparison compared =
      CompareReceipt(transfer.in_transit, confirmation.serials, confirmation.damaged);
  if (!compared.extra.empty()) return BlankNotInTransitError(compared.extra.front().front());
  arrival.kind = MovementKind::kArrival;
  arrival.location = LocationOf(transfer.counterpart).value_or("");
  AddPosting(TransitAccount(transfer.id), transfer.counterpart, confirmation.serials, arrival.postings);
  AddPosting(transfer.counterpart, kSpoiledAccount, compared.damaged, arrival.postings);
  return absl::OkStatus();
}

absl::Status FillCorrection(Tx& tx, const std::string& regency, Movement count,
                            const Confirmation& confirmation, Movement& correction) {
  if (!count.confirmations.empty()) {
    return AlreadyConfirmedError(ChildNameOf(regency, "movements", count.confirmations.front()));
  }
  if (!confirmation.serials.empty()) {
    return InvalidField("serials", "NOT_FOR_A_COUNT", "must be empty: they were counted before");
  }
  if (confirmation.date.has_value()) {
    return InvalidField("occurred_date", "NOT_FOR_A_COUNT", "must be unset: it is the day of the count");
  }
  ASSIGN_OR_RETURN(CountDifference difference, CompareWithLedger(tx, regency, count));
  const StockCount& counted = *count.count;
  const bool by_serial = !counted.serials.empty() || counted.quantity == 0;
  if (!by_serial && counted.quantity != counted.expected) {
    return CountDiffersError(ChildNameOf(regency, "movements", count.id), counted.expected, counted.quantity);
  }
  correction.kind = MovementKind::kCorrection;
  correction.location = count.location;
  correction.occurred_date = count.occurred_date;
  if (by_serial) correction.postings = PostCorrection(count.location, std::move(difference));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Movement> ConfirmMovement(Inventory& app, const Call& call,
                                             const v1::ConfirmMovementRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "movements", /*uuid=*/true, violations);
  const Confirmation confirmation = ReadConfirmation(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const std::string id = NewUuid();
  const absl::Time now = app.clock.Now();
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::Movement> {
    ASSIGN_OR_RETURN(const auto subject, tx.LockMovement(name.regency, name.id));
    if (!subject.has_value()) return NotFoundError(request.name());
    if (subject->kind != MovementKind::kTransfer && subject->kind != MovementKind::kStockTake) {
      return NotConfirmableError(request.name());
    }
    if (!subject->reversed_by.empty()) {
      return AlreadyReversedError(ChildNameOf(name.regency, "movements", subject->reversed_by));
    }
    if (subject->actor == call.caller.subject) return SamePersonError(request.name());
    Movement movement = confirmation.movement;
    movement.id = id;
    movement.subject = subject->id;
    movement.actor = call.caller.subject;
    movement.recorded_time = now;
    RETURN_IF_ERROR(subject->kind == MovementKind::kTransfer
                        ? FillArrival(name.regency, *subject, app.clock.Today(), confirmation, movement)
                        : FillCorrection(tx, name.regency, *subject, confirmation, movement));
    return PostMovement(tx, call, name.regency, movement);
  });
}

}  // namespace dukcapil::inventory
