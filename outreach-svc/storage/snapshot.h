// Everything that is read, on one consistent snapshot or in a write transaction. Codes and ids are taken as
// valid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
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
  absl::StatusOr<std::optional<TeamRow>> FindTeam(absl::string_view regency, absl::string_view id);

  // sites.cc: by id, after `after`; of one kind, or of any.
  absl::StatusOr<std::vector<SiteRow>> ListSites(absl::string_view regency, std::optional<SiteKind> kind,
                                                 absl::string_view after, int limit);
  // When and how sites can be visited, by id; of those for which it was ever said.
  absl::StatusOr<absl::btree_map<std::string, SiteAccess>> ListSiteAccess(absl::string_view regency);

  // unrecorded.cc: those to be recorded on `date`, which is not before today, by where they live and learn.
  absl::StatusOr<std::vector<UnrecordedCount>> CountUnrecorded(absl::string_view regency,
                                                               absl::CivilDay date);
  // Those of them whom a visit to the site is for: a school's pupils, or a village's people less the pupils
  // of sites.
  absl::StatusOr<std::int64_t> CountWaiting(absl::string_view regency, absl::string_view site,
                                            absl::CivilDay date);
  absl::StatusOr<SiteList> FindSiteList(absl::string_view regency);

  // plans.cc: the last made first, before `before` (empty: from the last). Their messages are the summaries,
  // or, of plans that have none, the whole plans; likewise LatestPlan.
  absl::StatusOr<std::vector<PlanRow>> ListPlans(absl::string_view regency, absl::string_view before,
                                                 int limit);
  absl::StatusOr<std::optional<PlanRow>> FindPlan(absl::string_view regency, absl::string_view id);
  // Its last day, without the plan itself, which is large.
  absl::StatusOr<std::optional<absl::CivilDay>> FindPlanDeadline(absl::string_view regency,
                                                                 absl::string_view id);
  // The plan made last of those whose deadline is not before `today`.
  absl::StatusOr<std::optional<PlanRow>> LatestPlan(absl::string_view regency, absl::CivilDay today);
  // The id of the plan published last of those.
  absl::StatusOr<std::optional<std::string>> PublishedPlan(absl::string_view regency, absl::CivilDay today);
  // Recordings expected of the plan's visits in [from, to].
  absl::StatusOr<absl::btree_map<std::string, Micro>> ExpectedByDistrict(absl::string_view regency,
                                                                         absl::string_view plan,
                                                                         absl::CivilDay from,
                                                                         absl::CivilDay to);
  absl::StatusOr<absl::btree_map<absl::CivilDay, Micro>> ExpectedByDay(absl::string_view regency,
                                                                       absl::string_view plan,
                                                                       absl::CivilDay from,
                                                                       absl::CivilDay to);

  // The visits of a plan from `from` on, by date, half and team.
  absl::StatusOr<std::vector<VisitRow>> ListPlannedVisits(absl::string_view regency, absl::string_view plan,
                                                          absl::CivilDay from);

  // visits.cc
  absl::StatusOr<std::optional<AnnouncedVisit>> FindVisit(absl::string_view regency, absl::string_view id);
  // By date, half, team and id, after `after`, which has these four or is empty.
  absl::StatusOr<std::vector<AnnouncedVisit>> ListVisits(absl::string_view regency, const VisitFilter& filter,
                                                         const std::vector<mysql::Param>& after, int limit);
  // Those not cancelled of the days [from, to], by date, half and team.
  absl::StatusOr<std::vector<AnnouncedVisit>> ListVisitsWithin(absl::string_view regency, absl::CivilDay from,
                                                               absl::CivilDay to);
  // What came of those completed in [from, to], by district.
  absl::StatusOr<absl::btree_map<std::string, ReachedCount>> ReachedByDistrict(absl::string_view regency,
                                                                               absl::CivilDay from,
                                                                               absl::CivilDay to);
  // Those that say something of the turnout.
  absl::StatusOr<std::vector<VisitResult>> ListVisitResults(absl::string_view regency);

  // visit_outcomes.cc: by resident, after `after`.
  absl::StatusOr<std::vector<VisitOutcome>> ListOutcomes(absl::string_view regency, absl::string_view visit,
                                                         absl::string_view after, int limit);
  absl::StatusOr<std::vector<VisitOutcome>> ListUntoldOutcomes(absl::string_view regency,
                                                               absl::string_view visit, int limit);
  absl::StatusOr<std::vector<OutcomeTally>> CountOutcomes(absl::string_view regency, absl::string_view visit);
  absl::StatusOr<std::vector<UntoldVisit>> ListUntoldVisits(int limit);  // of all regencies
  absl::StatusOr<absl::flat_hash_map<std::string, LastOutcome>> LastOutcomes(
      absl::string_view regency, const std::vector<std::string>& residents);
  // Of those who are not recorded, where they live and learn.
  absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>> WhereUnrecorded(
      absl::string_view regency, const std::vector<std::string>& residents);

 protected:
  // `lock`: empty, or FOR UPDATE.
  absl::StatusOr<std::optional<TeamRow>> ReadTeam(absl::string_view regency, absl::string_view id,
                                                  absl::string_view lock);
  // absences.cc: leaves or closures by owner, `team/{id}` or `site/{id}`; of one owner, or of all of a kind
  // (`team/`).
  absl::StatusOr<absl::btree_map<std::string, std::vector<DayRange>>> ListAbsences(
      absl::string_view regency, absl::string_view owners, absl::string_view lock = "");

  mysql::Reader& reader_;
};

}  // namespace dukcapil::outreach::storage
