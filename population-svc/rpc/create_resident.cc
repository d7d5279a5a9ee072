#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/domain/nik.h"
#include "population-svc/domain/resident_import.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/match_held_events.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

void CheckPreviousName(absl::string_view name, absl::string_view regency, Violations& violations) {
  if (name.empty()) return;
  const auto previous = ParseResident(name, "resident.previous_name", violations);
  if (previous && previous->regency == regency) {
    violations.Add("resident.previous_name", "WRONG_REGION", "must name a record of another regency");
  }
}

}  // namespace

absl::StatusOr<v1::Resident> CreateResident(Population& app, const Call& call,
                                            const v1::CreateResidentRequest& request) {
  Violations violations;
  const std::string regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  const v1::Resident& proto = request.resident();
  const auto nik = ParseNik(proto.nik(), "resident.nik", violations);
  Resident resident;
  ReadCivilRecord(proto, regency, resident, violations);
  resident.first_card_date = OptionalFromProto(proto.has_first_card_date(), proto.first_card_date(),
                                               "resident.first_card_date", violations);
  CheckPreviousName(proto.previous_name(), regency, violations);
  if (violations.empty()) CheckCivilRecord(resident, app.clock.Today(), "resident.", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  resident.nik_findings = NikFindings(*nik, resident.birth_date, resident.sex);
  resident.synthetic = nik->synthetic();
  const std::vector<std::string> indexes = app.nik_index.UnderAnyKey(nik->digits);
  const auto refuse_known = [&](storage::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const auto ids, tx.IdsByNikIndex(regency, indexes));
    return ids.empty() ? absl::OkStatus() : ResidentExistsError(ResidentName(regency, ids.begin()->second));
  };
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Resident> {
    RETURN_IF_ERROR(CheckVillage(tx, resident.village));
    RETURN_IF_ERROR(refuse_known(tx));
    storage::ResidentRow row;
    row.resident = resident;
    row.previous_name = proto.previous_name();
    row.resident.id = NewUuid();
    row.nik_sealed = app.nik_aead.Seal(nik->digits, NikContext(regency, row.resident.id));
    row.nik_index = indexes.front();
    const std::string id = row.resident.id;
    ResidentsChange change(regency, "RESIDENT_CREATED", app.clock.Now());
    change.Create(std::move(row));
    if (absl::Status status = change.SaveResidents(tx); absl::IsAlreadyExists(status)) {
      RETURN_IF_ERROR(refuse_known(tx));  // committed since
      return status;
    } else if (!status.ok()) {
      return status;
    }
    RETURN_IF_ERROR(MatchHeldEvents(app, tx, regency, {{id, indexes}}, change.TakeFigures()));
    ASSIGN_OR_RETURN(const auto created, tx.FindResident(regency, id));
    return ToProto(regency, *created, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
  });
}

}  // namespace dukcapil::population
