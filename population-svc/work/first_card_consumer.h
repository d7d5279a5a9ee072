// What a card that inventory printed does here.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "population-svc/domain/printed_card.h"
#include "population-svc/rpc/app.h"

namespace dukcapil::population {

// In a consumer's transaction: the residents of `cards` have a first card from the day of printing on, where
// no earlier one is known, and count as such. In which order cards come, and how often, makes no difference.
// Cards of residents who are not known are passed over.
absl::Status KeepFirstCards(Population& app, mysql::Transaction& transaction,
                            const std::vector<PrintedCard>& cards);

}  // namespace dukcapil::population
