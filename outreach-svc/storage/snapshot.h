// Everything that is read, on one consistent snapshot or in a write transaction. Codes and ids are taken as
// valid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "outreach-svc/storage/rows.h"
#include "platform/mysql/database.h"

namespace dukcapil::outreach::storage {

class Snapshot {
 public:
  explicit Snapshot(mysql::Reader& reader) : reader_(reader) {}

  // teams.cc: by id, after `after` (empty: from the first).
  absl::StatusOr<std::vector<TeamRow>> ListTeams(absl::string_view regency, absl::string_view after,
                                                 int limit);

  // sites.cc: by id, after `after`; of one kind, or of any.
  absl::StatusOr<std::vector<SiteRow>> ListSites(absl::string_view regency, std::optional<SiteKind> kind,
                                                 absl::string_view after, int limit);

  // unrecorded.cc: those to be recorded on `date`, which is not before today, by where they live and learn.
  absl::StatusOr<std::vector<UnrecordedCount>> CountUnrecorded(absl::string_view regency,
                                                               absl::CivilDay date);
  absl::StatusOr<SiteList> FindSiteList(absl::string_view regency);

  // plans.cc
  absl::StatusOr<std::optional<PlanRow>> FindPlan(absl::string_view regency, absl::string_view id);
  // The plan made last of those whose deadline is not before `today`.
  absl::StatusOr<std::optional<PlanRow>> LatestPlan(absl::string_view regency, absl::CivilDay today);
  // Recordings expected of the plan's visits in [from, to].
  absl::StatusOr<absl::btree_map<std::string, Micro>> ExpectedByDistrict(absl::string_view regency,
                                                                         absl::string_view plan,
                                                                         absl::CivilDay from,
                                                                         absl::CivilDay to);
  absl::StatusOr<absl::btree_map<absl::CivilDay, Micro>> ExpectedByDay(absl::string_view regency,
                                                                       absl::string_view plan,
                                                                       absl::CivilDay from,
                                                                       absl::CivilDay to);

 protected:
  mysql::Reader& reader_;
};

}  // namespace dukcapil::outreach::storage
