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
  ASSIGN_OR_RETURN(std::optional<StockMode> mode,
                   app.store.Read(call, [&](Snapshot& snapshot) { return snapshot.FindStockMode(regency); }));
  if (!mode.has_value()) {
    ASSIGN_OR_RETURN(mode, RefreshStockMode(app, call, regency));
  }
  return app.store.Read(
      call, [&](Snapshot& snapshot) { return ReadStockMode(snapshot, regency, *mode, app.clock.Today()); });
}

}  // namespace dukcapil::inventory
