// The stock mode as callers get it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "dukcapil/inventory/v1/forecast.pb.h"
#include "inventory-svc/domain/stock_mode.h"
#include "inventory-svc/storage/snapshot.h"

namespace dukcapil::inventory {

// `mode` under the balances and the override of now, with the overrides before and the print debt.
absl::StatusOr<v1::StockMode> ReadStockMode(Snapshot& snapshot, const std::string& regency,
                                            const StockMode& mode, absl::CivilDay today);

}  // namespace dukcapil::inventory
