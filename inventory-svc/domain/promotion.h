// Who is served from the waitlist of a location when cards become available there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "inventory-svc/domain/card_application.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

// So many are served in one transaction at most; the promotion worker goes on with the rest.
inline constexpr std::int64_t kPromotedAtOnce = 1000;

// The priority of a request whose card spoiled and for which no other blank is left: before everybody else.
// Policies begin at 0.
inline constexpr int kHeadOfWaitlist = -1;

// A request that waited and has a card reserved now.
struct Promotion {
  CardApplication application;
  Decision earlier;  // the decision that it waited by
};

// True where `policy` has rules for `code`.
bool Knows(const IssuancePolicy& policy, absl::string_view code);

// The codes of the reasons for which the policy may reserve cards as things are, or when fewer are available.
// Requests for any other keep waiting, so that they need not be looked at.
std::vector<std::string> ReasonsToServe(const DecisionInputs& inputs);

// Decides the requests of `waiting` again, in the order of service (priority, create time, id), each on what
// those before it leave, until `limit` have a card; a reservation holds for the policy's days from `today`.
// The priority is that of the rule in force, whatever it was when they asked, so that a reason is one line;
// who is at the head stays there. Where the policy in force lacks the reason, the one by which the request
// waits decides, if it is among `former`; else the request keeps waiting. `waiting` are whom the register
// does not keep from a card, so that of `inputs.eligibility` nothing is looked at.
std::vector<Promotion> Promote(std::vector<CardApplication> waiting, DecisionInputs inputs,
                               absl::CivilDay today, std::int64_t limit,
                               const std::vector<IssuancePolicy>& former = {});

// The card of a reserved request spoiled and nothing else is available: it waits again, at the head, whatever
// its age. Decided by the policy in `inputs`, with nothing available here. FAILED_PRECONDITION
// POLICY_INCOMPLETE.
absl::StatusOr<Promotion> PutAtHead(CardApplication application, DecisionInputs inputs, absl::CivilDay today);

}  // namespace dukcapil::inventory
