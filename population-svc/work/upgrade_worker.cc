#include "population-svc/work/upgrade_worker.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "platform/changes/own_call.h"
#include "platform/crypto/aead.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/recording_codes.h"
#include "population-svc/rpc/resident_change.h"
#include "population-svc/work/residents_in_turn.h"

namespace dukcapil::population {
namespace {

constexpr int kUpgradeRounds = 2;
constexpr int kUpgradeBatches = 10;  // in a look: a service that is stopped waits for it
// No two releases run side by side for longer. A begin that lies in the future was told by a clock that was
// wrong.
constexpr absl::Duration kRollout = absl::Hours(1);

bool IsRolledOut(const storage::UpgradeProgress& progress, absl::Time now) {
  return absl::AbsDuration(now - progress.begin_time) >= kRollout;
}

// Those of `ids`, in this order.
absl::Status RefoldLocked(storage::Tx& tx, const std::string& regency,
                          const absl::flat_hash_map<std::string, storage::ResidentRow>& locked,
                          const std::vector<std::string>& ids, absl::Time now) {
  ASSIGN_OR_RETURN(const storage::EventsOfResidents events, tx.EventsOf(regency, ids));
  ResidentsChange change(regency, "RECORDING_CHANGED", now);
  for (const std::string& id : ids) {
    const storage::ResidentRow& row = locked.at(id);
    Resident after = row.resident;
    after.recording = Fold(events.All(id));
    if (after != row.resident) change.Replace(row, std::move(after));
  }
  return change.Save(tx);
}

}  // namespace

UpgradeWorker::UpgradeWorker(Population& app, int batch)
    : app_(app), batch_(batch), edition_(Sha256(RecordingCodesMeaning())) {}

absl::Status UpgradeWorker::Look() {
  // Without a lock, since there is nothing to do as a rule.
  ASSIGN_OR_RETURN(const storage::UpgradeProgress progress,
                   app_.store.Read(changes::OwnCall(), [](storage::Snapshot& snapshot) {
                     return snapshot.FindUpgradeProgress();
                   }));
  bool is_done = IsDone(progress, app_.clock.Now());
  for (int i = 0; i < kUpgradeBatches && !is_done; ++i) {
    RETURN_IF_ERROR(app_.store.WriteInternal(changes::OwnCall(), [&](storage::Tx& tx) -> absl::Status {
      tx.NoChange();  // as a rule
      ASSIGN_OR_RETURN(is_done, DoBatch(tx));
      return absl::OkStatus();
    }));
  }
  has_looked_ = true;
  return absl::OkStatus();
}

bool UpgradeWorker::IsDone(const storage::UpgradeProgress& progress, absl::Time now) const {
  // What another release began after this instance is left to it, unless that was rolled back.
  if (progress.edition != edition_) return has_looked_ && !IsRolledOut(progress, now);
  return progress.round > kUpgradeRounds || (progress.round == kUpgradeRounds && !IsRolledOut(progress, now));
}

absl::StatusOr<bool> UpgradeWorker::DoBatch(storage::Tx& tx) const {
  const absl::Time now = app_.clock.Now();
  ASSIGN_OR_RETURN(storage::UpgradeProgress progress, tx.LockUpgradeProgress());
  if (IsDone(progress, now)) return true;
  if (progress.edition != edition_) progress = {edition_, now};
  RETURN_IF_ERROR(GoOn(tx, progress));
  RETURN_IF_ERROR(tx.SaveUpgradeProgress(progress));
  return false;
}

absl::Status UpgradeWorker::GoOn(storage::Tx& tx, storage::UpgradeProgress& progress) const {
  if (progress.resident_id.empty()) {
    // In a transaction of their own: held events are locked after residents.
    ASSIGN_OR_RETURN(const int held, tx.HoldQuarantined(batch_));
    if (held > 0) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const ResidentsInTurn turn,
                   NextResidents(tx, progress.regency, progress.resident_id, batch_));
  for (const auto& [regency, rows] : turn.by_regency) RETURN_IF_ERROR(BringUpToDate(tx, regency, rows));
  if (turn.are_last) ++progress.round;
  progress.regency = turn.are_last ? "" : turn.regency;
  progress.resident_id = turn.are_last ? "" : turn.resident_id;
  return absl::OkStatus();
}

// Few are to be changed, as a rule: only they are locked, and looked at again.
absl::Status UpgradeWorker::BringUpToDate(storage::Tx& tx, const std::string& regency,
                                          const std::vector<storage::ResidentRow>& residents) const {
  std::vector<std::string> ids;
  ids.reserve(residents.size());
  for (const storage::ResidentRow& row : residents) ids.push_back(row.resident.id);
  ASSIGN_OR_RETURN(const storage::EventsOfResidents events, tx.EventsOf(regency, ids));
  ASSIGN_OR_RETURN(const auto not_indexed, tx.IdsNotIndexed(regency, residents));
  std::vector<std::string> behind;
  for (const storage::ResidentRow& row : residents) {
    const std::string& id = row.resident.id;
    if (not_indexed.contains(id) || Fold(events.All(id)) != row.resident.recording) behind.push_back(id);
  }
  if (behind.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto locked, tx.LockResidents(regency, behind));
  std::vector<storage::ResidentRow> to_index;
  for (const auto& [id, row] : locked) {
    if (not_indexed.contains(id)) to_index.push_back(row);
  }
  RETURN_IF_ERROR(tx.IndexNames(regency, to_index));
  return RefoldLocked(tx, regency, locked, behind, app_.clock.Now());
}

}  // namespace dukcapil::population
