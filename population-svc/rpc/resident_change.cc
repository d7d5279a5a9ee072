#include "population-svc/rpc/resident_change.h"

#include <algorithm>

#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"
#include "population-svc/domain/errors.h"
#include "population-svc/domain/obligation.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

using dukcapil::ToProto;  // of civil dates, hidden by those of convert.h

namespace {

constexpr std::size_t kResidentsInAChange = 100;

}  // namespace

absl::Status CheckVillage(storage::Tx& tx, absl::string_view village) {
  ASSIGN_OR_RETURN(const auto region, tx.FindRegion(village));
  if (region) return absl::OkStatus();
  return InvalidField("resident.village", "VILLAGE_UNKNOWN", "the region data has no such village");
}

absl::StatusOr<WithKept> LockWithKept(storage::Tx& tx, absl::string_view regency,
                                      std::vector<std::string> ids) {
  WithKept locked;
  // Into whom is known only once read: looked at again under the lock.
  ASSIGN_OR_RETURN(locked.kept_for, tx.KeptFor(regency, ids));
  for (const auto& [merged, kept] : locked.kept_for) ids.push_back(kept);
  ASSIGN_OR_RETURN(locked.residents, tx.LockResidents(regency, std::move(ids)));
  for (const auto& [id, row] : locked.residents) {
    const auto kept = locked.kept_for.find(id);
    const bool was_merged = kept != locked.kept_for.end();
    if (row.resident.merged.has_value() != was_merged) return ResidentConflictError();
    if (was_merged && row.resident.merged->id != kept->second) return ResidentConflictError();
  }
  return locked;
}

absl::StatusOr<WithKept> FindWithKept(storage::Snapshot& snapshot, absl::string_view regency,
                                      std::vector<std::string> ids) {
  WithKept found;
  ASSIGN_OR_RETURN(found.kept_for, snapshot.KeptFor(regency, ids));
  for (const auto& [merged, kept] : found.kept_for) ids.push_back(kept);
  ASSIGN_OR_RETURN(found.residents, snapshot.FindResidents(regency, std::move(ids)));
  return found;
}

v1::ResidentState StateOf(absl::string_view regency, const storage::ResidentRow& row) {
  const Resident& resident = row.resident;
  v1::ResidentState state;
  state.set_name(ResidentName(regency, resident.id));
  state.set_village(RegionName(resident.village));
  state.set_recording_state(static_cast<v1::RecordingState>(resident.recording.state));
  if (const auto obliged = ObligedDate(resident)) *state.mutable_obliged_date() = ToProto(*obliged);
  if (const auto& day = resident.first_card_date) *state.mutable_first_card_date() = ToProto(*day);
  if (const auto& day = resident.death_date) *state.mutable_death_date() = ToProto(*day);
  // To who follows, a double closed by a merge has left.
  if (const auto day = resident.merged ? EndOfResidence(resident) : resident.departure_date) {
    *state.mutable_departure_date() = ToProto(*day);
  }
  state.set_version(row.version);
  if (const auto& day = resident.recording.covered_date) *state.mutable_covered_date() = ToProto(*day);
  if (resident.school_npsn) state.set_school(SchoolName(regency, *resident.school_npsn));
  return state;
}

void ResidentsChange::Create(storage::ResidentRow row) {
  figures_.Add(row.resident, +1);
  row.create_time = row.update_time = now_;
  created_.push_back(std::move(row));
}

storage::ResidentRow ResidentsChange::Replace(const storage::ResidentRow& before, Resident after) {
  figures_.Replace(before.resident, after);
  storage::ResidentRow row = before;
  row.resident = std::move(after);
  ++row.version;
  row.update_time = now_;
  changed_.push_back(row);
  if (IsFoundOtherwise(before.resident, row.resident)) {
    renamed_before_.push_back(before.resident);
    renamed_.push_back(row);
  }
  return row;
}

absl::Status ResidentsChange::Save(storage::Tx& tx) {
  RETURN_IF_ERROR(SaveResidents(tx));
  return SaveFigures(tx);
}

absl::Status ResidentsChange::SaveResidents(storage::Tx& tx) {
  RETURN_IF_ERROR(tx.InsertResidents(regency_, created_));
  RETURN_IF_ERROR(tx.SaveResidents(regency_, changed_));
  RETURN_IF_ERROR(tx.ReindexNames(regency_, renamed_before_, renamed_));
  NoteAll(tx);
  return absl::OkStatus();
}

absl::Status ResidentsChange::SaveFigures(storage::Tx& tx) {
  return tx.ApplyCoverage(regency_, figures_.Take());
}

void ResidentsChange::NoteAll(storage::Tx& tx) const {
  std::vector<const storage::ResidentRow*> all;
  for (const storage::ResidentRow& row : created_) all.push_back(&row);
  for (const storage::ResidentRow& row : changed_) all.push_back(&row);
  const std::string resource =
      all.size() == 1 ? ResidentName(regency_, all.front()->resident.id) : RegionName(regency_);
  for (std::size_t begin = 0; begin < all.size(); begin += kResidentsInAChange) {
    v1::ResidentsChanged told;
    for (std::size_t i = begin; i < std::min(begin + kResidentsInAChange, all.size()); ++i) {
      *told.add_residents() = StateOf(regency_, *all[i]);
    }
    tx.NoteChange({regency_, resource, kind_, told.SerializeAsString()});
  }
}

v1::WatchRecordingsResponse ToWatchResponse(const changes::Told& told) {
  v1::WatchRecordingsResponse response;
  response.set_sequence(told.sequence);
  if (told.change == nullptr) {
    response.mutable_bookmark();
    return response;
  }
  const mysql::Change& change = told.change->change;
  response.set_resource(change.resource);
  response.set_kind(change.kind);
  *response.mutable_change_time() = ToProto(told.change->create_time);
  // Every payload of this service is of this kind; a change without one is told without.
  if (!change.payload.empty() && !response.mutable_residents()->ParseFromString(change.payload)) {
    response.clear_residents();
  }
  return response;
}

}  // namespace dukcapil::population
