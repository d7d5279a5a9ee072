#include "inventory-svc/domain/errors.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "inventory-svc/rpc/handlers.h"
#include "inventory-svc/rpc/read_stock_mode.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

StockModeOverride ReadOverride(const v1::OverrideStockModeRequest& request, absl::CivilDay today,
                               Violations& violations) {
  StockModeOverride wanted;
  wanted.level = FromProto(request.level());
  wanted.end_date = OptionalFromProto(request.has_end_date(), request.end_date(), "end_date", violations);
  const bool is_unset = request.level() == v1::STOCK_MODE_LEVEL_UNSPECIFIED;
  if (request.has_end_date() && !wanted.level.has_value()) {
    violations.Add("level", "UNKNOWN_VALUE", "must be a level of the stock mode");
  } else if (!request.has_end_date() && !is_unset) {
    violations.Add("end_date", "REQUIRED", "must be given with a level");
  }
  if (wanted.end_date.has_value() &&
      (*wanted.end_date < today || *wanted.end_date > today + kMaximumOverrideDays)) {
    violations.Add("end_date", "OUT_OF_RANGE", "must be today or later, at most 90 days ahead");
  }
  wanted.reason = request.reason();
  CheckText(wanted.reason, 1, 500, "reason", violations);
  return wanted;
}

}  // namespace

absl::StatusOr<v1::StockMode> OverrideStockMode(Inventory& app, const Call& call,
                                                const v1::OverrideStockModeRequest& request) {
  const absl::CivilDay today = app.clock.Today();
  Violations violations;
  const std::string regency = ParseSingleton(request.name(), "stockMode", violations);
  StockModeOverride wanted = ReadOverride(request, today, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  wanted.id = NewUuid();
  wanted.actor = call.caller.subject;
  wanted.create_time = app.clock.Now();
  return app.store.WriteAlone(call, [&](Tx& tx) -> absl::StatusOr<v1::StockMode> {
    if (!wanted.level.has_value()) {
      ASSIGN_OR_RETURN(const auto current, tx.OverrideOn(regency, today));
      if (!current.has_value()) return NoOverrideError();
    }
    RETURN_IF_ERROR(tx.InsertOverride(regency, wanted));
    RETURN_IF_ERROR(tx.DecideAgainIn(regency));
    ASSIGN_OR_RETURN(const auto mode, tx.FindStockMode(regency));
    ASSIGN_OR_RETURN(v1::StockMode now, ReadStockMode(tx, regency, mode.value_or(StockMode()), today));
    if (!mode.has_value()) {  // not computed yet
      now.clear_date();
      now.clear_compute_time();
    }
    tx.NoteChange(regency, now.name(), "STOCK_MODE_OVERRIDDEN");
    return now;
  });
}

}  // namespace dukcapil::inventory
