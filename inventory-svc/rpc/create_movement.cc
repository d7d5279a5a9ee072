#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumRanges = 1000;
constexpr std::int64_t kMaximumReceived = 1000000;
constexpr std::int64_t kMaximumSpoiled = 1000;

void ReadReceipt(const v1::Receipt& receipt, const std::string& regency, Movement& movement,
                 Violations& violations) {
  movement.kind = MovementKind::kReceipt;
  movement.source = FromProto(receipt.source());
  if (!movement.source.has_value()) {
    violations.Add("movement.receipt.source", "UNKNOWN_VALUE", "must be a known external party");
  }
  movement.location =
      ParseSibling(receipt.location(), "locations", false, regency, "movement.receipt.location", violations);
  auto serials = ParseRanges(receipt.serials(), kMaximumRanges, kMaximumReceived, "movement.receipt.serials",
                             violations);
  auto damaged = ParseRanges(receipt.damaged(), kMaximumRanges, kMaximumReceived, "movement.receipt.damaged",
                             violations);
  if (receipt.serials().empty())
    violations.Add("movement.receipt.serials", "REQUIRED", "must be at least one range");
  for (const SerialRange& range : damaged) {
    if (const auto stray = FindUncovered(range, serials)) {
      violations.Add("movement.receipt.damaged", "NOT_RECEIVED",
                     absl::StrCat(FormatSerial(*stray), " is not among the serials received"));
    }
  }
  movement.postings = PostReceipt(movement.source.value_or(ExternalParty::kMinistry), movement.location,
                                  std::move(serials), std::move(damaged));
}

void ReadSpoilage(const v1::Spoilage& spoilage, const std::string& regency, Movement& movement,
                  Violations& violations) {
  movement.kind = MovementKind::kSpoilage;
  movement.cause = FromProto(spoilage.cause());
  if (!movement.cause.has_value())
    violations.Add("movement.spoilage.cause", "UNKNOWN_VALUE", "must be a known cause");
  movement.location = ParseSibling(spoilage.location(), "locations", false, regency,
                                   "movement.spoilage.location", violations);
  auto serials = ParseRanges(spoilage.serials(), kMaximumRanges, kMaximumSpoiled, "movement.spoilage.serials",
                             violations);
  if (spoilage.serials().empty()) {
    violations.Add("movement.spoilage.serials", "REQUIRED", "must be at least one range");
  }
  movement.postings = PostSpoilage(movement.location, std::move(serials));
}

Movement ReadMovement(const v1::Movement& proto, const std::string& regency, absl::CivilDay today,
                      Violations& violations) {
  Movement movement;
  movement.document_number = proto.document_number();
  CheckText(movement.document_number, 1, 60, "movement.document_number", violations);
  if (IsReservedDocumentNumber(movement.document_number)) {
    violations.Add("movement.document_number", "RESERVED_FORM", "has a form kept for printing");
  }
  movement.occurred_date = OptionalFromProto(proto.has_occurred_date(), proto.occurred_date(),
                                             "movement.occurred_date", violations)
                               .value_or(today);
  CheckNotAfter(movement.occurred_date, today, "movement.occurred_date", violations);
  movement.note = proto.note();
  CheckText(movement.note, 0, 500, "movement.note", violations);
  if (proto.has_receipt()) {
    ReadReceipt(proto.receipt(), regency, movement, violations);
  } else if (proto.has_spoilage()) {
    ReadSpoilage(proto.spoilage(), regency, movement, violations);
  } else {
    violations.Add("movement.detail", "REQUIRED", "must be a receipt or a spoilage");
  }
  return movement;
}

absl::Status MoveReceived(Tx& tx, const std::string& regency, const Movement& movement) {
  const std::string location = LocationAccount(movement.location);
  RETURN_IF_ERROR(tx.AddBlanks(regency, movement.postings[0].serials, movement.id, location));
  if (movement.postings.size() == 1) return absl::OkStatus();
  return tx.MoveBlanks(regency, movement.postings[1].serials, location, kSpoiledAccount).status();
}

}  // namespace

absl::StatusOr<v1::Movement> CreateMovement(Inventory& app, const Call& call,
                                            const v1::CreateMovementRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations);
  Movement movement = ReadMovement(request.movement(), regency, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  movement.id = NewUuid();
  movement.actor = call.caller.subject;
  movement.recorded_time = app.clock.Now();

  return app.store.Write(call, [&](Tx& tx) -> absl::StatusOr<v1::Movement> {
    ASSIGN_OR_RETURN(const auto balance, tx.LockBalance(regency, movement.location));
    if (!balance.has_value()) {
      return NotFoundError(absl::StrCat(request.parent(), "/locations/", movement.location));
    }
    RETURN_IF_ERROR(tx.InsertMovement(regency, movement, call.request_id));
    if (movement.kind == MovementKind::kReceipt) {
      RETURN_IF_ERROR(MoveReceived(tx, regency, movement));
    } else {
      RETURN_IF_ERROR(tx.MoveBlanks(regency, movement.postings[0].serials, movement.postings[0].from,
                                    movement.postings[0].to)
                          .status());
    }
    RETURN_IF_ERROR(
        tx.ChangeBalance(regency, movement.location, DeltaOf(movement.postings, movement.location), 0));
    v1::Movement created = ToProto(regency, movement);
    tx.NoteChange(regency, created.name(),
                  movement.kind == MovementKind::kReceipt ? "BLANKS_RECEIVED" : "BLANKS_SPOILED",
                  created.SerializeAsString());
    return created;
  });
}

}  // namespace dukcapil::inventory
