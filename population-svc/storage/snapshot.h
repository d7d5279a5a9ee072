// Everything that is read, on one consistent snapshot or in a write transaction. Codes and ids are taken as
// valid.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "platform/mysql/database.h"
#include "population-svc/domain/coverage.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population::storage {

class Snapshot {
 public:
  explicit Snapshot(mysql::Reader& reader) : reader_(reader) {}

  // regions.cc
  absl::StatusOr<std::optional<RegionRow>> FindRegion(absl::string_view code);
  // Regions of `level` below `parent`, by code, after the code `after` (empty: from the first).
  absl::StatusOr<std::vector<RegionRow>> ListRegions(absl::string_view parent, RegionLevel level,
                                                     absl::string_view after, int limit);
  // Codes of all villages of a regency.
  absl::StatusOr<absl::flat_hash_set<std::string>> VillagesOf(absl::string_view regency);
  // SHA-256 of the region data that is loaded; nothing before the first load.
  absl::StatusOr<std::optional<std::string>> RegionDataDigest();

  // residents.cc
  absl::StatusOr<std::optional<ResidentRow>> FindResident(absl::string_view regency, absl::string_view id);
  // Ids of the residents known by these blind indexes; the unknown are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, std::string>> IdsByNikIndex(
      absl::string_view regency, const std::vector<std::string>& indexes);
  // The same of NIKs whose blind indexes under every key are given, the current one first: ids by the current
  // one.
  absl::StatusOr<absl::flat_hash_map<std::string, std::string>> IdsByNik(
      absl::string_view regency, const std::vector<std::vector<std::string>>& indexes_of_each);

  // names.cc: the sounds kept under any of these spellings.
  absl::StatusOr<std::vector<std::string>> SoundsSpelt(absl::string_view regency,
                                                       const std::vector<std::string>& spellings);
  // Residents indexed under any of these keys, at most `limit` for each few hundred keys, in no order, maybe
  // repeated. Of a frequent name not all bearers are looked at.
  absl::StatusOr<std::vector<ResidentRow>> ResidentsByName(absl::string_view regency,
                                                           const std::vector<std::string>& keys,
                                                           const NameFilter& filter, int limit);

  // The ids of those of `residents` of whose names a key is not indexed.
  absl::StatusOr<absl::flat_hash_set<std::string>> IdsNotIndexed(absl::string_view regency,
                                                                 const std::vector<ResidentRow>& residents);

  absl::StatusOr<UpgradeProgress> FindUpgradeProgress();

  // Residents by id; the unknown are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>> FindResidents(absl::string_view regency,
                                                                              std::vector<std::string> ids);

  // list_residents.cc: in the order of ids, after the id `after` (empty: from the first).
  absl::StatusOr<std::vector<ResidentRow>> ListResidents(const ResidentFilter& filter,
                                                         absl::string_view after, int limit);

  // Of those not closed by a merge; very old: living here, born on `born_by` or before.
  absl::StatusOr<FindingCounts> CountFindings(absl::string_view regency, absl::CivilDay born_by);

  // The same across regencies, those from `first` on and before `end`, in the order of regency and id, after
  // `after` (empty, or both).
  absl::StatusOr<std::vector<ResidentOfRegency>> ListResidentsAcross(absl::string_view first,
                                                                     absl::string_view end,
                                                                     const std::vector<std::string>& after,
                                                                     int limit);
  // The first regency with residents after `after`; empty: there is none.
  absl::StatusOr<std::string> NextRegency(absl::string_view after);

  // merges.cc: the doubles merged into `kept_id`.
  absl::StatusOr<std::vector<MergeRow>> MergesInto(absl::string_view regency, absl::string_view kept_id);
  // Into whom those of `ids` were merged that were.
  absl::StatusOr<absl::flat_hash_map<std::string, std::string>> KeptFor(absl::string_view regency,
                                                                        const std::vector<std::string>& ids);
  // Into whom each of the doubles was merged that were merged into one of `kept_ids`.
  absl::StatusOr<absl::flat_hash_map<std::string, std::string>> DoublesOf(
      absl::string_view regency, const std::vector<std::string>& kept_ids);
  // Days on which residents were born, the first `limit` from `from` on.
  absl::StatusOr<std::vector<BirthsOfDay>> BirthDates(absl::string_view regency, absl::CivilDay from,
                                                      int limit);
  // Those born on these days, by day and id; closed doubles are left out.
  absl::StatusOr<std::vector<ResidentRow>> ResidentsBornOn(absl::string_view regency,
                                                           const std::vector<absl::CivilDay>& days);
  // Pairs of ids, the lower first, that are not to be listed, of those whose first is one of `firsts`.
  absl::StatusOr<absl::flat_hash_set<std::pair<std::string, std::string>>> DismissedDoubles(
      absl::string_view regency, const std::vector<std::string>& firsts);

  // recording_events.cc: all events; residents without events are left out.
  absl::StatusOr<EventsOfResidents> EventsOf(absl::string_view regency,
                                             const std::vector<std::string>& resident_ids);
  // All that counts by resident id, those of doubles with the others, of the residents whose ids lie in
  // (after, last].
  absl::StatusOr<absl::flat_hash_map<std::string, std::vector<RecordingEvent>>> EventsBetween(
      absl::string_view regency, absl::string_view after, absl::string_view last);
  // All events of one resident, and of the doubles merged into one, sorted by their identity.
  absl::StatusOr<std::vector<KeptEvent>> HistoryOf(absl::string_view regency, absl::string_view resident_id);
  // By code.
  absl::StatusOr<std::vector<UnknownCodeRow>> UnknownCodes(absl::string_view regency);

  // Residents living here on `today` whose recording has been in `state` since `since_by` or earlier, in the
  // order of that day and of ids, after the row `after` (none: from the first).
  absl::StatusOr<std::vector<OpenRecordingRow>> OpenRecordings(absl::string_view regency,
                                                               RecordingState state, absl::CivilDay since_by,
                                                               absl::CivilDay today,
                                                               const std::optional<OpenRecordingRow>& after,
                                                               int limit);

  // held_events.cc: what is or was held of `whom` (resident ids, or blind indexes in hex).
  absl::StatusOr<HeldByWhom> HeldEventsOf(absl::string_view regency, const std::vector<std::string>& whom);
  absl::StatusOr<std::optional<HeldEventRow>> FindHeldEvent(absl::string_view regency, absl::string_view id);
  // As they came, after the id `after` (empty: from the first).
  absl::StatusOr<std::vector<HeldEventRow>> ListHeldEvents(const HeldEventFilter& filter,
                                                           absl::string_view after, int limit);
  // What waits, by kit and reason.
  absl::StatusOr<std::vector<HeldCount>> CountHeldEvents(absl::string_view regency);

  // coverage.cc. `region` is a regency, district or village; villages without figures are left out.
  absl::StatusOr<Figures> CoverageOf(absl::string_view region, absl::CivilDay date);
  absl::StatusOr<absl::btree_map<std::string, Figures>> CoverageByVillage(absl::string_view region,
                                                                          absl::CivilDay date);
  // Obliged on `date` and not yet on `since`, by village.
  absl::StatusOr<absl::btree_map<std::string, std::int64_t>> NewlyObligedByVillage(absl::string_view region,
                                                                                   absl::CivilDay since,
                                                                                   absl::CivilDay date);
  // Obliged and not recorded on `date`, enrolled in a school, by village.
  absl::StatusOr<absl::btree_map<std::string, std::int64_t>> UnrecordedPupilsByVillage(
      absl::string_view region, absl::CivilDay date);

  // The regencies within a province, or all (`-`), that have figures, by code.
  absl::StatusOr<std::vector<std::string>> RegenciesWithCoverage(absl::string_view region);

  // coverage_snapshots.cc: by date and label.
  absl::StatusOr<std::vector<SnapshotRow>> CoverageSnapshots(absl::string_view regency);
  absl::StatusOr<std::optional<SnapshotRow>> FindCoverageSnapshot(absl::string_view regency,
                                                                  absl::string_view id);
  // What changed since of the figures of its date, by cause; causes that changed nothing are left out.
  absl::StatusOr<std::vector<std::pair<RevisionCause, Figures>>> RevisionsSince(absl::string_view regency,
                                                                                const SnapshotRow& snapshot);

  // verify_coverage.cc, for the recount, in the order of ids.
  absl::StatusOr<std::vector<RecountRow>> ResidentsForRecount(absl::string_view regency,
                                                              absl::string_view after, int limit);
  // Stored buckets in the order of level, day and village, after `after` (none: from the first).
  absl::StatusOr<std::vector<std::pair<Bucket, Figures>>> StoredBuckets(absl::string_view regency,
                                                                        const std::optional<Bucket>& after,
                                                                        int limit);

  // schools.cc: by NPSN, after `after` (empty: from the first).
  absl::StatusOr<std::vector<SchoolRow>> ListSchools(absl::string_view regency, absl::string_view after,
                                                     int limit);
  // Schools by NPSN; the unknown are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, SchoolRow>> FindSchools(absl::string_view regency,
                                                                          std::vector<std::string> npsns);
  // Pupils of the schools from NPSN `first` to `last` who live here on `today`; turning 17 in (today, by];
  // obliged and not recorded on `by`. Schools without pupils are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, SchoolPupils>> PupilsOf(absl::string_view regency,
                                                                          absl::string_view first,
                                                                          absl::string_view last,
                                                                          absl::CivilDay today,
                                                                          absl::CivilDay by);
  // The same of those of no school who are obliged from a day in (today, by]; `pupils` stays 0.
  absl::StatusOr<SchoolPupils> WithoutSchool(absl::string_view regency, absl::CivilDay today,
                                             absl::CivilDay by);

 protected:
  mysql::Reader& reader_;
};

}  // namespace dukcapil::population::storage
