// The state of a recording (perekaman): a pure fold over the resident's events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dukcapil::population {

// The numbers of these enums are those of the proto and of the database.
enum class RecordingState {
  kNotRecorded = 1,       // not covered
  kRecorded = 2,          // captured, not with the centre (or sent back by it)
  kSentForEnrolment = 3,  // with the centre
  kPrintReady = 4,        // found unique: a card may be printed
  kDuplicate = 5,         // covered but blocked: found to be a double
  kAdjudication = 6,      // covered but blocked: the centre is deciding
};

// What a visit's outcome made doubtful: whether there is anybody here still to be recorded.
enum class Doubt { kMoved = 1, kDeceased = 2, kAlreadyRecorded = 3, kNotFound = 4 };

enum class RecordingSource { kImport = 1, kKit = 2, kCentre = 3, kVisit = 4 };

// One event. (event_time, source, kit, sequence) is its identity and its place in the order.
struct RecordingEvent {
  absl::Time event_time;  // by the source's clock
  RecordingSource source = RecordingSource::kImport;
  std::string kit;            // empty unless from a kit
  std::int64_t sequence = 0;  // the source's own running number
  std::string raw_code;

  bool operator==(const RecordingEvent&) const = default;
};

// What the events of one resident amount to.
struct Recording {
  RecordingState state = RecordingState::kNotRecorded;
  std::optional<absl::CivilDay> covered_date;  // of the first event that covers; unset: not covered
  std::optional<absl::CivilDay> since;  // in this state since (blocked: since blocked); unset: not covered
  std::optional<Doubt> doubt{};         // what the last visit said, until the person is seen here again
  std::optional<absl::CivilDay> doubtful_since{};  // of the first visit that said so; unset where `doubt` is

  bool operator==(const Recording&) const = default;
};

// DUPLICATE and ADJUDICATION: the cure is at the centre, not a visit.
bool IsBlocked(RecordingState state);

// True where `code` is in the table of codes (recording_codes.cc), be it one that moves nothing.
bool IsKnownCode(absl::string_view code);

// True where `a` and `b` have the same identity.
bool SameIdentity(const RecordingEvent& a, const RecordingEvent& b);

// Sorted by their identity, without repetitions.
std::vector<RecordingEvent> InOrder(std::vector<RecordingEvent> events);

// Raised where Fold makes something else of the same events and codes.
inline constexpr int kFoldEdition = 1;

// Folds `events` in the order of their identity. Any permutation and any repetition of the same events gives
// the same answer; an unknown code moves nothing. A resident once covered stays covered. A doubt covers
// nobody and is taken back by the next event that saw the person. Days are those of the office's zone.
Recording Fold(std::vector<RecordingEvent> events);

// The event that an old register's status stands for: source IMPORT, at the start of `day`. Its sequence is a
// function of the code, so that two statuses of one day are two events, in the order of the process.
RecordingEvent ImportedEvent(absl::string_view code, absl::CivilDay day);

}  // namespace dukcapil::population
