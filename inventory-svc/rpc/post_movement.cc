#include "inventory-svc/rpc/post_movement.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

absl::Status MovePostings(Tx& tx, const std::string& regency, const Movement& movement) {
  for (const Posting& posting : movement.postings) {
    const absl::Status moved =
        IsOutside(posting.from)
            ? tx.AddBlanks(regency, posting.serials, movement.id, posting.from, posting.to)
            : tx.MoveBlanks(regency, posting.serials, posting.from, posting.to).status();
    RETURN_IF_ERROR(moved);
  }
  return absl::OkStatus();
}

// Takes the promise back from the `count` reservations of `location` that are served last.
absl::Status BreakPromises(Tx& tx, const std::string& regency, const std::string& location,
                           std::int64_t count) {
  ASSIGN_OR_RETURN(auto applications, tx.LockLastReserved(regency, location, count));
  for (CardApplication& application : applications) {
    ReturnToWaitlist(application);
    RETURN_IF_ERROR(tx.UpdateApplication(application));
    const v1::CardApplication waiting = ToProto(application);
    tx.NoteChange(regency, waiting.name(), "CARD_APPLICATION_WAITLISTED", waiting.SerializeAsString());
  }
  return absl::OkStatus();
}

absl::Status ChangeBalances(Tx& tx, const std::string& regency, const Movement& movement,
                            const std::map<std::string, Balance>& balances) {
  const bool is_known_loss =
      movement.kind == MovementKind::kLoss || movement.kind == MovementKind::kCorrection;
  for (const auto& [location, balance] : balances) {
    const LocationDelta delta = DeltaOf(movement.postings, location);
    std::int64_t broken = 0;
    if (is_known_loss) broken = std::max<std::int64_t>(0, balance.reserved - balance.on_hand - delta.on_hand);
    if (broken > 0) RETURN_IF_ERROR(BreakPromises(tx, regency, location, broken));
    RETURN_IF_ERROR(tx.ChangeBalance(regency, location, delta, -broken));
  }
  return absl::OkStatus();
}

std::string ChangeKind(MovementKind kind) {
  if (kind == MovementKind::kReceipt) return "BLANKS_RECEIVED";
  if (kind == MovementKind::kSpoilage) return "BLANKS_SPOILED";
  return absl::StrCat("MOVEMENT_", Name(kind));
}

}  // namespace

absl::StatusOr<v1::Movement> PostMovement(Tx& tx, const Call& call, const std::string& regency,
                                          const Movement& movement) {
  ASSIGN_OR_RETURN(const auto balances, tx.LockAccounts(regency, movement.postings));
  RETURN_IF_ERROR(tx.InsertMovement(regency, movement, call.request_id));
  RETURN_IF_ERROR(MovePostings(tx, regency, movement));
  RETURN_IF_ERROR(ChangeBalances(tx, regency, movement, balances));
  v1::Movement posted = ToProto(regency, movement);
  tx.NoteChange(regency, posted.name(), ChangeKind(movement.kind), posted.SerializeAsString());
  return posted;
}

absl::StatusOr<CountDifference> CompareWithLedger(Tx& tx, const std::string& regency, Movement& movement) {
  ASSIGN_OR_RETURN(const auto balance, tx.LockBalance(regency, movement.location));
  if (!balance.has_value()) return NotFoundError(ChildNameOf(regency, "locations", movement.location));
  ASSIGN_OR_RETURN(const CountedLedger ledger,
                   tx.LedgerSince(regency, movement.location, MomentOf(movement)));
  movement.count->expected = ExpectedQuantity(ledger);
  CountDifference difference = CompareCount(movement.count->serials, ledger);
  if (difference.unexplained.empty()) return difference;
  const Serial serial = difference.unexplained.front().front();
  ASSIGN_OR_RETURN(const auto blank, tx.FindBlank(regency, serial));
  return BlankElsewhereError(serial, blank.has_value() ? blank->account : "");
}

}  // namespace dukcapil::inventory
