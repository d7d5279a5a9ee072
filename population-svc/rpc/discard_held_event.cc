#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/convert_held_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::HeldEvent> DiscardHeldEvent(Population& app, const Call& call,
                                               const v1::DiscardHeldEventRequest& request) {
  Violations violations;
  const auto key = ParseHeldEvent(request.name(), "name", violations);
  CheckText(request.reason(), 5, 200, "reason", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::HeldEvent> {
    ASSIGN_OR_RETURN(auto held, tx.LockHeldEvent(key->regency, key->id));
    if (!held) return NotFoundError(request.name());
    if (held->state != HeldState::kHeld) return HeldEventResolvedError();
    held->state = HeldState::kDiscarded;
    held->discard_reason = request.reason();
    held->resolve_time = app.clock.Now();
    held->resolved_by = call.caller.subject;
    RETURN_IF_ERROR(tx.SaveHeldEvent(key->regency, *held));
    tx.NoChange();
    return ToProto(key->regency, *held, app.nik_aead);
  });
}

}  // namespace dukcapil::population
