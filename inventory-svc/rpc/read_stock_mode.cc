#include "inventory-svc/rpc/read_stock_mode.h"

#include "inventory-svc/rpc/convert.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr int kShownOverrides = 20;

v1::StockModeOverride OverrideToProto(const StockModeOverride& found) {
  v1::StockModeOverride proto;
  if (found.level) proto.set_level(ToProto(*found.level));
  proto.set_reason(found.reason);
  if (found.end_date) *proto.mutable_end_date() = dukcapil::ToProto(*found.end_date);
  proto.set_actor(found.actor);
  *proto.mutable_create_time() = ToProto(found.create_time);
  return proto;
}

}  // namespace

absl::StatusOr<v1::StockMode> ReadStockMode(Snapshot& snapshot, const std::string& regency,
                                            const StockMode& mode, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const Balance balance, snapshot.RegencyBalance(regency));
  ASSIGN_OR_RETURN(const auto debts, snapshot.ListPrintDebt(regency, "", today));
  ASSIGN_OR_RETURN(const auto overrides, snapshot.ListOverrides(regency, kShownOverrides));
  const bool by_hand = !overrides.empty() && overrides[0].HoldsOn(today);
  v1::StockMode proto = ToProto(regency, mode, by_hand ? overrides[0].level : std::nullopt, balance);
  proto.set_forecast_level(ToProto(mode.forecast_level));
  for (const StockModeOverride& found : overrides) *proto.add_override_history() = OverrideToProto(found);
  if (by_hand) *proto.mutable_active_override() = proto.override_history(0);
  for (const PrintDebt& debt : debts) *proto.add_print_debt() = ToProto(debt);
  return proto;
}

}  // namespace dukcapil::inventory
