#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr int kLargestBatch = 1000;

// The rows of a batch: those that may be kept, and those refused.
class Batch {
 public:
  Batch(const v1::BatchReportOutcomesRequest& request, const std::string& regency) {
    absl::flat_hash_set<std::string> seen;
    for (int i = 0; i < request.outcomes_size(); ++i) {
      const v1::VisitOutcome& row = request.outcomes(i);
      Violations violations;
      const auto resident = ParseResident(row.resident(), regency, "resident", violations);
      if (row.outcome() == v1::PERSON_OUTCOME_UNSPECIFIED || !v1::PersonOutcome_IsValid(row.outcome())) {
        violations.Add("outcome", "UNKNOWN_VALUE", "must be a known outcome");
      }
      if (!violations.empty()) {
        const Violation& first = violations.list().front();
        Refuse(i, first.reason, absl::StrCat(first.field, ": ", first.description));
      } else if (!seen.insert(*resident).second) {
        Refuse(i, "REPEATED_IN_BATCH", "the resident is in the batch twice");
      } else {
        rows_.push_back({i, *resident, static_cast<PersonOutcome>(row.outcome())});
      }
    }
  }

  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const Row& row : rows_) ids.push_back(row.resident);
    return ids;
  }

  // Refuses who is not at the site, as far as it is known where they are.
  void Place(const absl::flat_hash_map<std::string, Whereabouts>& where, const std::string& site) {
    std::vector<Row> kept;
    for (Row& row : rows_) {
      const auto found = where.find(row.resident);
      if (found == where.end()) {
        Refuse(row.index, "RESIDENT_UNKNOWN", "no such resident is registered here");
      } else if (!IsAtSite(found->second, site)) {
        Refuse(row.index, "NOT_AT_SITE", "the resident neither lives nor learns at the site");
      } else {
        kept.push_back(std::move(row));
      }
    }
    rows_ = std::move(kept);
  }

  std::vector<VisitOutcome> Outcomes(absl::Time event_time) const {
    std::vector<VisitOutcome> outcomes;
    for (const Row& row : rows_) outcomes.push_back({row.resident, row.outcome, event_time, false, ""});
    return outcomes;
  }

  v1::BatchReportOutcomesResponse Response() const {
    v1::BatchReportOutcomesResponse response;
    response.set_kept(static_cast<int>(rows_.size()));
    for (const auto& [index, refused] : refused_) *response.add_refused() = refused;
    return response;
  }

 private:
  struct Row {
    int index;
    std::string resident;
    PersonOutcome outcome;
  };

  void Refuse(int index, absl::string_view reason, absl::string_view description) {
    v1::RefusedOutcome& refused = refused_[index];
    refused.set_index(index);
    refused.set_reason(std::string(reason));
    refused.set_description(std::string(description));
  }

  std::vector<Row> rows_;
  std::map<int, v1::RefusedOutcome> refused_;  // by index
};

// Where these live and learn: as kept here of those not recorded, the others as population-svc knows.
absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>> FindWhere(Outreach& app, const Call& call,
                                                                        const std::string& regency,
                                                                        const std::vector<std::string>& ids) {
  ASSIGN_OR_RETURN(auto where, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return snapshot.WhereUnrecorded(regency, ids);
  }));
  std::vector<std::string> others;
  for (const std::string& id : ids) {
    if (!where.contains(id)) others.push_back(id);
  }
  if (others.empty()) return where;
  ASSIGN_OR_RETURN(const auto found, app.residents.find(call, regency, others));
  where.insert(found.begin(), found.end());
  return where;
}

}  // namespace

absl::StatusOr<v1::BatchReportOutcomesResponse> BatchReportOutcomes(
    Outreach& app, const Call& call, const v1::BatchReportOutcomesRequest& request) {
  Violations violations;
  const auto key = ParseVisit(request.parent(), "parent", violations);
  if (request.outcomes().empty() || request.outcomes_size() > kLargestBatch) {
    violations.Add("outcomes", "BATCH_SIZE", absl::StrCat("must be 1 to ", kLargestBatch));
  }
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const auto asked, app.store.Read(call, [&](storage::Snapshot& snapshot) {
    return snapshot.FindVisit(key->regency, key->id);
  }));
  if (!asked.has_value()) return NotFoundError(request.parent());
  Batch batch(request, key->regency);
  ASSIGN_OR_RETURN(const auto where, FindWhere(app, call, key->regency, batch.Ids()));
  batch.Place(where, asked->site);
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::BatchReportOutcomesResponse> {
    ASSIGN_OR_RETURN(const auto visit, tx.LockVisit(key->regency, key->id));
    if (!visit.has_value()) return NotFoundError(request.parent());
    RETURN_IF_ERROR(CheckReporting(*visit));
    RETURN_IF_ERROR(
        tx.KeepOutcomes(key->regency, key->id, batch.Outcomes(EventTimeOf(*visit, app.clock.BusinessNow()))));
    tx.NoteChange({key->regency, request.parent(), "VISIT_OUTCOMES_REPORTED", ""});
    return batch.Response();
  });
}

}  // namespace dukcapil::outreach
