// The forecast's inputs, gathered from the store and the two sister services.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "inventory-svc/domain/forecast/forecast.h"
#include "inventory-svc/rpc/app.h"
#include "platform/access/call.h"

namespace dukcapil::inventory {

// UNAVAILABLE where the database or a sister is away. The answer points at app.calendar.
absl::StatusOr<ForecastInputs> GatherForecastInputs(Inventory& app, const Call& call,
                                                    const std::string& regency, absl::CivilDay date,
                                                    absl::CivilDay deadline);

// Computes the regency's stock mode as of today from a forecast, stores and returns it, and
// serves the waitlist under it: also where another policy came into force or an override ended meanwhile.
absl::StatusOr<StockMode> RefreshStockMode(Inventory& app, const Call& call, const std::string& regency);

}  // namespace dukcapil::inventory
