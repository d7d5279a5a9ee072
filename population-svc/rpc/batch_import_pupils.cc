#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/nik.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/rpc/batch.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/official_code.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

using storage::ResidentRow;
using storage::SchoolRow;

struct CheckedPupil {
  Violations violations;
  std::vector<std::string> nik_indexes;  // under every key, the current one first; empty: refused
  std::string npsn;
};

std::vector<CheckedPupil> CheckPupils(const Population& app, const v1::BatchImportPupilsRequest& request) {
  std::vector<CheckedPupil> checked;
  absl::flat_hash_set<std::string> niks;
  for (const v1::PupilRow& row : request.rows()) {
    CheckedPupil& pupil = checked.emplace_back();
    const auto nik = ParseNik(row.nik(), "nik", pupil.violations);
    if (nik && !niks.insert(nik->digits).second) {
      pupil.violations.Add("nik", "NIK_REPEATED", "another row of this request has the same NIK");
    }
    if (!IsNpsn(row.school_npsn())) pupil.violations.Add("school_npsn", "MALFORMED", "must be 8 digits");
    if (!pupil.violations.empty()) continue;
    pupil.nik_indexes = app.nik_index.UnderAnyKey(nik->digits);
    pupil.npsn = row.school_npsn();
  }
  return checked;
}

// What is known of the pupils and their schools.
struct KnownPupils {
  absl::flat_hash_map<std::string, std::string> ids;  // by the current blind index
  WithKept found;
  absl::flat_hash_map<std::string, SchoolRow> schools;

  // Null where nobody here has the NIK. Of a double closed by a merge the resident kept goes to school.
  const ResidentRow* ResidentOf(const CheckedPupil& pupil) const {
    const auto id = ids.find(pupil.nik_indexes.front());
    return id == ids.end() ? nullptr : &found.residents.at(found.Counting(id->second));
  }
};

// Sets `result` of a pupil, and adds to `change` where the resident changes. `seen`: the residents of the
// rows before.
void JudgePupil(const CheckedPupil& pupil, const std::string& regency, const KnownPupils& known,
                absl::CivilDay today, absl::flat_hash_set<std::string>& seen, ResidentsChange& change,
                v1::ImportRowResult& result) {
  Violations violations = pupil.violations;
  const ResidentRow* const before = violations.empty() ? known.ResidentOf(pupil) : nullptr;
  if (before != nullptr && !seen.insert(before->resident.id).second) {
    violations.Add("nik", "NIK_REPEATED", "another row of this request is of the same resident");
  }
  if (violations.empty() && !known.schools.contains(pupil.npsn)) {
    violations.Add("school_npsn", "SCHOOL_UNKNOWN", "no such school is known here: import the schools first");
  }
  if (!violations.empty()) {
    result.set_outcome(v1::IMPORT_OUTCOME_REFUSED);
    AddViolations(violations, result);
    return;
  }
  if (before == nullptr || EndOfResidence(before->resident).value_or(today + 1) <= today) {
    result.set_outcome(v1::IMPORT_OUTCOME_ELSEWHERE);
    return;
  }
  result.set_name(ResidentName(regency, before->resident.id));
  result.set_outcome(v1::IMPORT_OUTCOME_UNCHANGED);
  if (before->resident.school_npsn == pupil.npsn) return;
  result.set_outcome(v1::IMPORT_OUTCOME_UPDATED);
  Resident after = before->resident;
  after.school_npsn = pupil.npsn;
  change.Replace(*before, std::move(after));
}

}  // namespace

absl::StatusOr<v1::BatchImportPupilsResponse> BatchImportPupils(Population& app, const Call& call,
                                                                const v1::BatchImportPupilsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  CheckBatchSize(request.rows_size(), "rows", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const std::vector<CheckedPupil> pupils = CheckPupils(app, request);
  std::vector<std::vector<std::string>> indexes;
  std::vector<std::string> npsns;
  for (const CheckedPupil& pupil : pupils) {
    if (pupil.nik_indexes.empty()) continue;
    indexes.push_back(pupil.nik_indexes);
    npsns.push_back(pupil.npsn);
  }
  const auto judge = [&](const KnownPupils& known, ResidentsChange& change) {
    v1::BatchImportPupilsResponse response;
    absl::flat_hash_set<std::string> seen;
    for (const CheckedPupil& pupil : pupils) {
      v1::ImportRowResult& result = *response.add_results();
      result.set_index(response.results_size() - 1);
      JudgePupil(pupil, *regency, known, app.clock.Today(), seen, change, result);
    }
    return response;
  };
  const auto ids_of = [](const KnownPupils& known) {
    std::vector<std::string> ids;
    for (const auto& [index, id] : known.ids) ids.push_back(id);
    return ids;
  };
  using Response = v1::BatchImportPupilsResponse;
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<Response> {
      KnownPupils known;
      ASSIGN_OR_RETURN(known.ids, snapshot.IdsByNik(*regency, indexes));
      ASSIGN_OR_RETURN(known.found, FindWithKept(snapshot, *regency, ids_of(known)));
      ASSIGN_OR_RETURN(known.schools, snapshot.FindSchools(*regency, npsns));
      ResidentsChange unsaved(*regency, "", app.clock.Now());
      return judge(known, unsaved);
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<Response> {
    KnownPupils known;
    ASSIGN_OR_RETURN(known.ids, tx.IdsByNik(*regency, indexes));
    ASSIGN_OR_RETURN(known.found, LockWithKept(tx, *regency, ids_of(known)));
    ASSIGN_OR_RETURN(known.schools, tx.LockSchools(*regency, npsns));
    ResidentsChange change(*regency, "PUPILS_IMPORTED", app.clock.Now());
    Response response = judge(known, change);
    RETURN_IF_ERROR(change.Save(tx));
    if (change.empty()) tx.NoChange();
    return response;
  });
}

}  // namespace dukcapil::population
