#include <algorithm>

#include "platform/status/status_macros.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::DismissPossibleDoubleResponse> DismissPossibleDouble(
    Population& app, const Call& call, const v1::DismissPossibleDoubleRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  const std::string first = ParseResidentOf(regency, request.first(), "first", violations);
  const std::string second = ParseResidentOf(regency, request.second(), "second", violations);
  if (violations.empty() && first == second) violations.Add("second", "SAME_RESIDENT", "must be another one");
  RETURN_IF_ERROR(violations.ToStatus());
  const std::string& lower = std::min(first, second);
  const std::string& higher = std::max(first, second);
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::DismissPossibleDoubleResponse> {
    for (const std::string& id : {first, second}) {
      ASSIGN_OR_RETURN(const auto row, tx.FindResident(regency, id));
      if (!row) return NotFoundError(ResidentName(regency, id));
    }
    RETURN_IF_ERROR(tx.InsertDismissedDouble(regency, lower, higher, app.clock.Now()));
    tx.NoChange();
    return v1::DismissPossibleDoubleResponse();
  });
}

}  // namespace dukcapil::population
