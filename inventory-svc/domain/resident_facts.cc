#include "inventory-svc/domain/resident_facts.h"

#include "inventory-svc/domain/errors.h"

namespace dukcapil::inventory {

absl::Status CheckPrintable(const ResidentFacts& facts, Reason reason, absl::CivilDay day) {
  if (!facts.IsHere(day)) return ResidentNotHereError();
  if (facts.eligibility.blocked) return RecordingBlockedError();
  if (reason != Reason::kFirstIssue) return absl::OkStatus();
  if (!facts.eligibility.print_ready) return RecordingNotPrintReadyError();
  if (facts.eligibility.has_first_card) return FirstCardExistsError();
  return absl::OkStatus();
}

const char* CauseOfAbsence(const ResidentFacts& facts, absl::CivilDay day) {
  return facts.death_date.has_value() && *facts.death_date <= day ? "the register tells of a death"
                                                                  : "the register tells of a departure";
}

}  // namespace dukcapil::inventory
