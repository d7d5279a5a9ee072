// A batch of recording events on its way into the register.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/recording.pb.h"
#include "population-svc/rpc/app.h"
#include "population-svc/rpc/convert_event.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {

// Collected in memory on locked residents, so that it is saved with few statements: Lock, Add each, Refold,
// Save, all in one transaction.
class Submission {
 public:
  // `released`: the id of a held event that a clerk lets count; empty: none. `figures`: what else the
  // transaction does to them, saved with what the batch does.
  Submission(const Population& app, const std::string& regency, absl::string_view released = "",
             CoverageChange figures = {})
      : app_(app),
        regency_(regency),
        released_(released),
        change_(regency, "RECORDING_CHANGED", app.clock.Now(), std::move(figures)) {}

  // Finds and locks the residents of `events`, with all that happened to them and all that is held of them.
  // ABORTED (RESIDENT_CONFLICT) where one of them is merged at this moment.
  absl::Status Lock(storage::Tx& tx, const std::vector<SubmittedEvent>& events);
  // What becomes of an event. A held one stays held however often and whenever it comes again. It is kept of
  // whom it is told, also where that is a double whose events count for another: with the merge undone, each
  // has its own.
  v1::EventResult Add(const SubmittedEvent& submitted);
  // Folds every resident with a new event, and who was kept for a double with one.
  void Refold();
  // ABORTED where somebody created at this moment is the person of an event to be held.
  absl::Status Save(storage::Tx& tx);

  // True where a resident changed: a change was noted.
  bool HasChanges() const { return !change_.empty(); }
  // Tells the state of the resident of `submitted` after the batch, and what the batch changed.
  void TellState(const SubmittedEvent& submitted, v1::EventResult& result) const;

 private:
  // The id of the resident an event is told of; empty: unknown.
  std::string ToldOf(const SubmittedEvent& submitted) const;
  // The id of the resident it counts for.
  std::string IdOf(const SubmittedEvent& submitted) const { return locked_.Counting(ToldOf(submitted)); }
  // In `held_`: of the resident it counts for, or of the current index of an unknown NIK.
  std::string WhomOf(const SubmittedEvent& submitted) const;
  absl::Status FindHeld(storage::Tx& tx, const absl::btree_set<std::string>& told,
                        const std::vector<std::string>& counting, const std::vector<SubmittedEvent>& events);
  void Keep(const SubmittedEvent& submitted);
  v1::EventResult Hold(const SubmittedEvent& submitted, HoldReason reason);

  const Population& app_;
  const std::string& regency_;
  const std::string released_;
  absl::flat_hash_map<std::string, std::string> ids_;  // by blind index
  WithKept locked_;
  storage::EventsOfResidents::ById own_;     // by whom they were told of
  storage::EventsOfResidents::ById events_;  // by whom they count for
  storage::HeldByWhom held_;
  absl::flat_hash_map<std::string, Recording> before_;  // of those changed
  std::vector<storage::EventRow> new_events_;
  std::vector<storage::HeldEventRow> to_hold_;
  std::vector<std::string> unknown_indexes_;
  ResidentsChange change_;
};

// What a NIK of a held event is sealed for: its table, row and column.
std::string HeldNikContext(absl::string_view regency, absl::string_view held_event_id);

// The blind index of a NIK as a held event's `whom`.
std::string WhomOfIndex(absl::string_view nik_index);

}  // namespace dukcapil::population
