// What each raw status code does to a recording: data, not code.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"

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

}  // namespace dukcapil::population
