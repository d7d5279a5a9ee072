#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/domain/merge.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

using storage::ResidentRow;

absl::Status CheckMerge(storage::Tx& tx, const std::string& regency, const ResidentRow& kept,
                        const ResidentRow& duplicate, const v1::MergeResidentsRequest& request) {
  for (const ResidentRow* row : {&kept, &duplicate}) {
    if (row->resident.merged) return ResidentMergedError(ResidentName(regency, row->resident.merged->id));
  }
  ASSIGN_OR_RETURN(const auto into_the_double, tx.MergesInto(regency, duplicate.resident.id));
  if (!into_the_double.empty()) return ResidentHasMergedError();
  const auto differs = [](const std::string& etag, const ResidentRow& row) {
    return !etag.empty() && etag != absl::StrCat(row.version);
  };
  if (differs(request.etag(), kept) || differs(request.double_etag(), duplicate)) return EtagMismatchError();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Resident> MergeResidents(Population& app, const Call& call,
                                            const v1::MergeResidentsRequest& request) {
  Violations violations;
  const ResidentKey key = ParseResident(request.name(), "name", violations).value_or(ResidentKey());
  const std::string double_id =
      ParseResidentOf(key.regency, request.double_name(), "double_name", violations);
  if (violations.empty() && double_id == key.id) {
    violations.Add("double_name", "SAME_RESIDENT", "must be another one");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Resident> {
    ASSIGN_OR_RETURN(auto locked, tx.LockResidents(key.regency, {key.id, double_id}));
    if (!locked.contains(key.id)) return NotFoundError(request.name());
    if (!locked.contains(double_id)) return NotFoundError(request.double_name());
    ResidentRow& kept = locked.at(key.id);
    ResidentRow& duplicate = locked.at(double_id);
    RETURN_IF_ERROR(CheckMerge(tx, key.regency, kept, duplicate, request));
    ASSIGN_OR_RETURN(const auto before, tx.MergesInto(key.regency, key.id));
    const auto own_first_card =
        before.empty() ? kept.resident.first_card_date : before.front().kept_first_card_date;
    RETURN_IF_ERROR(tx.InsertMerge(key.regency, {double_id, key.id, own_first_card}, app.clock.Now()));
    ASSIGN_OR_RETURN(const auto events, tx.EventsOf(key.regency, {key.id}));
    ResidentsChange change(key.regency, "RESIDENTS_MERGED", app.clock.Now());
    const Resident after = WithDouble(kept.resident, duplicate.resident, Fold(events.All(key.id)));
    duplicate = change.Replace(duplicate, AsMerged(duplicate.resident, key.id, app.clock.Today()));
    kept = change.Replace(kept, after);
    RETURN_IF_ERROR(change.Save(tx));
    return ToProto(key.regency, kept, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
  });
}

}  // namespace dukcapil::population
