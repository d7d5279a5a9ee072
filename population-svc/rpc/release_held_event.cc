#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/convert_held_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/submission.h"

namespace dukcapil::population {
namespace {

// What the clerk says of the event.
struct Release {
  HeldEventKey key;
  std::optional<absl::Time> event_time;
  std::optional<std::string> resident_id;
};

absl::StatusOr<Release> FromProto(const v1::ReleaseHeldEventRequest& request, absl::Time business_now) {
  Violations violations;
  Release release;
  if (auto key = ParseHeldEvent(request.name(), "name", violations)) release.key = *key;
  if (request.has_event_time()) {
    release.event_time = EventTimeFrom(request.event_time(), violations);
    if (release.event_time && IsAhead(*release.event_time, business_now)) {
      violations.Add("event_time", "CLOCK_AHEAD", "must not be more than 15 minutes ahead");
    }
  }
  if (!request.resident().empty()) {
    const auto key = ParseResident(request.resident(), "resident", violations);
    if (key && key->regency != release.key.regency) {
      violations.Add("resident", "WRONG_REGION", "must belong to the regency of the event");
    } else if (key) {
      release.resident_id = key->id;
    }
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return release;
}

// The event as it shall count. INVALID_ARGUMENT where something is still missing.
absl::StatusOr<SubmittedEvent> Corrected(const storage::HeldEventRow& held, const Release& release) {
  Violations violations;
  if (held.reason == HoldReason::kClockAhead && !release.event_time) {
    violations.Add("event_time", "REQUIRED", "the clock was ahead: say when it was");
  }
  if (held.nik_sealed && !release.resident_id) {
    violations.Add("resident", "REQUIRED", "nobody here has this NIK: say whose event it is");
  }
  if (!held.nik_sealed && release.resident_id && *release.resident_id != held.whom) {
    violations.Add("resident", "RESIDENT_DIFFERS", "the event is of another resident");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  SubmittedEvent event;
  event.resident_id = release.resident_id.value_or(held.whom);
  event.event = held.event;
  event.event.event_time = release.event_time.value_or(held.event.event_time);
  event.evidence = held.evidence;
  return event;
}

absl::Status ErrorOf(const v1::EventResult& result, const v1::ReleaseHeldEventRequest& request) {
  if (result.outcome() != v1::EVENT_OUTCOME_REFUSED) return absl::OkStatus();
  if (result.reason() == "RESIDENT_UNKNOWN") return NotFoundError(request.resident());
  return EventIdentityTakenError();
}

}  // namespace

absl::StatusOr<v1::HeldEvent> ReleaseHeldEvent(Population& app, const Call& call,
                                               const v1::ReleaseHeldEventRequest& request) {
  ASSIGN_OR_RETURN(const Release release, FromProto(request, app.clock.BusinessNow()));
  const std::string& regency = release.key.regency;
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::HeldEvent> {
    // Read first, locked later: residents are locked before held events.
    ASSIGN_OR_RETURN(const auto seen, tx.FindHeldEvent(regency, release.key.id));
    if (!seen) return NotFoundError(request.name());
    if (seen->state != HeldState::kHeld) return HeldEventResolvedError();
    ASSIGN_OR_RETURN(const SubmittedEvent event, Corrected(*seen, release));
    Submission submission(app, regency, release.key.id);
    RETURN_IF_ERROR(submission.Lock(tx, {event}));
    ASSIGN_OR_RETURN(auto held, tx.LockHeldEvent(regency, release.key.id));
    if (held->state != HeldState::kHeld) return HeldEventResolvedError();
    RETURN_IF_ERROR(ErrorOf(submission.Add(event), request));
    submission.Refold();
    held->state = HeldState::kReleased;
    held->resident_id = event.resident_id;
    held->corrected_time = event.event.event_time;
    held->resolve_time = app.clock.Now();
    held->resolved_by = call.caller.subject;
    RETURN_IF_ERROR(tx.SaveHeldEvent(regency, *held));
    RETURN_IF_ERROR(submission.Save(tx));
    if (!submission.HasChanges()) tx.NoChange();
    return ToProto(regency, *held, app.nik_aead);
  });
}

}  // namespace dukcapil::population
