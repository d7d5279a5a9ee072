// How a change of residents is told to other services.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/watch.pb.h"
#include "platform/changes/watcher.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/storage/rows.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population {

// A violation of `resident.village` (VILLAGE_UNKNOWN) where the region data has no such village.
absl::Status CheckVillage(storage::Tx& tx, absl::string_view village);

// Residents locked together with those they were merged into.
struct WithKept {
  absl::flat_hash_map<std::string, storage::ResidentRow> residents;
  absl::flat_hash_map<std::string, std::string> kept_for;  // by the id of a double closed by a merge

  // Whose record what is told of `id` counts for: its own, or that of the resident kept.
  const std::string& Counting(const std::string& id) const {
    const auto kept = kept_for.find(id);
    return kept == kept_for.end() ? id : kept->second;
  }
};

// Locks those of `ids` that are known here, in the order of ids, and who was kept for a double among them.
// ABORTED (RESIDENT_CONFLICT) where one was merged, or its merge undone, before all were locked.
absl::StatusOr<WithKept> LockWithKept(storage::Tx& tx, absl::string_view regency,
                                      std::vector<std::string> ids);

// The same without a lock, in a consistent snapshot.
absl::StatusOr<WithKept> FindWithKept(storage::Snapshot& snapshot, absl::string_view regency,
                                      std::vector<std::string> ids);

v1::ResidentState StateOf(absl::string_view regency, const storage::ResidentRow& row);

// Notes that `residents`, as they are now with their new version, were changed together: one change of the
// regency for each hundred of them.
void NoteResidents(storage::Tx& tx, const std::string& regency, const std::string& kind,
                   const std::vector<storage::ResidentRow>& residents);
// Notes that one resident was changed.
void NoteResident(storage::Tx& tx, const std::string& regency, const std::string& kind,
                  const storage::ResidentRow& resident);

// Changes of locked residents, collected, so that rows, names, figures and changes are saved together.
class ResidentsChange {
 public:
  ResidentsChange(std::string regency, std::string kind, absl::Time now)
      : regency_(std::move(regency)), kind_(std::move(kind)), now_(now) {}

  // `before` becomes `after`; the row with its new version.
  storage::ResidentRow Replace(const storage::ResidentRow& before, Resident after);
  // Saves all of them and notes one change of the regency, of a single resident the change of that one. Where
  // none changed, nothing is written.
  absl::Status Save(storage::Tx& tx);

 private:
  const std::string regency_;
  const std::string kind_;
  const absl::Time now_;
  std::vector<storage::ResidentRow> changed_;
  std::vector<Resident> renamed_before_;
  std::vector<storage::ResidentRow> renamed_;
  CoverageChange coverage_;
};

// The message of what a watcher is told.
v1::WatchRecordingsResponse ToWatchResponse(const changes::Told& told);

}  // namespace dukcapil::population
