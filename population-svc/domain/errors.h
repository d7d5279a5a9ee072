// Every distinct error of population-svc that is not a matter of one field.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "platform/status/error.h"

namespace dukcapil::population {

// PERMISSION_DENIED: a FULL view needs `population.residents.unmask`.
inline absl::Status UnmaskDeniedError() {
  return MakeError(absl::StatusCode::kPermissionDenied, "UNMASK_DENIED",
                   "the full view of a resident is not permitted to the caller");
}

// PERMISSION_DENIED: the centre's word needs `population.recordingEvents.submitCentre`.
inline absl::Status CentreDeniedError() {
  return MakeError(absl::StatusCode::kPermissionDenied, "CENTRE_DENIED",
                   "the caller may not submit what the centre says");
}

// ABORTED: another import brought one of these residents at the same moment; send the request again.
inline absl::Status ImportConflictError() {
  return MakeError(absl::StatusCode::kAborted, "IMPORT_CONFLICT",
                   "another import brought one of these residents at the same moment; send it again");
}

// ALREADY_EXISTS: the NIK is registered here, under the resource name `resident`.
inline absl::Status ResidentExistsError(const std::string& resident) {
  return MakeError(absl::StatusCode::kAlreadyExists, "RESIDENT_EXISTS",
                   "a resident with this NIK is registered here", {{"resident", resident}});
}

// ABORTED: the person of one of these events was created at the same moment; send the request again.
inline absl::Status EventConflictError() {
  return MakeError(absl::StatusCode::kAborted, "EVENT_CONFLICT",
                   "the person of one of these events was created at the same moment; send it again");
}

// ABORTED: one of these records was merged, or its merge undone, at the same moment; send the request again.
inline absl::Status ResidentConflictError() {
  return MakeError(absl::StatusCode::kAborted, "RESIDENT_CONFLICT",
                   "one of these records was merged, or its merge undone, at the same moment; send it again");
}

// FAILED_PRECONDITION: the held event was released, discarded or matched before.
inline absl::Status HeldEventResolvedError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "HELD_EVENT_RESOLVED",
                   "the event waits no more: it was released, discarded or matched");
}

// FAILED_PRECONDITION: the resident has another event of that time, source, kit and sequence.
inline absl::Status EventIdentityTakenError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "EVENT_IDENTITY_TAKEN",
                   "the resident has another event of that time, source, kit and sequence");
}

// ALREADY_EXISTS: figures of this date and label were entered before, and stand.
inline absl::Status SnapshotExistsError() {
  return MakeError(absl::StatusCode::kAlreadyExists, "SNAPSHOT_EXISTS",
                   "figures of this date and label were entered before");
}

// FAILED_PRECONDITION: the region data does not have the regency, so nobody can live there.
inline absl::Status RegencyUnknownError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "REGENCY_UNKNOWN",
                   "the loaded region data does not have this regency");
}

// FAILED_PRECONDITION: the record was merged into `kept`, which is the one to change.
inline absl::Status ResidentMergedError(const std::string& kept) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "RESIDENT_MERGED",
                   "the record was merged into another, which is the one to change", {{"resident", kept}});
}

// FAILED_PRECONDITION: others were merged into the record; keep it, or undo those first.
inline absl::Status ResidentHasMergedError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "RESIDENT_HAS_MERGED",
                   "others were merged into the double: keep it instead, or undo those first");
}

// FAILED_PRECONDITION: there is nothing to undo.
inline absl::Status ResidentNotMergedError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "RESIDENT_NOT_MERGED",
                   "the record is not merged into another");
}

}  // namespace dukcapil::population
