#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/post_movement.h"
#include "inventory-svc/rpc/read_movement.h"
#include "inventory-svc/rpc/settle_shipment.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

absl::Status CheckReversible(const std::string& regency, const Movement& movement) {
  const auto name = [&](const std::string& id) { return ChildNameOf(regency, "movements", id); };
  if (movement.kind == MovementKind::kReversal) return ReversalOfReversalError(name(movement.id));
  if (movement.kind == MovementKind::kIssue) return IssueNotReversibleError(name(movement.id));
  if (!movement.reversed_by.empty()) return AlreadyReversedError(name(movement.reversed_by));
  if (movement.kind == MovementKind::kStockTake && !movement.confirmations.empty()) {
    return AlreadyConfirmedError(name(movement.confirmations.front()));
  }
  return absl::OkStatus();
}

// The refusal of a posting as one of the reversal: where the blank in the way is now.
absl::Status WhyNotReversed(Tx& tx, const std::string& regency, const absl::Status& refusal) {
  for (const auto& [key, value] : GetErrorDetail(refusal).metadata) {
    const auto serial = key == "serial" ? ParseSerial(value) : std::nullopt;
    if (!serial.has_value()) continue;
    ASSIGN_OR_RETURN(const auto blank, tx.FindBlank(regency, *serial));
    if (blank.has_value()) return BlankMovedOnError(*serial, blank->account);
  }
  return refusal;
}

Movement ReadReversal(const v1::ReverseMovementRequest& request, absl::CivilDay today,
                      Violations& violations) {
  Movement reversal;
  reversal.kind = MovementKind::kReversal;
  reversal.document_number = request.document_number();
  reversal.note = request.note();
  CheckPaper(request.document_number(), request.note(), "", violations);
  reversal.occurred_date =
      OptionalFromProto(request.has_occurred_date(), request.occurred_date(), "occurred_date", violations)
          .value_or(today);
  CheckNotAfter(reversal.occurred_date, today, "occurred_date", violations);
  return reversal;
}

// Blanks that came in by mistake were never here.
absl::Status ForgetLot(Tx& tx, const std::string& regency, const Movement& reversed) {
  for (const Posting& posting : reversed.postings) {
    if (IsOutside(posting.from)) RETURN_IF_ERROR(tx.ForgetBlanks(regency, reversed.id, posting.from));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Movement> ReverseMovement(Inventory& app, const Call& call,
                                             const v1::ReverseMovementRequest& request) {
  Violations violations;
  const ChildName name = ParseChild(request.name(), "movements", /*uuid=*/true, violations);
  Movement reversal = ReadReversal(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  reversal.id = NewUuid();
  reversal.subject = name.id;
  reversal.actor = call.caller.subject;
  reversal.recorded_time = app.clock.Now();
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::Movement> {
    ASSIGN_OR_RETURN(const auto reversed, tx.LockMovement(name.regency, name.id));
    if (!reversed.has_value()) return NotFoundError(request.name());
    RETURN_IF_ERROR(CheckReversible(name.regency, *reversed));
    if (reversal.occurred_date < reversed->occurred_date) {
      return InvalidField("occurred_date", "BEFORE_REVERSED", "must not be before what is reversed");
    }
    if (IsOfShipment(*reversed)) {
      RETURN_IF_ERROR(tx.LockRequestOfShipment(name.regency, reversed->subject).status());
    }
    reversal.location = reversed->location;
    reversal.postings = Reverse(reversed->postings);
    auto posted = PostMovement(tx, call, name.regency, reversal);
    if (!posted.ok()) return WhyNotReversed(tx, name.regency, posted.status());
    RETURN_IF_ERROR(ForgetLot(tx, name.regency, *reversed));
    if (IsOfShipment(*reversed)) {
      RETURN_IF_ERROR(SettleShipment(tx, name.regency, reversed->subject, /*reversed=*/true));
    }
    return posted;
  });
}

}  // namespace dukcapil::inventory
