// How a change of residents is told to other services.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/watch.pb.h"
#include "platform/changes/watcher.h"
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

// The message of what a watcher is told.
v1::WatchRecordingsResponse ToWatchResponse(const changes::Told& told);

}  // namespace dukcapil::population
