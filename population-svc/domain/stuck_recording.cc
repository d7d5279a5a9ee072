#include "population-svc/domain/stuck_recording.h"

#include <utility>

#include "platform/clock/clock.h"

namespace dukcapil::population {
namespace {

bool IsOfCentre(CodeEffect effect) {
  return effect == CodeEffect::kPrintReady || effect == CodeEffect::kDuplicate ||
         effect == CodeEffect::kAdjudication;
}

}  // namespace

std::optional<StuckRecording> StuckOf(std::vector<RecordingEvent> events) {
  events = InOrder(std::move(events));
  const Recording recording = Fold(events);
  if (recording.state == RecordingState::kNotRecorded || recording.state == RecordingState::kPrintReady) {
    return std::nullopt;
  }
  StuckRecording stuck;
  stuck.state = recording.state;
  bool is_decided = false;
  int sent = 0;
  for (const RecordingEvent& event : events) {
    const RecordingCode* const code = FindRecordingCode(event.raw_code);
    if (code == nullptr || code->effect == CodeEffect::kNone) continue;
    if (code->effect == CodeEffect::kCaptured && !event.kit.empty()) stuck.kit = event.kit;
    if (is_decided && !IsOfCentre(code->effect)) continue;
    is_decided = is_decided || IsOfCentre(code->effect);
    if (code->effect == CodeEffect::kSent && event.source == RecordingSource::kKit) ++sent;
    stuck.raw_code = event.raw_code;
    stuck.last_day = absl::ToCivilDay(event.event_time, OfficeZone());
    stuck.actor = code->actor;
  }
  stuck.resubmissions = sent > 1 ? sent - 1 : 0;
  return stuck;
}

}  // namespace dukcapil::population
