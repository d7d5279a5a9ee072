#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {
namespace {

constexpr absl::string_view kUnmask = "population.residents.unmask";

}  // namespace

absl::StatusOr<v1::Resident> GetResident(Population& app, const Call& call,
                                         const v1::GetResidentRequest& request) {
  Violations violations;
  const auto key = ParseResident(request.name(), "name", violations);
  if (!v1::ResidentView_IsValid(request.view())) {
    violations.Add("view", "UNKNOWN_VALUE", "must be a known value");
  }
  const bool full = request.view() == v1::RESIDENT_VIEW_FULL;
  if (full) CheckText(request.purpose(), 5, 200, "purpose", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  if (full && !app.policy.Permits(call.caller, kUnmask)) return UnmaskDeniedError();

  const auto read = [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Resident> {
    ASSIGN_OR_RETURN(const auto row, snapshot.FindResident(key->regency, key->id));
    if (!row) return NotFoundError(request.name());
    return ToProto(key->regency, *row, request.view(), app.nik_aead, app.clock.Today());
  };
  if (!full) return app.store.Read(call, read);

  Call audited = call;
  audited.purpose = request.purpose();
  return app.store.ReadAudited(audited, read);
}

}  // namespace dukcapil::population
