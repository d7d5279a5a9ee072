// A resident, as far as a card request depends on the register.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

struct ResidentFacts {
  Eligibility eligibility;
  std::optional<absl::CivilDay> death_date;
  std::optional<absl::CivilDay> departure_date;
  std::int64_t version = 0;  // the register's: of two states of a resident the higher is the newer

  // Alive and living in the regency on `day`.
  bool IsHere(absl::CivilDay day) const {
    return (!death_date.has_value() || *death_date > day) &&
           (!departure_date.has_value() || *departure_date > day);
  }
};

// A resident of a regency, by id.
struct KnownResident {
  std::string regency;
  std::string id;
  ResidentFacts facts;
};

// A card for `reason` may be printed on `day` as far as the register goes. FAILED_PRECONDITION:
// RESIDENT_NOT_HERE; RECORDING_BLOCKED; RECORDING_NOT_PRINT_READY, FIRST_CARD_EXISTS where it is a first
// issue.
absl::Status CheckPrintable(const ResidentFacts& facts, Reason reason, absl::CivilDay day);

// Why the open requests of who is not here on `day` are cancelled.
const char* CauseOfAbsence(const ResidentFacts& facts, absl::CivilDay day);

}  // namespace dukcapil::inventory
