// How a change of residents is told to other services.
#pragma once

#include <string>
#include <utility>
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

// New residents and changes of locked ones, collected, so that rows, names, figures and changes are saved
// together.
class ResidentsChange {
 public:
  // `figures`: what else the transaction does to them, saved with what this does.
  ResidentsChange(std::string regency, std::string kind, absl::Time now, CoverageChange figures = {})
      : regency_(std::move(regency)), kind_(std::move(kind)), now_(now), figures_(std::move(figures)) {}

  // A new resident: the times of `row` are set here.
  void Create(storage::ResidentRow row);
  // `before` becomes `after`; the row with its new version.
  storage::ResidentRow Replace(const storage::ResidentRow& before, Resident after);
  bool empty() const { return created_.empty() && changed_.empty(); }

  // Saves all of them and notes one change of the regency for each hundred, of a single resident the change
  // of that one. Where none is new or changed, nothing is written. ALREADY_EXISTS where the NIK of a new one
  // is known.
  absl::Status Save(storage::Tx& tx);

  // Save in two steps, between which the transaction locks held events: figures are locked last, and once.
  absl::Status SaveResidents(storage::Tx& tx);
  absl::Status SaveFigures(storage::Tx& tx);
  // Instead of SaveFigures: for who saves them with others.
  CoverageChange TakeFigures() { return std::move(figures_); }

 private:
  void NoteAll(storage::Tx& tx) const;

  const std::string regency_;
  const std::string kind_;
  const absl::Time now_;
  std::vector<storage::ResidentRow> created_;
  std::vector<storage::ResidentRow> changed_;
  std::vector<Resident> renamed_before_;
  std::vector<storage::ResidentRow> renamed_;
  CoverageChange figures_;
};

// The message of what a watcher is told.
v1::WatchRecordingsResponse ToWatchResponse(const changes::Told& told);

}  // namespace dukcapil::population
