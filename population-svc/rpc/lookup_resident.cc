#include "platform/status/status_macros.h"
#include "population-svc/domain/nik.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

absl::StatusOr<v1::Resident> LookupResident(Population& app, const Call& call,
                                            const v1::LookupResidentRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  const auto nik = ParseNik(request.nik(), "nik", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const std::vector<std::string> indexes = app.nik_index.UnderAnyKey(nik->digits);
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Resident> {
    ASSIGN_OR_RETURN(const auto ids, snapshot.IdsByNikIndex(*regency, indexes));
    if (ids.empty()) return NotFoundError("a resident with this NIK");
    ASSIGN_OR_RETURN(const auto row, snapshot.FindResident(*regency, ids.begin()->second));
    if (!row) return NotFoundError("a resident with this NIK");
    return ToProto(*regency, *row, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
  });
}

}  // namespace dukcapil::population
