#include <algorithm>

#include "absl/container/btree_set.h"
#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/batch.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

// A device clock may be this much ahead of the business clock.
constexpr absl::Duration kClockTolerance = absl::Minutes(15);
constexpr absl::string_view kSubmitCentre = "population.recordingEvents.submitCentre";

v1::EventResult Refused(absl::string_view reason, absl::string_view description) {
  v1::EventResult result;
  result.set_outcome(v1::EVENT_OUTCOME_REFUSED);
  result.set_reason(std::string(reason));
  result.set_description(std::string(description));
  return result;
}

// One batch on locked residents, collected in memory, so that it is saved with few statements.
class Submission {
 public:
  Submission(const Population& app, const std::string& regency) : app_(app), regency_(regency) {}

  // Finds and locks the residents of `events`, with all that happened to them.
  absl::Status Lock(storage::Tx& tx, const std::vector<SubmittedEvent>& events) {
    std::vector<std::string> indexes;
    absl::btree_set<std::string> ids;
    for (const SubmittedEvent& event : events) {
      if (!event.violations.empty()) continue;
      if (event.resident_id.empty()) {
        indexes.push_back(event.nik_index);
      } else {
        ids.insert(event.resident_id);
      }
    }
    ASSIGN_OR_RETURN(ids_, tx.IdsByNikIndex(regency_, indexes));
    for (const auto& [index, id] : ids_) ids.insert(id);
    // What is told of a double closed by a merge is of the resident kept.
    ASSIGN_OR_RETURN(kept_for_, tx.KeptFor(regency_, {ids.begin(), ids.end()}));
    for (const auto& [merged, kept] : kept_for_) {
      ids.erase(merged);
      ids.insert(kept);
    }
    const std::vector<std::string> sorted(ids.begin(), ids.end());
    ASSIGN_OR_RETURN(residents_, tx.LockResidents(regency_, sorted));
    ASSIGN_OR_RETURN(events_, tx.EventsOf(regency_, sorted));
    return absl::OkStatus();
  }

  v1::EventResult Add(const SubmittedEvent& submitted) {
    if (!submitted.violations.empty()) {
      const Violation& first = submitted.violations.list().front();
      return Refused(first.reason, Describe(submitted.violations));
    }
    const std::string id = IdOf(submitted);
    if (!residents_.contains(id)) {
      return Refused("RESIDENT_UNKNOWN", "no such resident is registered here");
    }
    const RecordingEvent& event = submitted.event;
    std::vector<RecordingEvent>& kept = events_[id];
    const auto same = std::find_if(kept.begin(), kept.end(),
                                   [&](const RecordingEvent& other) { return SameIdentity(other, event); });
    v1::EventResult result;
    if (same != kept.end() && same->raw_code != event.raw_code) {
      return Refused("EVENT_IDENTITY_TAKEN",
                     "another code was told with the same time, source, kit and sequence");
    }
    if (same != kept.end()) {
      result.set_outcome(v1::EVENT_OUTCOME_REPEATED);
    } else if (event.event_time > app_.clock.BusinessNow() + kClockTolerance) {
      result.set_outcome(v1::EVENT_OUTCOME_QUARANTINED);
      result.set_reason("CLOCK_AHEAD");
      result.set_description("the source's clock is more than 15 minutes ahead");
      quarantined_.push_back({id, event});
    } else {
      result.set_outcome(IsKnownCode(event.raw_code) ? v1::EVENT_OUTCOME_ACCEPTED
                                                     : v1::EVENT_OUTCOME_UNKNOWN_CODE);
      kept.push_back(event);
      new_events_.push_back({id, event});
    }
    return result;
  }

  // State of the resident of `submitted` after the whole batch.
  v1::RecordingState StateOf(const SubmittedEvent& submitted) const {
    return static_cast<v1::RecordingState>(residents_.at(IdOf(submitted)).resident.recording.state);
  }

  // Folds every resident with a new event.
  void Refold() {
    absl::btree_set<std::string> touched;
    for (const storage::EventRow& row : new_events_) touched.insert(row.resident_id);
    for (const std::string& id : touched) {
      storage::ResidentRow& row = residents_.at(id);
      const Resident before = row.resident;
      row.resident.recording = Fold(events_.at(id));
      if (row.resident == before) continue;
      coverage_.Replace(before, row.resident);
      ++row.version;
      row.update_time = app_.clock.Now();
      changed_.push_back(row);
    }
  }

  absl::Status Save(storage::Tx& tx) {
    const absl::Time now = app_.clock.Now();
    RETURN_IF_ERROR(tx.SaveResidents(regency_, changed_));
    RETURN_IF_ERROR(tx.InsertEvents(regency_, new_events_, now));
    RETURN_IF_ERROR(tx.QuarantineEvents(regency_, quarantined_, now));
    RETURN_IF_ERROR(tx.ApplyCoverage(regency_, coverage_.Take()));
    for (const storage::ResidentRow& row : changed_) {
      NoteResident(tx, regency_, "RECORDING_CHANGED", row);
    }
    if (changed_.empty()) tx.NoChange();
    return absl::OkStatus();
  }

 private:
  std::string IdOf(const SubmittedEvent& submitted) const {
    std::string id = submitted.resident_id;
    if (id.empty()) {
      const auto known = ids_.find(submitted.nik_index);
      if (known != ids_.end()) id = known->second;
    }
    const auto kept = kept_for_.find(id);
    return kept == kept_for_.end() ? id : kept->second;
  }

  static std::string Describe(const Violations& violations) {
    std::string text;
    for (const Violation& violation : violations.list()) {
      absl::StrAppend(&text, text.empty() ? "" : "; ", violation.field, ": ", violation.description);
    }
    return text;
  }

  const Population& app_;
  const std::string& regency_;
  absl::flat_hash_map<std::string, std::string> ids_;       // by blind index
  absl::flat_hash_map<std::string, std::string> kept_for_;  // by the id of a double merged into another
  absl::flat_hash_map<std::string, storage::ResidentRow> residents_;
  absl::flat_hash_map<std::string, std::vector<RecordingEvent>> events_;
  std::vector<storage::EventRow> new_events_;
  std::vector<storage::EventRow> quarantined_;
  std::vector<storage::ResidentRow> changed_;
  CoverageChange coverage_;
};

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
  return app.store.WriteAlone(
      call, [&](storage::Tx& tx) -> absl::StatusOr<v1::BatchSubmitRecordingEventsResponse> {
        Submission submission(app, *regency);
        RETURN_IF_ERROR(submission.Lock(tx, events));
        v1::BatchSubmitRecordingEventsResponse response;
        for (const SubmittedEvent& event : events) *response.add_results() = submission.Add(event);
        submission.Refold();
        RETURN_IF_ERROR(submission.Save(tx));
        for (int i = 0; i < response.results_size(); ++i) {
          v1::EventResult& result = *response.mutable_results(i);
          result.set_index(i);
          if (result.outcome() != v1::EVENT_OUTCOME_REFUSED) {
            result.set_recording_state(submission.StateOf(events[static_cast<std::size_t>(i)]));
          }
        }
        return response;
      });
}

}  // namespace dukcapil::population
