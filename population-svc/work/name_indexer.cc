#include "population-svc/work/name_indexer.h"

#include "platform/changes/own_call.h"
#include "platform/status/status_macros.h"
#include "population-svc/work/residents_in_turn.h"

namespace dukcapil::population {
namespace {

constexpr int kBatch = 1000;

// Indexes the next few; true where there are no more.
absl::StatusOr<bool> IndexBatch(storage::Tx& tx) {
  ASSIGN_OR_RETURN(const storage::NameIndexProgress progress, tx.LockNameIndexProgress());
  if (progress.is_done) return true;
  ASSIGN_OR_RETURN(const ResidentsInTurn turn,
                   NextResidents(tx, progress.regency, progress.resident_id, kBatch));
  for (const auto& [regency, rows] : turn.by_regency) RETURN_IF_ERROR(tx.IndexNames(regency, rows));
  RETURN_IF_ERROR(tx.SaveNameIndexProgress({turn.regency, turn.resident_id, turn.are_last}));
  return turn.are_last;
}

}  // namespace

absl::Status IndexOlderNames(storage::Store& store) {
  for (bool is_done = false; !is_done;) {
    RETURN_IF_ERROR(store.WriteInternal(changes::OwnCall(), [&](storage::Tx& tx) -> absl::Status {
      tx.NoChange();
      ASSIGN_OR_RETURN(is_done, IndexBatch(tx));
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace dukcapil::population
