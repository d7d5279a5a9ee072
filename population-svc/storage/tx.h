// Everything that is written. Locks are taken in one order: the progress of an upgrade, then residents by id,
// then schools by NPSN, then held events, then the coverage epoch, then coverage by key.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
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
  // As IdsByNikIndex, also after waiting for who creates one of them at this moment.
  absl::StatusOr<absl::flat_hash_map<std::string, std::string>> AwaitIdsByNikIndex(
      absl::string_view regency, const std::vector<std::string>& indexes);
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

  // upgrade.cc
  absl::StatusOr<UpgradeProgress> LockUpgradeProgress();
  absl::Status SaveUpgradeProgress(const UpgradeProgress& progress);
  // Holds events, at most `limit`, that a release before put into its quarantine and that neither are nor
  // were held, nor count: how many.
  absl::StatusOr<int> HoldQuarantined(int limit);

  // merges.cc: both residents are locked.
  absl::Status InsertMerge(absl::string_view regency, const MergeRow& merge, absl::Time now);
  // Of those of `cards`, by resident, into whom others are merged: the earliest first card of their own.
  absl::Status KeepOwnFirstCards(absl::string_view regency,
                                 const std::map<std::string, absl::CivilDay>& cards);
  absl::Status DeleteMerge(absl::string_view regency, absl::string_view merged_id);
  absl::Status InsertDismissedDouble(absl::string_view regency, absl::string_view first_id,
                                     absl::string_view second_id, absl::Time now);

  // recording_events.cc: events not kept yet, of locked residents; codes not in the table are counted. `now`
  // is real time.
  absl::Status InsertEvents(absl::string_view regency, const std::vector<EventRow>& events, absl::Time now);

  // held_events.cc: keeps events apart; those kept before stay as they are.
  absl::Status HoldEvents(absl::string_view regency, const std::vector<HeldEventRow>& events);
  absl::StatusOr<HeldByWhom> LockHeldEventsOf(absl::string_view regency,
                                              const std::vector<std::string>& whom);
  absl::StatusOr<std::optional<HeldEventRow>> LockHeldEvent(absl::string_view regency, absl::string_view id);
  // What became of a locked one.
  absl::Status SaveHeldEvent(absl::string_view regency, const HeldEventRow& held);
  // All that is held of the index `whom` is of this resident from now on.
  absl::Status NameHeldEvents(absl::string_view regency, absl::string_view whom,
                              absl::string_view resident_id);

  // coverage.cc: adds `changes` to the stored figures, and to what is kept for snapshots.
  absl::Status ApplyCoverage(absl::string_view regency, const CoverageRows& changes);

  // coverage_snapshots.cc: waits for all who write coverage of the regency, and lets none write before the
  // end of the transaction; the number of the epoch that begins. `date` is that of the new snapshot.
  absl::StatusOr<std::int64_t> BeginCoverageEpoch(absl::string_view regency, absl::CivilDay date);
  // ALREADY_EXISTS where there is one of the date and label.
  absl::Status InsertCoverageSnapshot(absl::string_view regency, const SnapshotRow& snapshot);

  // schools.cc: the schools known of these, locked.
  absl::StatusOr<absl::flat_hash_map<std::string, SchoolRow>> LockSchools(absl::string_view regency,
                                                                          std::vector<std::string> npsns);
  absl::Status SaveSchools(absl::string_view regency, const std::vector<SchoolRow>& schools, absl::Time now);

  void NoteChange(mysql::Change change) { transaction_.NoteChange(std::move(change)); }
  void NoChange() { transaction_.NoChange(); }

 private:
  // names.cc: sorted; those not kept yet, under all their spellings.
  absl::Status KeepSounds(absl::string_view regency, const std::vector<std::string>& sounds);
  absl::Status KeepRevisions(absl::string_view regency,
                             const std::vector<std::pair<Revision, Figures>>& revisions);

  mysql::Transaction& transaction_;
};

}  // namespace dukcapil::population::storage
