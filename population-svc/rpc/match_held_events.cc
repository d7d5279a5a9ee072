#include "population-svc/rpc/match_held_events.h"

#include <utility>

#include "absl/container/btree_map.h"
#include "platform/status/status_macros.h"
#include "population-svc/rpc/submission.h"

namespace dukcapil::population {

absl::Status MatchHeldEvents(const Population& app, storage::Tx& tx, const std::string& regency,
                             const std::vector<NewResident>& created, CoverageChange figures) {
  // By what events may be held of, sorted: that is the order they are locked in.
  absl::btree_map<std::string, std::string> ids;
  for (const NewResident& resident : created) {
    for (const std::string& index : resident.nik_indexes) ids.emplace(WhomOfIndex(index), resident.id);
  }
  std::vector<std::string> whom;
  for (const auto& [index, id] : ids) whom.push_back(index);
  ASSIGN_OR_RETURN(storage::HeldByWhom held, tx.LockHeldEventsOf(regency, whom));
  if (held.empty()) return tx.ApplyCoverage(regency, figures.Take());
  std::vector<SubmittedEvent> events;
  std::vector<storage::HeldEventRow> matched;
  for (const auto& [index, rows] : held) {
    const std::string& id = ids.at(index);
    for (storage::HeldEventRow row : rows) {
      if (row.state != HeldState::kHeld || row.reason != HoldReason::kPersonUnknown) continue;
      SubmittedEvent event;
      event.resident_id = id;
      event.event = row.event;
      event.evidence = row.evidence;
      events.push_back(std::move(event));
      row.state = HeldState::kMatched;
      row.resident_id = id;
      row.resolve_time = app.clock.Now();
      matched.push_back(std::move(row));
    }
  }
  // While they are still held of the NIK: what is held of the resident stays so.
  Submission submission(app, regency, /*released=*/"", std::move(figures));
  RETURN_IF_ERROR(submission.Lock(tx, events));
  for (const SubmittedEvent& event : events) submission.Add(event);
  submission.Refold();
  RETURN_IF_ERROR(submission.Save(tx));
  for (const storage::HeldEventRow& row : matched) RETURN_IF_ERROR(tx.SaveHeldEvent(regency, row));
  for (const auto& [index, rows] : held) RETURN_IF_ERROR(tx.NameHeldEvents(regency, index, ids.at(index)));
  return absl::OkStatus();
}

}  // namespace dukcapil::population
