#include "population-svc/rpc/submission.h"

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"

namespace dukcapil::population {
namespace {

v1::EventResult Refused(absl::string_view reason, absl::string_view description) {
  v1::EventResult result;
  result.set_outcome(v1::EVENT_OUTCOME_REFUSED);
  result.set_reason(std::string(reason));
  result.set_description(std::string(description));
  return result;
}

v1::EventResult Repeated() {
  v1::EventResult result;
  result.set_outcome(v1::EVENT_OUTCOME_REPEATED);
  return result;
}

v1::EventResult IdentityTaken() {
  return Refused("EVENT_IDENTITY_TAKEN",
                 "another code was told with the same time, source, kit and sequence");
}

v1::EventResult Held(HoldReason reason) {
  v1::EventResult result;
  if (reason == HoldReason::kClockAhead) {
    result.set_outcome(v1::EVENT_OUTCOME_QUARANTINED);
    result.set_reason("CLOCK_AHEAD");
    result.set_description("the source's clock is more than 15 minutes ahead");
  } else {
    result.set_outcome(v1::EVENT_OUTCOME_PENDING);
    result.set_reason("PERSON_UNKNOWN");
    result.set_description("nobody here has this NIK yet; it counts as soon as somebody has");
  }
  return result;
}

std::string Describe(const Violations& violations) {
  std::string text;
  for (const Violation& violation : violations.list()) {
    absl::StrAppend(&text, text.empty() ? "" : "; ", violation.field, ": ", violation.description);
  }
  return text;
}

}  // namespace

std::string HeldNikContext(absl::string_view regency, absl::string_view held_event_id) {
  return absl::StrCat("held_event|", regency, "/", held_event_id, "|nik");
}

std::string WhomOfIndex(absl::string_view nik_index) {
  return absl::BytesToHexString(nik_index);
}

absl::Status Submission::Lock(storage::Tx& tx, const std::vector<SubmittedEvent>& events) {
  std::vector<std::vector<std::string>> indexes;
  absl::btree_set<std::string> told;
  for (const SubmittedEvent& event : events) {
    if (!event.violations.empty()) continue;
    if (event.resident_id.empty()) {
      indexes.push_back(event.nik_indexes);
    } else {
      told.insert(event.resident_id);
    }
  }
  ASSIGN_OR_RETURN(ids_, tx.IdsByNik(regency_, indexes));
  for (const auto& [index, id] : ids_) told.insert(id);
  ASSIGN_OR_RETURN(locked_, LockWithKept(tx, regency_, {told.begin(), told.end()}));
  absl::btree_set<std::string> all = told;
  absl::btree_set<std::string> counting;
  for (const std::string& id : told) counting.insert(locked_.Counting(id));
  all.insert(counting.begin(), counting.end());
  ASSIGN_OR_RETURN(storage::EventsOfResidents kept, tx.EventsOf(regency_, {all.begin(), all.end()}));
  for (const std::string& id : counting) events_[id] = kept.All(id);
  own_ = std::move(kept.own);
  return FindHeld(tx, told, {counting.begin(), counting.end()}, events);
}

// Held under whom they were told of: one of these, a double of the one it counts for, or an unknown NIK's
// index under any key.
absl::Status Submission::FindHeld(storage::Tx& tx, const absl::btree_set<std::string>& told,
                                  const std::vector<std::string>& counting,
                                  const std::vector<SubmittedEvent>& events) {
  absl::flat_hash_map<std::string, std::string> whom_of;  // in held_
  ASSIGN_OR_RETURN(whom_of, tx.DoublesOf(regency_, counting));
  for (const std::string& id : told) whom_of.emplace(id, locked_.Counting(id));
  for (const std::string& id : counting) whom_of.emplace(id, id);
  for (const SubmittedEvent& event : events) {
    if (!event.violations.empty() || !ToldOf(event).empty()) continue;
    for (const std::string& index : event.nik_indexes) whom_of.emplace(WhomOfIndex(index), WhomOf(event));
  }
  absl::btree_set<std::string> whom;
  for (const auto& [held_of, in] : whom_of) whom.insert(held_of);
  ASSIGN_OR_RETURN(storage::HeldByWhom held, tx.HeldEventsOf(regency_, {whom.begin(), whom.end()}));
  for (auto& [held_of, rows] : held) {
    std::vector<storage::HeldEventRow>& of_one = held_[whom_of.at(held_of)];
    of_one.insert(of_one.end(), rows.begin(), rows.end());
  }
  return absl::OkStatus();
}

v1::EventResult Submission::Add(const SubmittedEvent& submitted) {
  if (!submitted.violations.empty()) {
    return Refused(submitted.violations.list().front().reason, Describe(submitted.violations));
  }
  const std::string id = IdOf(submitted);
  const bool is_known = locked_.residents.contains(id);
  if (!is_known && !submitted.resident_id.empty()) {
    return Refused("RESIDENT_UNKNOWN", "no such resident is registered here");
  }
  const RecordingEvent& event = submitted.event;
  const auto is_same = [&](const RecordingEvent& other) { return SameIdentity(other, event); };
  if (is_known && absl::c_any_of(events_[id], is_same)) {
    if (!absl::c_linear_search(events_[id], event)) return IdentityTaken();
    // So far it was told of a double alone.
    if (absl::c_none_of(own_[ToldOf(submitted)], is_same)) Keep(submitted);
    return Repeated();
  }
  for (const storage::HeldEventRow& held : held_[WhomOf(submitted)]) {
    if (held.id == released_ || !SameIdentity(held.event, event)) continue;
    if (held.event.raw_code == event.raw_code) {
      return held.state == HeldState::kHeld ? Held(held.reason) : Repeated();
    }
    if (held.reason == HoldReason::kPersonUnknown) return IdentityTaken();
  }
  if (IsAhead(event.event_time, app_.clock.BusinessNow())) return Hold(submitted, HoldReason::kClockAhead);
  if (!is_known) return Hold(submitted, HoldReason::kPersonUnknown);
  v1::EventResult result;
  result.set_outcome(IsKnownCode(event.raw_code) ? v1::EVENT_OUTCOME_ACCEPTED
                                                 : v1::EVENT_OUTCOME_UNKNOWN_CODE);
  Keep(submitted);
  return result;
}

void Submission::Keep(const SubmittedEvent& submitted) {
  const std::string told = ToldOf(submitted);
  own_[told].push_back(submitted.event);
  events_[locked_.Counting(told)].push_back(submitted.event);
  new_events_.push_back({told, submitted.event, submitted.evidence});
}

v1::EventResult Submission::Hold(const SubmittedEvent& submitted, HoldReason reason) {
  storage::HeldEventRow held;
  held.id = NewUuid();
  held.reason = reason;
  const std::string told = ToldOf(submitted);
  held.whom = told.empty() ? WhomOfIndex(submitted.nik_index) : told;
  held.event = submitted.event;
  held.evidence = submitted.evidence;
  held.recorded_time = app_.clock.Now();
  if (!locked_.residents.contains(IdOf(submitted))) {
    held.nik_sealed = app_.nik_aead.Seal(submitted.nik, HeldNikContext(regency_, held.id));
    unknown_indexes_.push_back(submitted.nik_index);
  }
  held_[WhomOf(submitted)].push_back(held);
  to_hold_.push_back(std::move(held));
  return Held(reason);
}

void Submission::Refold() {
  absl::btree_set<std::string> touched;
  for (const storage::EventRow& row : new_events_) {
    touched.insert(row.resident_id);
    touched.insert(locked_.Counting(row.resident_id));
  }
  for (const std::string& id : touched) {
    storage::ResidentRow& row = locked_.residents.at(id);
    Resident after = row.resident;
    // Of a double those told of itself alone.
    after.recording = Fold(locked_.Counting(id) == id ? events_.at(id) : own_.at(id));
    if (after == row.resident) continue;
    before_.emplace(id, row.resident.recording);
    row = change_.Replace(row, std::move(after));
  }
}

absl::Status Submission::Save(storage::Tx& tx) {
  RETURN_IF_ERROR(change_.SaveResidents(tx));
  RETURN_IF_ERROR(tx.InsertEvents(regency_, new_events_, app_.clock.Now()));
  RETURN_IF_ERROR(tx.HoldEvents(regency_, to_hold_));
  if (!unknown_indexes_.empty()) {
    // Who creates one of them at this moment looks for held events after inserting; we look for them after
    // holding: one of us sees the other.
    ASSIGN_OR_RETURN(const auto created, tx.AwaitIdsByNikIndex(regency_, unknown_indexes_));
    if (!created.empty()) return EventConflictError();
  }
  return change_.SaveFigures(tx);
}

void Submission::TellState(const SubmittedEvent& submitted, v1::EventResult& result) const {
  const auto row = locked_.residents.find(IdOf(submitted));
  if (row == locked_.residents.end()) return;
  const Recording& now = row->second.resident.recording;
  result.set_recording_state(static_cast<v1::RecordingState>(now.state));
  if (const auto before = before_.find(row->first); before != before_.end()) {
    SetChange(before->second, now, result);
  }
}

std::string Submission::ToldOf(const SubmittedEvent& submitted) const {
  if (!submitted.resident_id.empty()) return submitted.resident_id;
  const auto known = ids_.find(submitted.nik_index);
  return known == ids_.end() ? "" : known->second;
}

std::string Submission::WhomOf(const SubmittedEvent& submitted) const {
  const std::string id = IdOf(submitted);
  return id.empty() ? WhomOfIndex(submitted.nik_index) : id;
}

}  // namespace dukcapil::population
