// Recording events as submitted.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/recording.pb.h"
#include "platform/crypto/aead.h"
#include "platform/status/error.h"
#include "population-svc/domain/recording_fold.h"

namespace dukcapil::population {

// One submitted event. Where `violations` is not empty, the rest is not to be used.
struct SubmittedEvent {
  Violations violations;    // of the event's fields
  std::string resident_id;  // or
  std::string nik;
  std::string nik_index;                 // its blind index, by which the resident is known
  std::vector<std::string> nik_indexes;  // under every key, this one first
  RecordingEvent event;                  // its time in whole microseconds, as kept
  std::string evidence;
};

// Reasons beside those of ParseNik and CheckText: RESIDENT_OR_NIK (neither or both given),
// MALFORMED_RESOURCE_NAME, WRONG_REGION, UNKNOWN_VALUE, SOURCE_NOT_SUBMITTABLE (IMPORT: comes with an
// import), KIT_REQUIRED, KIT_NOT_ALLOWED, NEGATIVE, REQUIRED, INVALID_TIME, RECORDING_TOO_EARLY, MALFORMED,
// CODE_NOT_OF_SOURCE, SPACES (kit).
SubmittedEvent FromProto(const v1::RecordingEvent& event, absl::string_view regency,
                         const BlindIndex& nik_index);

// In whole microseconds. Nothing, with a violation of `event_time`, where it is no time (INVALID_TIME) or
// before the first kits went out (RECORDING_TOO_EARLY).
std::optional<absl::Time> EventTimeFrom(const google::protobuf::Timestamp& time, Violations& violations);

// The event without whom it is about.
v1::RecordingEvent EventToProto(const RecordingEvent& event, absl::string_view evidence);

// Sets what differs between `before` and `after`; leaves `result` as it is where nothing does.
void SetChange(const Recording& before, const Recording& after, v1::EventResult& result);

}  // namespace dukcapil::population
