#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/forecast_inputs.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

absl::StatusOr<v1::StockMode> GetStockMode(Inventory& app, const Call& call,
                                           const v1::GetStockModeRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "stockMode", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  Balance balance;
  ASSIGN_OR_RETURN(std::optional<StockMode> mode,
                   app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<std::optional<StockMode>> {
                     ASSIGN_OR_RETURN(balance, snapshot.RegencyBalance(regency));
                     return snapshot.FindStockMode(regency);
                   }));
  if (!mode.has_value()) {
    ASSIGN_OR_RETURN(mode, RefreshStockMode(app, call, regency));
  }
  return ToProto(regency, *mode, balance);
}

}  // namespace dukcapil::inventory
