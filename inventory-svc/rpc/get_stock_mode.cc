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
  std::vector<PrintDebt> debts;
  ASSIGN_OR_RETURN(std::optional<StockMode> mode,
                   app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<std::optional<StockMode>> {
                     ASSIGN_OR_RETURN(balance, snapshot.RegencyBalance(regency));
                     ASSIGN_OR_RETURN(debts, snapshot.ListPrintDebt(regency, app.clock.Today()));
                     return snapshot.FindStockMode(regency);
                   }));
  if (!mode.has_value()) {
    ASSIGN_OR_RETURN(mode, RefreshStockMode(app, call, regency));
  }
  v1::StockMode found = ToProto(regency, *mode, balance);
  for (const PrintDebt& debt : debts) {
    v1::PrintDebt* row = found.add_print_debt();
    row->set_reason(ToProto(debt.reason));
    row->set_minimum_age_days(debt.minimum_age_days);
    row->set_reserved(debt.reserved);
    row->set_waitlisted(debt.waitlisted);
  }
  return found;
}

}  // namespace dukcapil::inventory
