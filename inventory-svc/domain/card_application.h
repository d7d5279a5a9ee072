// A request for a card and its states: RESERVED → PRINTED → DELIVERED; WAITLISTED → RESERVED; CANCELLED;
// EXPIRED; REJECTED.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "inventory-svc/domain/policy.h"
#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

enum class ApplicationState { kReserved, kWaitlisted, kPrinted, kDelivered, kCancelled, kExpired, kRejected };

absl::string_view Name(ApplicationState state);
std::optional<ApplicationState> ParseApplicationState(absl::string_view name);

// A resident has at most one open request: reserved, waitlisted, or printed and not handed over.
bool IsOpen(ApplicationState state);

struct CardApplication {
  std::string region;                   // regency code
  std::string id;                       // UUIDv7
  std::string resident;                 // id
  Reason reason = Reason::kFirstIssue;  // how it behaves
  std::string reason_code;              // as the policy calls it; empty: a built-in one by its name
  std::string evidence_number;
  std::string location;  // id
  absl::CivilDay application_date;
  ApplicationState state = ApplicationState::kRejected;
  Decision decision;
  std::optional<absl::CivilDay> obliged_date;  // of the resident, when it was decided
  std::optional<Serial> serial;
  std::optional<absl::CivilDay> print_date;
  std::optional<absl::CivilDay> delivery_date;
  std::optional<absl::CivilDay> expire_date;
  std::string cancel_cause;
  std::int64_t version = 1;  // counts changes
  absl::Time create_time;

  AskedFor asked_for() const {
    return reason_code.empty() ? AskedFor(reason) : AskedFor(reason, reason_code);
  }
};

// `regions/17.02/cardApplications/{id}`.
std::string NameOf(const CardApplication& application);
// Changes with every change.
std::string EtagOf(const CardApplication& application);

// What has become of the request since its last decision, a sentence for a person; empty: nothing.
absl::string_view TellSinceInIndonesian(const CardApplication& application);
absl::string_view TellSinceInEnglish(const CardApplication& application);

// A request as `decision` leaves it; a reservation holds for the policy's days from `from`.
void ApplyDecision(Decision decision, const IssuancePolicy& policy, absl::CivilDay from,
                   CardApplication& application);

// The card was printed on `serial`. FAILED_PRECONDITION NOT_RESERVED, NOT_YET_OBLIGED (on `print_date`);
// INVALID_ARGUMENT where print_date is before the request.
absl::Status Print(const Serial& serial, absl::CivilDay print_date, CardApplication& application);
// The card was handed over. FAILED_PRECONDITION NOT_PRINTED; INVALID_ARGUMENT where delivery_date is before
// printing.
absl::Status Deliver(absl::CivilDay delivery_date, CardApplication& application);
// The reservation lapsed: `today` is after its last day. FAILED_PRECONDITION NOT_RESERVED, NOT_LAPSED.
absl::Status Expire(absl::CivilDay today, CardApplication& application);
// The request was withdrawn. FAILED_PRECONDITION NOT_OPEN unless it is RESERVED or WAITLISTED.
absl::Status Cancel(absl::string_view cause, CardApplication& application);
// The blank promised to a RESERVED request is gone: it waits again, in its old place.
void ReturnToWaitlist(CardApplication& application);

}  // namespace dukcapil::inventory
