#include <map>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/rpc/batch.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/handlers.h"
#include "population-svc/rpc/match_held_events.h"
#include "population-svc/rpc/names.h"
#include "population-svc/rpc/resident_change.h"

namespace dukcapil::population {
namespace {

using storage::ResidentRow;

// A row of the request, as far as it can be judged without the database.
struct CheckedRow {
  std::optional<ImportRow> row;  // unset: refused
  Violations violations;
  std::vector<std::string> nik_indexes;  // under every key, the current one first
};

std::vector<CheckedRow> CheckRows(const Population& app, const v1::BatchImportResidentsRequest& request,
                                  absl::string_view regency) {
  std::vector<CheckedRow> checked(static_cast<std::size_t>(request.rows_size()));
  absl::flat_hash_set<std::string> niks;
  for (std::size_t i = 0; i < checked.size(); ++i) {
    CheckedRow& row = checked[i];
    row.row = population::FromProto(request.rows(static_cast<int>(i)), regency, row.violations);
    if (!row.row) continue;
    CheckImportRow(*row.row, app.clock.Today(), row.violations);
    if (!niks.insert(row.row->nik.digits).second) {
      row.violations.Add("nik", "NIK_REPEATED", "another row of this request has the same NIK");
    }
    if (!row.violations.empty()) {
      row.row.reset();
      continue;
    }
    row.nik_indexes = app.nik_index.UnderAnyKey(row.row->nik.digits);
  }
  return checked;
}

// What is known before the batch.
struct Known {
  absl::flat_hash_set<std::string> villages;
  absl::flat_hash_map<std::string, std::string> ids;  // by the current blind index
  absl::flat_hash_map<std::string, ResidentRow> residents;
  storage::EventsOfResidents events;
};

// `residents` finds or locks them by their ids.
absl::StatusOr<Known> ReadKnown(
    storage::Snapshot& snapshot, absl::string_view regency, const std::vector<CheckedRow>& rows,
    absl::FunctionRef<absl::StatusOr<absl::flat_hash_map<std::string, ResidentRow>>(std::vector<std::string>)>
        residents) {
  Known known;
  ASSIGN_OR_RETURN(known.villages, snapshot.VillagesOf(regency));
  if (known.villages.empty()) return RegencyUnknownError();
  std::vector<std::vector<std::string>> indexes;
  for (const CheckedRow& row : rows) {
    if (row.row) indexes.push_back(row.nik_indexes);
  }
  ASSIGN_OR_RETURN(known.ids, snapshot.IdsByNik(regency, indexes));
  std::vector<std::string> ids;
  for (const auto& [index, id] : known.ids) ids.push_back(id);
  ASSIGN_OR_RETURN(known.residents, residents(ids));
  ASSIGN_OR_RETURN(known.events, snapshot.EventsOf(regency, ids));
  return known;
}

// One import, collected in memory, so that it is saved with few statements.
class Import {
 public:
  Import(const Population& app, const std::string& regency, Known known)
      : app_(app),
        regency_(regency),
        known_(std::move(known)),
        change_(regency, "RESIDENTS_IMPORTED", app.clock.Now()) {}

  v1::BatchImportResidentsResponse AddAll(const std::vector<CheckedRow>& rows) {
    v1::BatchImportResidentsResponse response;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      v1::ImportRowResult& result = *response.add_results();
      result = Add(rows[i]);
      result.set_index(static_cast<int>(i));
    }
    return response;
  }

  // Without this nothing is written. The residents of the import are locked.
  absl::Status Save(storage::Tx& tx) {
    RETURN_IF_ERROR(tx.KeepOwnFirstCards(regency_, own_cards_));
    if (change_.empty()) {
      tx.NoChange();
      return absl::OkStatus();
    }
    if (absl::Status status = change_.SaveResidents(tx); absl::IsAlreadyExists(status)) {
      return ImportConflictError();
    } else if (!status.ok()) {
      return status;
    }
    RETURN_IF_ERROR(tx.InsertEvents(regency_, events_, app_.clock.Now()));
    return MatchHeldEvents(app_, tx, regency_, new_residents_, change_.TakeFigures());
  }

 private:
  static v1::ImportRowResult Refused(const Violations& violations) {
    v1::ImportRowResult result;
    result.set_outcome(v1::IMPORT_OUTCOME_REFUSED);
    AddViolations(violations, result);
    return result;
  }

