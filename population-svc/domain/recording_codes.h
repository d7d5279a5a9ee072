// What each raw status code does to a recording: data, not code (recording_codes.csv).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "population-svc/domain/recording_fold.h"

namespace dukcapil::population {

enum class CodeEffect {
  kNone,          // tells something, moves nothing (most of a visit's outcomes)
  kCaptured,      // captured on a kit
  kSent,          // with the centre
  kSentBack,      // the centre could not use it: to be sent or captured again
  kPrintReady,    // found unique
  kDuplicate,     // found to be a double
  kAdjudication,  // being decided
};

// What a code says of the person, beside the recording.
enum class Sighting { kNothing, kPresent, kDoubtful };

// Who must act next. The numbers of these enums are those of the proto.
enum class CodeActor { kNobody = 1, kKit = 2, kOffice = 3, kCentre = 4 };

// What the entry rests on.
enum class CodeBasis { kPublic = 1, kAssumed = 2, kOwn = 3 };

enum class CodeTeller { kVisit, kKit, kKitOrCentre, kCentre };

struct RecordingCode {
  int position;  // in the order of the process, from 1; of codes added later at the end
  std::string code;
  CodeEffect effect;
  CodeTeller teller;
  Sighting sighting;
  std::optional<Doubt> doubt;  // set where `sighting` is kDoubtful
  CodeActor actor;
  CodeBasis basis;
  std::string action_id;  // what to do, in Indonesian
  std::string action_en;
};

// By position, the first 1. Built once; crashes where the data is not what its heading says.
const std::vector<RecordingCode>& RecordingCodes();

// The entry of `code`; null where it is unknown.
const RecordingCode* FindRecordingCode(absl::string_view code);

// What the codes, and Fold, make of events: where it differs from what a release before had, residents are to
// be folded again.
std::string RecordingCodesMeaning();

// True where `source` can know what `code` says: only the centre finds a recording unique or double, only a
// visit ends in a visit's outcome. An unknown code may come from a kit or the centre.
bool MayComeFrom(absl::string_view code, RecordingSource source);

}  // namespace dukcapil::population
