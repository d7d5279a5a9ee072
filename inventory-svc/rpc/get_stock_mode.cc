#include <optional>
#include <utility>

#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/read_stock_mode.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockMode> GetStockMode(Inventory& app, const Call& call,
                                           const v1::GetStockModeRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "stockMode", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::CivilDay today = app.clock.Today();
  ASSIGN_OR_RETURN(
      auto found,
      app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<std::optional<v1::StockMode>> {
        ASSIGN_OR_RETURN(const auto mode, snapshot.FindStockMode(regency));
        if (!mode.has_value()) return std::nullopt;
        ASSIGN_OR_RETURN(v1::StockMode read, ReadStockMode(snapshot, regency, *mode, today));
        return std::optional<v1::StockMode>(std::move(read));
      }));
  if (found.has_value()) return *std::move(found);
  ASSIGN_OR_RETURN(const StockMode mode, RefreshStockMode(app, call, regency));
  return app.store.Read(call,
                        [&](Snapshot& snapshot) { return ReadStockMode(snapshot, regency, mode, today); });
}

}  // namespace dukcapil::inventory
