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

  // Residents by id; the unknown are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>> FindResidents(absl::string_view regency,
                                                                              std::vector<std::string> ids);

  // list_residents.cc: in the order of ids, after the id `after` (empty: from the first).
  absl::StatusOr<std::vector<ResidentRow>> ListResidents(const ResidentFilter& filter,
                                                         absl::string_view after, int limit);

  // The same across regencies, those from `first` on and before `end`, in the order of regency and id, after
  // `after` (empty, or both).
  absl::StatusOr<std::vector<ResidentOfRegency>> ListResidentsAcross(absl::string_view first,
                                                                     absl::string_view end,
                                                                     const std::vector<std::string>& after,
                                                                     int limit);
  // The first regency with residents after `after`; empty: there is none.
  absl::StatusOr<std::string> NextRegency(absl::string_view after);

  // recording_events.cc: all events by resident id; residents without events are left out.
  absl::StatusOr<absl::flat_hash_map<std::string, std::vector<RecordingEvent>>> EventsOf(
      absl::string_view regency, const std::vector<std::string>& resident_ids);
  // The same of the residents whose ids lie in (after, last].
  absl::StatusOr<absl::flat_hash_map<std::string, std::vector<RecordingEvent>>> EventsBetween(
      absl::string_view regency, absl::string_view after, absl::string_view last);

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
