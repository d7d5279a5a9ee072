// How a change of residents is told to other services.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/watch.pb.h"
#include "platform/changes/watcher.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/storage/rows.h"
#include "population-svc/storage/tx.h"

namespace dukcapil::population {

// A violation of `resident.village` (VILLAGE_UNKNOWN) where the region data has no such village.
absl::Status CheckVillage(storage::Tx& tx, absl::string_view village);

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
  // Saves all of them and notes one change of the regency, of a single resident the change of that one.
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
