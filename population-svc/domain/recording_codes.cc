#include "population-svc/domain/recording_codes.h"

#include <array>
#include <cstddef>

namespace dukcapil::population {
namespace {

struct Entry {
  absl::string_view code;
  CodeEffect effect;
};

// In the order of the process. The centre's codes are those its status page shows to offices; VISIT_… are the
// outcomes of a visit per person. Printing belongs to inventory: a printed card only proves print-readiness.
constexpr std::array kCodes = {
    Entry{"VISIT_ABSENT", CodeEffect::kNone},
    Entry{"VISIT_MOVED", CodeEffect::kNone},
    Entry{"VISIT_DECEASED", CodeEffect::kNone},
    Entry{"VISIT_ALREADY_RECORDED", CodeEffect::kNone},
    Entry{"VISIT_REFUSED", CodeEffect::kNone},
    Entry{"VISIT_NOT_FOUND", CodeEffect::kNone},
    Entry{"VISIT_CANNOT", CodeEffect::kNone},
    Entry{"VISIT_RECORDED", CodeEffect::kCaptured},
    Entry{"BIO_CAPTURED", CodeEffect::kCaptured},
    Entry{"PROCESSING", CodeEffect::kCaptured},
    Entry{"SENT_FOR_ENROLLMENT", CodeEffect::kSent},
    Entry{"SUBMITTED_FOR_ENROLLMENT", CodeEffect::kSent},
    Entry{"RECEIVED_AT_CENTRAL", CodeEffect::kSent},
    Entry{"PROCESSING_AT_CENTRAL", CodeEffect::kSent},
    Entry{"PACKET_RETRY", CodeEffect::kSentBack},
    Entry{"ENROLL_FAILURE_AT_REGIONAL", CodeEffect::kSentBack},
    Entry{"ENROLL_FAILURE_AT_CENTRAL", CodeEffect::kSentBack},
    Entry{"SEARCH_FAILURE_AT_CENTRAL", CodeEffect::kSentBack},
    Entry{"ADJUDICATE", CodeEffect::kAdjudication},
    Entry{"ADJUDICATE_RECORD", CodeEffect::kAdjudication},
    Entry{"ADJUDICATE_IN_PROCESS", CodeEffect::kAdjudication},
    Entry{"DUPLICATE_RECORD", CodeEffect::kDuplicate},
    Entry{"PRINT_READY_RECORD", CodeEffect::kPrintReady},
    Entry{"CARD_PRINTED", CodeEffect::kPrintReady},
    Entry{"CARD_SHIPPED", CodeEffect::kPrintReady},
    Entry{"CARD_ISSUED", CodeEffect::kPrintReady},
};

}  // namespace

std::optional<RecordingCode> FindRecordingCode(absl::string_view code) {
  for (std::size_t i = 0; i < kCodes.size(); ++i) {
    if (kCodes[i].code == code) return RecordingCode{static_cast<int>(i) + 1, kCodes[i].effect};
  }
  return std::nullopt;
}

}  // namespace dukcapil::population
