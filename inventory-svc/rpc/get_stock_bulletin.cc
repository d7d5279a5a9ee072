#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// The mode now; nothing where none was ever computed or set.
absl::Status FillMode(Snapshot& snapshot, const std::string& regency, absl::CivilDay today,
                      std::int64_t available, v1::StockBulletin& bulletin) {
  ASSIGN_OR_RETURN(const auto mode, snapshot.FindStockMode(regency));
  ASSIGN_OR_RETURN(const auto override_level, snapshot.OverrideOn(regency, today));
  if (!mode.has_value() && !override_level.has_value()) return absl::OkStatus();
  const StockMode known = mode.value_or(StockMode());
  bulletin.set_level(
      ToProto(LiveLevel(known.forecast_level, override_level, available, known.protected_stock)));
  if (!mode.has_value()) return absl::OkStatus();
  *bulletin.mutable_compute_time() = ToProto(known.compute_time);
  if (known.unrationed_run_out_date.has_value()) {
    *bulletin.mutable_run_out_date() = dukcapil::ToProto(*known.unrationed_run_out_date);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::StockBulletin> ReadBulletin(Snapshot& snapshot, const std::string& regency,
                                               absl::CivilDay today) {
  const std::string name = absl::StrCat(RegionName(regency), "/stockBulletin");
  ASSIGN_OR_RETURN(const auto locations, snapshot.ListLocations(regency, "", 1));
  if (locations.empty()) return NotFoundError(name);
  ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
  ASSIGN_OR_RETURN(const std::int64_t used,
                   snapshot.CountPrintedSince(regency, absl::CivilDay(absl::CivilMonth(today))));
  ASSIGN_OR_RETURN(const std::int64_t waiting, snapshot.CountWaiting(regency));
  v1::StockBulletin bulletin;
  bulletin.set_name(name);
  *bulletin.mutable_date() = dukcapil::ToProto(today);
  bulletin.set_on_hand(balance.on_hand);
  bulletin.set_available(balance.available());
  bulletin.set_used_this_month(used);
  bulletin.set_waitlisted(waiting);
  RETURN_IF_ERROR(FillMode(snapshot, regency, today, balance.available(), bulletin));
  return bulletin;
}

}  // namespace

// Anybody may ask: so it reads what is kept, computes nothing, and reads it once in a while only.
absl::StatusOr<v1::StockBulletin> GetStockBulletin(Inventory& app, const Call& call,
                                                   const v1::GetStockBulletinRequest& request) {
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "stockBulletin", violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::Time now = app.clock.Now();
  if (const auto told = app.bulletins.Find(regency, now)) return *told;
  absl::StatusOr<v1::StockBulletin> bulletin = app.store.Read(
      call, [&](Snapshot& snapshot) { return ReadBulletin(snapshot, regency, app.clock.Today()); });
  app.bulletins.Keep(regency, bulletin, now);
  return bulletin;
}

}  // namespace dukcapil::inventory
