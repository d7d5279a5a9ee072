// What each raw status code does to a recording: data, not code.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "population-svc/domain/recording_fold.h"

namespace dukcapil::population {

enum class CodeEffect {
  kNone,          // tells something, moves nothing (a visit's outcome)
  kCaptured,      // captured on a kit
  kSent,          // with the centre
  kSentBack,      // the centre could not use it: to be sent or captured again
  kPrintReady,    // found unique
  kDuplicate,     // found to be a double
  kAdjudication,  // being decided
};

struct RecordingCode {
  int position;  // in the order of the process, from 1
  CodeEffect effect;
};

// The entry of `code`; nothing where it is unknown.
std::optional<RecordingCode> FindRecordingCode(absl::string_view code);

// True where `source` can know what `code` says: only the centre finds a recording unique or double, only a
// visit ends in a visit's outcome. An unknown code may come from a kit or the centre.
bool MayComeFrom(absl::string_view code, RecordingSource source);

}  // namespace dukcapil::population
