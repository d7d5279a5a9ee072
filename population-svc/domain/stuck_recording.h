// Recordings that do not move: captured is not sent, sent is not decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "population-svc/domain/recording_codes.h"
#include "population-svc/domain/recording_fold.h"

namespace dukcapil::population {

struct StuckRecording {
  RecordingState state = RecordingState::kRecorded;
  std::string raw_code;     // of the last event that counts for the state
  absl::CivilDay last_day;  // of that event: stuck since
  std::string kit;          // captured on; empty: not known
  CodeActor actor = CodeActor::kNobody;
  int resubmissions = 0;  // sent again, by a kit or the office
};

// What waits of the recording that `events` amount to; nothing where none was begun or the centre found it
// unique. An event counts unless it is a visit's word or, after a verdict, not the centre's: sending again
// counts, so that "stuck since" begins anew, though the state stays.
std::optional<StuckRecording> StuckOf(std::vector<RecordingEvent> events);

}  // namespace dukcapil::population
