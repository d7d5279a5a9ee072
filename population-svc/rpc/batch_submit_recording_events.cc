#include <algorithm>

#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/batch.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/submission.h"

namespace dukcapil::population {
namespace {

constexpr absl::string_view kSubmitCentre = "population.recordingEvents.submitCentre";

}  // namespace

absl::StatusOr<v1::BatchSubmitRecordingEventsResponse> BatchSubmitRecordingEvents(
    Population& app, const Call& call, const v1::BatchSubmitRecordingEventsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  CheckBatchSize(request.events_size(), "events", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const bool is_of_centre = std::any_of(
      request.events().begin(), request.events().end(),
      [](const v1::RecordingEvent& event) { return event.source() == v1::RECORDING_SOURCE_CENTRE; });
  if (is_of_centre && !app.policy.Permits(call.caller, kSubmitCentre)) return CentreDeniedError();
  std::vector<SubmittedEvent> events;
  events.reserve(static_cast<std::size_t>(request.events_size()));
  for (const v1::RecordingEvent& event : request.events()) {
    events.push_back(FromProto(event, *regency, app.nik_index));
  }
  return app.store.WriteAlone(call,
                              [&](storage::Tx& tx) -> absl::StatusOr<v1::BatchSubmitRecordingEventsResponse> {
                                Submission submission(app, *regency);
                                RETURN_IF_ERROR(submission.Lock(tx, events));
                                v1::BatchSubmitRecordingEventsResponse response;
                                for (const SubmittedEvent& event : events)
                                  *response.add_results() = submission.Add(event);
                                submission.Refold();
                                RETURN_IF_ERROR(submission.Save(tx));
                                if (!submission.HasChanges()) tx.NoChange();
                                for (int i = 0; i < response.results_size(); ++i) {
                                  v1::EventResult& result = *response.mutable_results(i);
                                  result.set_index(i);
                                  if (result.outcome() != v1::EVENT_OUTCOME_REFUSED) {
                                    submission.TellState(events[static_cast<std::size_t>(i)], result);
                                  }
                                }
                                return response;
                              });
}

}  // namespace dukcapil::population
