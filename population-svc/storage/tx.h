// Everything that is written. Locks are taken in one order: residents by id, then schools by NPSN, then
// coverage by key.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "population-svc/storage/snapshot.h"

namespace dukcapil::population::storage {

class Tx : public Snapshot {
 public:
  explicit Tx(mysql::Transaction& transaction) : Snapshot(transaction), transaction_(transaction) {}

  // regions.cc: inserts or renames; a code that is no longer official stays, since residents may point to it.
  absl::Status SaveRegions(const std::vector<RegionRow>& regions);
  absl::Status SaveRegionDataDigest(absl::string_view digest, int regions, absl::Time now);

  // residents.cc: locks in the order of ids; the unknown are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>> LockResidents(absl::string_view regency,
                                                                              std::vector<std::string> ids);
  // Indexes their names too. ALREADY_EXISTS where a NIK is known.
  absl::Status InsertResidents(absl::string_view regency, const std::vector<ResidentRow>& residents);
  // Overwrites locked residents; raises their version.
  absl::Status SaveResidents(absl::string_view regency, const std::vector<ResidentRow>& residents);

  // names.cc: of residents who are not indexed, or are as the same.
  absl::Status IndexNames(absl::string_view regency, const std::vector<ResidentRow>& residents);
  // Of residents whose name or birth date has changed.
  absl::Status ReindexNames(absl::string_view regency, const std::vector<Resident>& before,
                            const std::vector<ResidentRow>& after);

  absl::StatusOr<NameIndexProgress> LockNameIndexProgress();
  absl::Status SaveNameIndexProgress(const NameIndexProgress& progress);

  // merges.cc: both residents are locked.
  absl::Status InsertMerge(absl::string_view regency, const MergeRow& merge, absl::Time now);
  absl::Status DeleteMerge(absl::string_view regency, absl::string_view merged_id);
  absl::Status InsertDismissedDouble(absl::string_view regency, absl::string_view first_id,
                                     absl::string_view second_id, absl::Time now);

  // recording_events.cc: events not kept yet, of locked residents. `now` is real time.
  absl::Status InsertEvents(absl::string_view regency, const std::vector<EventRow>& events, absl::Time now);
  // Keeps events apart; those kept before stay as they are.
  absl::Status QuarantineEvents(absl::string_view regency, const std::vector<EventRow>& events,
                                absl::Time now);

  // coverage.cc: adds `changes`, sorted by key, to the stored figures.
  absl::Status ApplyCoverage(absl::string_view regency,
                             const std::vector<std::pair<Bucket, Figures>>& changes);

  // schools.cc: the schools known of these, locked.
  absl::StatusOr<absl::flat_hash_map<std::string, SchoolRow>> LockSchools(absl::string_view regency,
                                                                          std::vector<std::string> npsns);
  absl::Status SaveSchools(absl::string_view regency, const std::vector<SchoolRow>& schools, absl::Time now);

  void NoteChange(mysql::Change change) { transaction_.NoteChange(std::move(change)); }
  void NoChange() { transaction_.NoChange(); }

 private:
  // names.cc: sorted; those not kept yet, under all their spellings.
  absl::Status KeepSounds(absl::string_view regency, const std::vector<std::string>& sounds);

  mysql::Transaction& transaction_;
};

}  // namespace dukcapil::population::storage
