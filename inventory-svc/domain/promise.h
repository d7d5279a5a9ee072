// When somebody who waits can expect a card: from arrivals that are confirmed, and the line ahead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "inventory-svc/domain/policy.h"

namespace dukcapil::inventory {

// Blank cards that are on their way to a location, with the day on which they should be there.
struct ConfirmedArrival {
  absl::CivilDay date;
  std::int64_t quantity = 0;
};

// Of all arrivals together.
std::int64_t QuantityOf(const std::vector<ConfirmedArrival>& arrivals);

// What is told to one who waits for a reason of `code`, so many being `ahead` (nothing: not counted, where
// nothing arrives). Each arrival is tried in the order of days: it serves where a card is left after all who
// wait before, and the rule of the policy at the level of the stock mode then reserves it. It assumes that
// arrivals come on their day and that nobody with precedence comes.
WaitPromise PromiseTo(absl::string_view code, const DecisionInputs& inputs,
                      const std::optional<std::int64_t>& ahead, std::vector<ConfirmedArrival> arrivals);

// The assumption behind it, for a person.
std::string ExplainPromiseInIndonesian(const WaitPromise& promise);
std::string ExplainPromiseInEnglish(const WaitPromise& promise);

}  // namespace dukcapil::inventory
