#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/domain/merge.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {

absl::StatusOr<v1::Resident> UnmergeResidents(Population& app, const Call& call,
                                              const v1::UnmergeResidentsRequest& request) {
  Violations violations;
  const ResidentKey key = ParseResident(request.name(), "name", violations).value_or(ResidentKey());
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Resident> {
    ASSIGN_OR_RETURN(WithKept locked, LockWithKept(tx, key.regency, {key.id}));
    if (!locked.residents.contains(key.id)) return NotFoundError(request.name());
    const std::string& kept_id = locked.Counting(key.id);
    if (kept_id == key.id) return ResidentNotMergedError();
    storage::ResidentRow& duplicate = locked.residents.at(key.id);
    const storage::ResidentRow& kept = locked.residents.at(kept_id);
    ASSIGN_OR_RETURN(const auto merges, tx.MergesInto(key.regency, kept_id));
    RETURN_IF_ERROR(tx.DeleteMerge(key.regency, key.id));
    std::vector<std::string> others;
    for (const storage::MergeRow& merge : merges) {
      if (merge.merged_id != key.id) others.push_back(merge.merged_id);
    }
    // Not locked, which would be out of order: who changes a closed double locks the resident kept, too.
    ASSIGN_OR_RETURN(const auto remaining, tx.FindResidents(key.regency, others));
    std::vector<Resident> doubles_left;
    for (const auto& [id, row] : remaining) doubles_left.push_back(row.resident);
    ASSIGN_OR_RETURN(const auto events, tx.EventsOf(key.regency, {kept_id}));
    ResidentsChange change(key.regency, "RESIDENTS_UNMERGED", app.clock.Now());
    Resident after = WithoutDouble(kept.resident, merges.front().kept_first_card_date, duplicate.resident,
                                   doubles_left, Fold(events.All(kept_id)));
    change.Replace(kept, std::move(after));
    Resident reopened = duplicate.resident;
    reopened.merged.reset();
    duplicate = change.Replace(duplicate, std::move(reopened));
    RETURN_IF_ERROR(change.Save(tx));
    return ToProto(key.regency, duplicate, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
  });
}

}  // namespace dukcapil::population