  v1::ImportRowResult Add(const CheckedRow& row) {
    v1::ImportRowResult result;
    Violations violations = row.violations;
    if (row.row && !known_.villages.contains(row.row->resident.village)) {
      violations.Add("village_code", "VILLAGE_UNKNOWN", "the region data has no such village");
    }
    if (!violations.empty()) return Refused(violations);
    const auto id = known_.ids.find(row.nik_indexes.front());
    const ResidentRow* const before = id == known_.ids.end() ? nullptr : &known_.residents.at(id->second);
    if (before != nullptr && before->resident.merged) {
      violations.Add("nik", "RESIDENT_MERGED", "the record of this NIK was merged into another");
      return Refused(violations);
    }
    Resident after = Merge(*row.row, before == nullptr ? nullptr : &before->resident);
    if (before == nullptr) after.id = NewUuid();
    const auto& card = row.row->resident.first_card_date;
    if (before != nullptr && card.has_value()) own_cards_.emplace(after.id, *card);
    const bool has_new_event = AddEvent(*row.row, after);
    result.set_name(ResidentName(regency_, after.id));
    if (before == nullptr) {
      result.set_outcome(v1::IMPORT_OUTCOME_CREATED);
      Create(std::move(after), row);
    } else if (has_new_event || after != before->resident) {
      result.set_outcome(v1::IMPORT_OUTCOME_UPDATED);
      change_.Replace(*before, std::move(after));
    } else {
      result.set_outcome(v1::IMPORT_OUTCOME_UNCHANGED);
    }
    return result;
  }

  // Keeps the row's event, unless it is known of the resident itself, and folds. True where it is new.
  bool AddEvent(const ImportRow& row, Resident& resident) {
    if (!row.recording) return false;
    if (const auto own = known_.events.own.find(resident.id); own != known_.events.own.end()) {
      for (const RecordingEvent& event : own->second) {
        if (SameIdentity(event, *row.recording)) return false;
      }
    }
    std::vector<RecordingEvent> events = known_.events.All(resident.id);
    events.push_back(*row.recording);
    resident.recording = Fold(std::move(events));
    events_.push_back({resident.id, *row.recording});
    return true;
  }

  void Create(Resident resident, const CheckedRow& row) {
    new_residents_.push_back({resident.id, row.nik_indexes});
    ResidentRow created;
    created.nik_sealed = app_.nik_aead.Seal(row.row->nik.digits, NikContext(regency_, resident.id));
    created.nik_index = row.nik_indexes.front();
    created.resident = std::move(resident);
    change_.Create(std::move(created));
  }

  const Population& app_;
  const std::string& regency_;
  const Known known_;
  ResidentsChange change_;
  std::vector<NewResident> new_residents_;           // those created
  std::map<std::string, absl::CivilDay> own_cards_;  // first cards of those known
  std::vector<storage::EventRow> events_;
};

}  // namespace

absl::StatusOr<v1::BatchImportResidentsResponse> BatchImportResidents(
    Population& app, const Call& call, const v1::BatchImportResidentsRequest& request) {
  Violations violations;
  const auto regency = ParseRegency(request.parent(), "parent", violations);
  CheckBatchSize(request.rows_size(), "rows", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const std::vector<CheckedRow> rows = CheckRows(app, request, *regency);
  using Response = v1::BatchImportResidentsResponse;
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<Response> {
      ASSIGN_OR_RETURN(Known known, ReadKnown(snapshot, *regency, rows, [&](std::vector<std::string> ids) {
                         return snapshot.FindResidents(*regency, std::move(ids));
                       }));
      Response response = Import(app, *regency, std::move(known)).AddAll(rows);
      for (auto& result : *response.mutable_results()) {
        if (result.outcome() == v1::IMPORT_OUTCOME_CREATED) result.clear_name();
      }
      return response;
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(Known known, ReadKnown(tx, *regency, rows, [&](std::vector<std::string> ids) {
                       return tx.LockResidents(*regency, std::move(ids));
                     }));
    Import import(app, *regency, std::move(known));
    Response response = import.AddAll(rows);
    RETURN_IF_ERROR(import.Save(tx));
    return response;
  });
}

}  // namespace dukcapil::population
