#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

// Anybody may ask: so it reads what is kept, and computes nothing.
absl::StatusOr<v1::StockBulletin> GetStockBulletin(Inventory& app, const Call& call,
                                                   const v1::GetStockBulletinRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "stockBulletin", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::CivilDay today = app.clock.Today();
  return app.store.Read(call, [&](Snapshot& snapshot) -> absl::StatusOr<v1::StockBulletin> {
    ASSIGN_OR_RETURN(const auto locations, snapshot.ListLocations(regency, "", 1));
    if (locations.empty()) return NotFoundError(request.name());
    ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
    ASSIGN_OR_RETURN(const auto mode, snapshot.FindStockMode(regency));
    ASSIGN_OR_RETURN(const std::int64_t used,
                     snapshot.CountPrintedSince(regency, absl::CivilDay(absl::CivilMonth(today))));
    ASSIGN_OR_RETURN(const std::int64_t waiting, snapshot.CountWaiting(regency));
    v1::StockBulletin bulletin;
    bulletin.set_name(absl::StrCat(RegionName(regency), "/stockBulletin"));
    *bulletin.mutable_date() = dukcapil::ToProto(today);
    bulletin.set_on_hand(balance.on_hand);
    bulletin.set_available(balance.available());
    bulletin.set_used_this_month(used);
    bulletin.set_waitlisted(waiting);
    ASSIGN_OR_RETURN(const auto overrides, snapshot.ListOverrides(regency, 1));
    StockMode known = mode.value_or(StockMode());
    if (!overrides.empty() && overrides[0].HoldsOn(today)) known.forecast_level = *overrides[0].level;
    bulletin.set_level(ToProto(LiveLevel(known.forecast_level, balance.available(), known.protected_stock)));
    if (!mode.has_value()) return bulletin;
    *bulletin.mutable_compute_time() = ToProto(known.compute_time);
    if (known.unrationed_run_out_date.has_value()) {
      *bulletin.mutable_run_out_date() = dukcapil::ToProto(*known.unrationed_run_out_date);
    }
    return bulletin;
  });
}

}  // namespace dukcapil::inventory
