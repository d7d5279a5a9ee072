#include "population-svc/work/name_indexer.h"

#include <map>

#include "platform/changes/own_call.h"
#include "platform/status/status_macros.h"

namespace dukcapil::population {
namespace {

constexpr int kBatch = 1000;
constexpr char kEndOfRegencies[] = "~";

// Indexes the next few; true where there are no more.
absl::StatusOr<bool> IndexBatch(storage::Tx& tx) {
  ASSIGN_OR_RETURN(storage::NameIndexProgress progress, tx.LockNameIndexProgress());
  if (progress.is_done) return true;
  std::vector<std::string> after;
  if (!progress.resident_id.empty()) after = {progress.regency, progress.resident_id};
  ASSIGN_OR_RETURN(const auto residents, tx.ListResidentsAcross("", kEndOfRegencies, after, kBatch));
  std::map<std::string, std::vector<storage::ResidentRow>> by_regency;
  for (const storage::ResidentOfRegency& resident : residents) {
    by_regency[resident.regency].push_back(resident.row);
  }
  for (const auto& [regency, rows] : by_regency) RETURN_IF_ERROR(tx.IndexNames(regency, rows));
  progress.is_done = residents.size() < kBatch;
  if (!residents.empty()) {
    progress.regency = residents.back().regency;
    progress.resident_id = residents.back().row.resident.id;
  }
  RETURN_IF_ERROR(tx.SaveNameIndexProgress(progress));
  return progress.is_done;
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
