#include "absl/strings/str_cat.h"
#include "platform/status/status_macros.h"
#include "platform/update_mask/update_mask.h"
#include "population-svc/domain/errors.h"
#include "population-svc/domain/nik.h"
#include "population-svc/domain/resident_import.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

using storage::ResidentRow;

constexpr absl::string_view kUpdatable[] = {"full_name",
                                            "birth_date",
                                            "sex",
                                            "citizenship",
                                            "village",
                                            "school",
                                            "first_marriage_date",
                                            "arrival_date",
                                            "departure_date",
                                            "death_date",
                                            "digital_identity_date"};

// An empty mask would clear all that is not given: here the fields are named.
std::vector<std::string> FieldsOf(const google::protobuf::FieldMask& mask, Violations& violations) {
  if (mask.paths().empty()) violations.Add("update_mask", "REQUIRED", "must name the fields to change");
  return ReadMask(mask, kUpdatable, violations, "must be a field of the civil record that may change");
}

// `before` with `fields` as they are `given`.
absl::StatusOr<Resident> Changed(const Population& app, const std::string& regency, const ResidentRow& before,
                                 const std::vector<std::string>& fields, v1::Resident given) {
  v1::Resident proto = CivilRecordOf(regency, before.resident);
  MoveFields(fields, given, proto);
  Resident after = before.resident;
  Violations violations;
  ReadCivilRecord(proto, regency, after, violations);
  if (violations.empty()) CheckCivilRecord(after, app.clock.Today(), "resident.", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  if (after.birth_date != before.resident.birth_date || after.sex != before.resident.sex) {
    ASSIGN_OR_RETURN(const std::string digits,
                     app.nik_aead.Open(before.nik_sealed, NikContext(regency, after.id)));
    const auto nik = ParseNik(digits, "nik", violations);
    RETURN_IF_ERROR(violations.ToStatus());
    after.nik_findings = NikFindings(*nik, after.birth_date, after.sex);
  }
  return after;
}

}  // namespace

absl::StatusOr<v1::Resident> UpdateResident(Population& app, const Call& call,
                                            const v1::UpdateResidentRequest& request) {
  Violations violations;
  const auto key = ParseResident(request.name(), "name", violations);
  const std::vector<std::string> fields = FieldsOf(request.update_mask(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Write(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Resident> {
    ASSIGN_OR_RETURN(auto locked, tx.LockResidents(key->regency, {key->id}));
    const auto found = locked.find(key->id);
    if (found == locked.end()) return NotFoundError(request.name());
    ResidentRow& row = found->second;
    if (row.resident.merged) return ResidentMergedError(ResidentName(key->regency, row.resident.merged->id));
    if (!request.etag().empty() && request.etag() != absl::StrCat(row.version)) return EtagMismatchError();
    ASSIGN_OR_RETURN(const Resident after, Changed(app, key->regency, row, fields, request.resident()));
    if (after.village != row.resident.village) RETURN_IF_ERROR(CheckVillage(tx, after.village));
    if (after == row.resident) {
      tx.NoChange();
      return ToProto(key->regency, row, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
    }
    ResidentsChange change(key->regency, "RESIDENT_UPDATED", app.clock.Now());
    row = change.Replace(row, after);
    RETURN_IF_ERROR(change.Save(tx));
    return ToProto(key->regency, row, v1::RESIDENT_VIEW_BASIC, app.nik_aead, app.clock.Today());
  });
}

}  // namespace dukcapil::population
