#include "population-svc/domain/recording_fold.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "platform/clock/clock.h"
#include "population-svc/domain/recording_codes.h"

namespace dukcapil::population {
namespace {

// What the centre decided only the centre changes.
bool IsVerdict(RecordingState state) {
  return state == RecordingState::kPrintReady || IsBlocked(state);
}

auto Identity(const RecordingEvent& event) {
  return std::tie(event.event_time, event.source, event.kit, event.sequence);
}

// The state after a code of `effect`. What the centre decided only the centre changes: capturing or sending
// again moves nothing then.
RecordingState Next(RecordingState state, CodeEffect effect) {
  switch (effect) {
    case CodeEffect::kNone:
      return state;
    case CodeEffect::kPrintReady:
      return RecordingState::kPrintReady;
    case CodeEffect::kDuplicate:
      return RecordingState::kDuplicate;
    case CodeEffect::kAdjudication:
      return RecordingState::kAdjudication;
    case CodeEffect::kCaptured:
      return state == RecordingState::kNotRecorded ? RecordingState::kRecorded : state;
    case CodeEffect::kSent:
      return IsVerdict(state) ? state : RecordingState::kSentForEnrolment;
    case CodeEffect::kSentBack:
      return IsVerdict(state) ? state : RecordingState::kRecorded;
  }
  return state;
}

void Move(RecordingState next, absl::CivilDay day, Recording& recording) {
  if (next == recording.state) return;
  if (!recording.covered_date) recording.covered_date = day;
  if (!(IsBlocked(recording.state) && IsBlocked(next))) recording.since = day;
  recording.state = next;
}

void See(const RecordingCode& code, absl::CivilDay day, Recording& recording) {
  if (code.sighting == Sighting::kNothing) return;
  if (!code.doubt) {
    recording.doubtful_since.reset();
  } else if (!recording.doubt) {
    recording.doubtful_since = day;
  }
  recording.doubt = code.doubt;
}

// FNV-1a, folded to 31 bits: the same in every process and release.
std::int64_t StableNumber(absl::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash >> 1;
}

}  // namespace

bool IsBlocked(RecordingState state) {
  return state == RecordingState::kDuplicate || state == RecordingState::kAdjudication;
}

bool IsKnownCode(absl::string_view code) {
  return FindRecordingCode(code) != nullptr;
}

bool SameIdentity(const RecordingEvent& a, const RecordingEvent& b) {
  return Identity(a) == Identity(b);
}

std::vector<RecordingEvent> InOrder(std::vector<RecordingEvent> events) {
  std::sort(events.begin(), events.end(), [](const RecordingEvent& a, const RecordingEvent& b) {
    return std::tuple_cat(Identity(a), std::tie(a.raw_code)) <
           std::tuple_cat(Identity(b), std::tie(b.raw_code));
  });
  events.erase(std::unique(events.begin(), events.end()), events.end());
  return events;
}

Recording Fold(std::vector<RecordingEvent> events) {
  Recording recording;
  for (const RecordingEvent& event : InOrder(std::move(events))) {
    const RecordingCode* const code = FindRecordingCode(event.raw_code);
    if (code == nullptr) continue;
    const absl::CivilDay day = absl::ToCivilDay(event.event_time, OfficeZone());
    Move(Next(recording.state, code->effect), day, recording);
    See(*code, day, recording);
  }
  return recording;
}

RecordingEvent ImportedEvent(absl::string_view code, absl::CivilDay day) {
  const RecordingCode* const known = FindRecordingCode(code);
  // Numbers below 1,000 are positions in the table; an unknown code takes its own number above them.
  const std::int64_t sequence = known != nullptr ? known->position : 1000 + StableNumber(code);
  return {absl::FromCivil(day, OfficeZone()), RecordingSource::kImport, "", sequence, std::string(code)};
}

}  // namespace dukcapil::population
