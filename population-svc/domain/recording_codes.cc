#include "population-svc/domain/recording_codes.h"

#include <algorithm>
#include <array>

namespace dukcapil::population {
namespace {

enum class Teller { kVisit, kKit, kKitOrCentre, kCentre };

struct Entry {
  absl::string_view code;
  CodeEffect effect;
  Teller teller;
};

// In the order of the process; a position is part of an imported event's identity: new codes go to the end.
// The centre's codes are those its status page shows to offices; VISIT_… are the outcomes of a visit per
// person. Printing belongs to inventory: a printed card only proves print-readiness.
constexpr std::array kCodes = {
    Entry{"VISIT_ABSENT", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_MOVED", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_DECEASED", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_ALREADY_RECORDED", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_REFUSED", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_NOT_FOUND", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_CANNOT", CodeEffect::kNone, Teller::kVisit},
    Entry{"VISIT_RECORDED", CodeEffect::kCaptured, Teller::kVisit},
    Entry{"BIO_CAPTURED", CodeEffect::kCaptured, Teller::kKit},
    Entry{"PROCESSING", CodeEffect::kCaptured, Teller::kKit},
    Entry{"SENT_FOR_ENROLLMENT", CodeEffect::kSent, Teller::kKitOrCentre},
    Entry{"SUBMITTED_FOR_ENROLLMENT", CodeEffect::kSent, Teller::kKitOrCentre},
    Entry{"RECEIVED_AT_CENTRAL", CodeEffect::kSent, Teller::kCentre},
    Entry{"PROCESSING_AT_CENTRAL", CodeEffect::kSent, Teller::kCentre},
    Entry{"PACKET_RETRY", CodeEffect::kSentBack, Teller::kKitOrCentre},
    Entry{"ENROLL_FAILURE_AT_REGIONAL", CodeEffect::kSentBack, Teller::kCentre},
    Entry{"ENROLL_FAILURE_AT_CENTRAL", CodeEffect::kSentBack, Teller::kCentre},
    Entry{"SEARCH_FAILURE_AT_CENTRAL", CodeEffect::kSentBack, Teller::kCentre},
    Entry{"ADJUDICATE", CodeEffect::kAdjudication, Teller::kCentre},
    Entry{"ADJUDICATE_RECORD", CodeEffect::kAdjudication, Teller::kCentre},
    Entry{"ADJUDICATE_IN_PROCESS", CodeEffect::kAdjudication, Teller::kCentre},
    Entry{"DUPLICATE_RECORD", CodeEffect::kDuplicate, Teller::kCentre},
    Entry{"PRINT_READY_RECORD", CodeEffect::kPrintReady, Teller::kCentre},
    Entry{"CARD_PRINTED", CodeEffect::kPrintReady, Teller::kCentre},
    Entry{"CARD_SHIPPED", CodeEffect::kPrintReady, Teller::kCentre},
    Entry{"CARD_ISSUED", CodeEffect::kPrintReady, Teller::kCentre},
};

const Entry* Find(absl::string_view code) {
  const auto entry =
      std::find_if(kCodes.begin(), kCodes.end(), [&](const Entry& known) { return known.code == code; });
  return entry == kCodes.end() ? nullptr : &*entry;
}

}  // namespace

std::optional<RecordingCode> FindRecordingCode(absl::string_view code) {
  const Entry* const entry = Find(code);
  if (entry == nullptr) return std::nullopt;
  return RecordingCode{static_cast<int>(entry - kCodes.data()) + 1, entry->effect};
}

bool MayComeFrom(absl::string_view code, RecordingSource source) {
  if (source == RecordingSource::kImport) return true;
  const Entry* const entry = Find(code);
  const Teller teller = entry == nullptr ? Teller::kKitOrCentre : entry->teller;
  switch (source) {
    case RecordingSource::kVisit:
      return teller == Teller::kVisit;
    case RecordingSource::kKit:
      return teller == Teller::kKit || teller == Teller::kKitOrCentre;
    default:
      return teller == Teller::kCentre || teller == Teller::kKitOrCentre;
  }
}

}  // namespace dukcapil::population
