#include "absl/container/flat_hash_set.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/batch.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/official_code.h"

namespace dukcapil::population {
namespace {

// Everything wrong with the fields of a row, whose village must be one of `villages`.
Violations Check(const v1::SchoolRow& row, const absl::flat_hash_set<std::string>& villages) {
  Violations violations;
  if (!IsNpsn(row.npsn())) violations.Add("npsn", "MALFORMED", "must be 8 digits");
  CheckText(row.display_name(), 1, 100, "display_name", violations);
  if (row.kind() == v1::SCHOOL_KIND_UNSPECIFIED || !v1::SchoolKind_IsValid(row.kind())) {
    violations.Add("kind", "UNKNOWN_VALUE", "must be SMA, SMK or MA");
  }
  if (!villages.contains(row.village_code())) {
    violations.Add("village_code", "VILLAGE_UNKNOWN", "must be the code of a village within the parent");
  }
  return violations;
}

std::vector<std::string> NpsnsOf(const v1::BatchImportSchoolsRequest& request) {
  std::vector<std::string> npsns;
  for (const v1::SchoolRow& row : request.rows()) {
    if (IsNpsn(row.npsn())) npsns.push_back(row.npsn());
  }
  return npsns;
}

struct JudgedSchools {
  v1::BatchImportSchoolsResponse response;
  std::vector<storage::SchoolRow> changed;
};

JudgedSchools JudgeSchools(const v1::BatchImportSchoolsRequest& request, absl::string_view regency,
                           const absl::flat_hash_set<std::string>& villages,
                           const absl::flat_hash_map<std::string, storage::SchoolRow>& known) {
  JudgedSchools judged;
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < request.rows_size(); ++i) {
    const v1::SchoolRow& row = request.rows(i);
    v1::ImportRowResult& result = *judged.response.add_results();
    result.set_index(i);
    Violations wrong = Check(row, villages);
    if (!seen.insert(row.npsn()).second) {
      wrong.Add("npsn", "NPSN_REPEATED", "another row of this request has the same NPSN");
    }
    if (!wrong.empty()) {
      result.set_outcome(v1::IMPORT_OUTCOME_REFUSED);
      AddViolations(wrong, result);
      continue;
    }
    storage::SchoolRow school{row.npsn(), row.display_name(), static_cast<int>(row.kind()),
                              row.village_code()};
    const auto before = known.find(row.npsn());
    result.set_name(SchoolName(regency, row.npsn()));
    result.set_outcome(before == known.end()      ? v1::IMPORT_OUTCOME_CREATED
                       : before->second == school ? v1::IMPORT_OUTCOME_UNCHANGED
                                                  : v1::IMPORT_OUTCOME_UPDATED);
    if (result.outcome() != v1::IMPORT_OUTCOME_UNCHANGED) judged.changed.push_back(std::move(school));
  }
  return judged;
}

}  // namespace

absl::StatusOr<v1::BatchImportSchoolsResponse> BatchImportSchools(
    Population& app, const Call& call, const v1::BatchImportSchoolsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  CheckBatchSize(request.rows_size(), "rows", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  using Response = v1::BatchImportSchoolsResponse;
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<Response> {
      ASSIGN_OR_RETURN(const auto villages, snapshot.VillagesOf(*regency));
      if (villages.empty()) return RegencyUnknownError();
      ASSIGN_OR_RETURN(const auto known, snapshot.FindSchools(*regency, NpsnsOf(request)));
      return JudgeSchools(request, *regency, villages, known).response;
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto villages, tx.VillagesOf(*regency));
    if (villages.empty()) return RegencyUnknownError();
    ASSIGN_OR_RETURN(const auto known, tx.LockSchools(*regency, NpsnsOf(request)));
    JudgedSchools judged = JudgeSchools(request, *regency, villages, known);
    RETURN_IF_ERROR(tx.SaveSchools(*regency, judged.changed, app.clock.Now()));
    if (judged.changed.empty()) {
      tx.NoChange();
    } else {
      tx.NoteChange({*regency, RegionName(*regency), "SCHOOLS_IMPORTED", ""});
    }
    return judged.response;
  });
}

}  // namespace dukcapil::population
