#include "platform/status/status_macros.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::ListRecordingEventsResponse> ListRecordingEvents(
    Population& app, const Call& call, const v1::ListRecordingEventsRequest& request) {
  Violations violations;
  const auto key = ParseResident(request.parent(), "parent", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const auto list = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::ListRecordingEventsResponse> {
    ASSIGN_OR_RETURN(const auto resident, snapshot.FindResident(key->regency, key->id));
    if (!resident) return NotFoundError(request.parent());
    ASSIGN_OR_RETURN(const auto history, snapshot.HistoryOf(key->regency, key->id));
    v1::ListRecordingEventsResponse response;
    std::vector<RecordingEvent> so_far;
    for (const storage::KeptEvent& kept : history) {
      // Kept of a double and of the resident itself.
      if (!so_far.empty() && so_far.back() == kept.event) continue;
      so_far.push_back(kept.event);
      v1::KeptRecordingEvent& proto = *response.add_events();
      *proto.mutable_event() = EventToProto(kept.event, kept.evidence);
      proto.mutable_event()->set_resident(request.parent());
      *proto.mutable_recorded_time() = ToProto(kept.recorded_time);
      proto.set_code_known(IsKnownCode(kept.event.raw_code));
      proto.set_state_after(static_cast<v1::RecordingState>(Fold(so_far).state));
    }
    return response;
  };
  return app.store.Read(call, list);
}

}  // namespace dukcapil::population
