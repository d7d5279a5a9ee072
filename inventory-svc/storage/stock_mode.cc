#include "inventory-svc/domain/stock_mode.h"

#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/known.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectMode[] =
    "SELECT forecast_level, seen_on_hand, seen_reserved, protected_stock, floor_stock, "
    "unrationed_run_out_date,"
    " mode_date, compute_time FROM stock_mode WHERE regency = ?";
constexpr char kSelectOldModes[] =
    "SELECT b.regency FROM (SELECT regency, SUM(on_hand) AS on_hand, SUM(reserved) AS reserved FROM "
    "stock_balance"
    " GROUP BY regency) b LEFT JOIN stock_mode m ON m.regency = b.regency"
    " WHERE m.regency IS NULL OR m.compute_time < ?"
    " OR (m.compute_time < ? AND (m.seen_on_hand <> b.on_hand OR m.seen_reserved <> b.reserved))"
    " ORDER BY b.regency";
constexpr char kSaveMode[] =
    "INSERT INTO stock_mode (regency, forecast_level, seen_on_hand, seen_reserved, protected_stock, "
    "floor_stock,"
    " unrationed_run_out_date, mode_date, compute_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON DUPLICATE KEY UPDATE forecast_level = VALUES(forecast_level), seen_on_hand = VALUES(seen_on_hand),"
    " seen_reserved = VALUES(seen_reserved), protected_stock = VALUES(protected_stock),"
    " floor_stock = VALUES(floor_stock), unrationed_run_out_date = VALUES(unrationed_run_out_date),"
    " mode_date = VALUES(mode_date), compute_time = VALUES(compute_time)";

}  // namespace

absl::StatusOr<std::optional<StockMode>> Snapshot::FindStockMode(const std::string& regency) {
  std::map<std::string, std::optional<StockMode>>& known = reader_.Known<Known>().modes;
  const auto found = known.find(regency);
  if (found != known.end()) return found->second;
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.QueryApart(kSelectMode, {regency}));
  if (rows.empty()) return known[regency] = std::nullopt;
  const mysql::Row& row = rows[0];
  const auto level = ParseStockLevel(row.String(0));
  if (!level.has_value()) return UnknownStoredValueError("stock mode");
  return known[regency] = StockMode{*level,     row.Int(1),          row.Int(2),  row.Int(3),
                                    row.Int(4), row.OptionalDate(5), row.Date(6), row.Time(7)};
}

absl::StatusOr<DecisionInputs> Snapshot::InputsAt(const std::string& regency, const std::string& location,
                                                  IssuancePolicy policy, absl::CivilDay today,
                                                  absl::Time now) {
  DecisionInputs inputs;
  inputs.policy = std::move(policy);
  inputs.now = now;
  inputs.today = today;
  ASSIGN_OR_RETURN(const auto mode, FindStockMode(regency));
  if (mode.has_value()) {
    inputs.forecast_level = mode->forecast_level;
    inputs.protected_stock = mode->protected_stock;
    inputs.floor_stock = mode->floor_stock;
  }
  ASSIGN_OR_RETURN(inputs.override_level, OverrideOn(regency, today));
  ASSIGN_OR_RETURN(inputs.available_in_regency, AvailableElsewhere(regency, location));
  return inputs;
}

absl::StatusOr<std::vector<std::string>> Snapshot::RegenciesWithOldMode(absl::Time oldest,
                                                                        absl::Time settled) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectOldModes, {oldest, settled}));
  std::vector<std::string> regencies;
  for (const mysql::Row& row : rows) regencies.push_back(row.String(0));
  return regencies;
}

absl::Status Tx::SaveStockMode(const std::string& regency, const StockMode& mode) {
  return transaction_
      .Execute(kSaveMode,
               {regency, Name(mode.forecast_level), mode.on_hand, mode.reserved, mode.protected_stock,
                mode.floor_stock, mode.unrationed_run_out_date, mode.date, mode.compute_time})
      .status();
}

}  // namespace dukcapil::inventory
