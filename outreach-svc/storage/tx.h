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

  // sites.cc: inserts or overwrites. A site that population-svc no longer tells of stays, since plans name
  // it.
  absl::Status SaveSites(absl::string_view regency, const std::vector<Site>& sites, absl::Time now);

  // unrecorded.cc: keeps who is to be recorded, and forgets who is not any more.
  absl::Status KeepResidents(const std::vector<Resident>& residents);
  // The sites of the regency changed: the list is to be asked for again.
  absl::Status ForgetSiteList(absl::string_view regency);
  // The list is kept as of `now`, unless it was forgotten since `generation`.
  absl::Status KeepSiteList(absl::string_view regency, std::int64_t generation, absl::Time now);

  // plans.cc
  absl::Status InsertPlan(absl::string_view regency, const PlanRow& plan,
                          const std::vector<VisitRow>& visits);

  // Every write notes a change or says that nothing changed for others.
  void NoteChange(mysql::Change change) { transaction_.NoteChange(std::move(change)); }
  void NoChange() { transaction_.NoChange(); }

 private:
  mysql::Transaction& transaction_;
};

}  // namespace dukcapil::outreach::storage
