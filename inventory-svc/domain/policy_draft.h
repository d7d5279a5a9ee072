// What must hold for an issuance policy before it is entered.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "inventory-svc/domain/policy.h"
#include "platform/status/error.h"

namespace dukcapil::inventory {

inline constexpr int kMaximumReasons = 50;
inline constexpr int kMaximumReservationDays = 365;
inline constexpr int kMaximumInterimDays = 730;
inline constexpr int kMaximumPriority = 1'000'000;

// What behaves so is given on evidence only: a number of the police or of the civil record.
bool NeedsEvidence(Reason kind);

// 1 to 20 of `A-Z0-9_`, a letter first.
void CheckReasonCode(absl::string_view code, absl::string_view field, Violations& violations);

// Notes everything wrong with `draft`, by the path of its field in a CreateIssuancePolicyRequest
// (`issuance_policy.reasons[2].code`): texts, dates, numbers and reasons.
void CheckPolicy(const IssuancePolicy& draft, absl::CivilDay today, Violations& violations);

// The same of its rules: each of a known reason, once for each of the three levels.
void CheckRules(const IssuancePolicy& draft, Violations& violations);

}  // namespace dukcapil::inventory
