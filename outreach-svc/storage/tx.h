// Everything that is written.
#pragma once

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "outreach-svc/domain/resident.h"
#include "outreach-svc/storage/snapshot.h"

namespace dukcapil::outreach::storage {

class Tx : public Snapshot {
 public:
  explicit Tx(mysql::Transaction& transaction) : Snapshot(transaction), transaction_(transaction) {}

  // teams.cc: ALREADY_EXISTS where the id is taken.
  absl::Status InsertTeam(absl::string_view regency, const TeamRow& team);

  // The row with its version as it was; the new one is one higher.
  absl::Status UpdateTeam(absl::string_view regency, const TeamRow& team);
  absl::StatusOr<std::optional<TeamRow>> LockTeam(absl::string_view regency, absl::string_view id);

  // sites.cc: inserts or overwrites. A site that population-svc no longer tells of stays, since plans name
  // it.
  absl::Status SaveSites(absl::string_view regency, const std::vector<Site>& sites, absl::Time now);
  // When and how the site can be visited, with the version after `site`'s.
  absl::Status SaveSiteAccess(absl::string_view regency, const SiteRow& site);
  // With its row locked, so that its access has one writer.
  absl::StatusOr<std::optional<SiteRow>> LockSite(absl::string_view regency, absl::string_view id);

  // unrecorded.cc: keeps who is to be recorded, and forgets who is not any more.
  absl::Status KeepResidents(const std::vector<Resident>& residents);
  // The sites of the regency changed: the list is to be asked for again.
  absl::Status ForgetSiteList(absl::string_view regency);
  // The list is kept as of `now`, unless it was forgotten since `generation`.
  absl::Status KeepSiteList(absl::string_view regency, std::int64_t generation, absl::Time now);

  // plans.cc: `summary` is what lists show of the message.
  absl::Status InsertPlan(absl::string_view regency, const PlanRow& plan, absl::string_view summary,
                          const std::vector<VisitRow>& visits);

  // Made the announced one at `now`.
  absl::Status PublishPlan(absl::string_view regency, absl::string_view id, absl::Time now);

  // visits.cc
  absl::StatusOr<std::optional<AnnouncedVisit>> LockVisit(absl::string_view regency, absl::string_view id);
  // As ListVisitsWithin.
  absl::StatusOr<std::vector<AnnouncedVisit>> LockVisitsWithin(absl::string_view regency, absl::CivilDay from,
                                                               absl::CivilDay to);
  // The first of `count` running numbers; others wait for the end of the transaction.
  absl::StatusOr<std::int64_t> TakeVisitNumbers(absl::string_view regency, std::int64_t count);
  // FAILED_PRECONDITION TEAM_BUSY, likewise UpdateVisit.
  absl::Status InsertVisit(const AnnouncedVisit& visit);
  // ABORTED where a slot is taken.
  absl::Status InsertVisits(const std::vector<AnnouncedVisit>& visits);
  absl::Status UpdateVisit(const AnnouncedVisit& visit);

  // visit_outcomes.cc: a later outcome of a person replaces the one before.
  absl::Status KeepOutcomes(absl::string_view regency, absl::string_view visit,
                            const std::vector<VisitOutcome>& outcomes);
  // What is kept of the visit is to be told to population-svc.
  absl::Status TellLater(absl::string_view regency, absl::string_view visit);
  // `batch`, as ListUntoldOutcomes gave it, was told; `refusals` by its outcomes, empty for those taken.
  absl::Status MarkTold(const OutcomeBatch& batch, const std::vector<std::string>& refusals);
  absl::Status ForgetUntold(absl::string_view regency, absl::string_view visit);

  // Every write notes a change or says that nothing changed for others.
  void NoteChange(mysql::Change change) { transaction_.NoteChange(std::move(change)); }
  void NoChange() { transaction_.NoChange(); }

 private:
  // absences.cc: in place of what the owner had.
  absl::Status SaveAbsences(absl::string_view regency, absl::string_view owner,
                            const std::vector<DayRange>& days);

  mysql::Transaction& transaction_;
};

}  // namespace dukcapil::outreach::storage
