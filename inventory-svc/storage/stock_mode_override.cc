#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/stock_mode.h"
#include "inventory-svc/storage/known.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectOverrides[] =
    "SELECT id, level, end_date, reason, actor, create_time FROM stock_mode_override WHERE regency = ?"
    " ORDER BY id DESC LIMIT ?";
constexpr char kInsertOverride[] =
    "INSERT INTO stock_mode_override (regency, id, level, end_date, reason, actor, create_time)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";

constexpr char kSelectDay[] = "SELECT day FROM rules_day WHERE regency = '-'";
constexpr char kLockDay[] = "SELECT day FROM rules_day WHERE regency = '-' FOR UPDATE";
constexpr char kStartDays[] = "INSERT IGNORE INTO rules_day (regency, day) VALUES ('-', ?)";
constexpr char kMoveDay[] = "UPDATE rules_day SET day = ? WHERE regency = '-'";
// Locations where a policy took effect, or an override ended, after one day and until another.
constexpr char kInsertDayWork[] =
    "INSERT IGNORE INTO promotion_work (regency, location) SELECT l.regency, l.id FROM location l"
    " WHERE EXISTS (SELECT 1 FROM issuance_policy p WHERE p.regency IN (l.regency, '-')"
    " AND p.effective_date > ? AND p.effective_date <= ?)"
    " OR EXISTS (SELECT 1 FROM stock_mode_override o WHERE o.regency = l.regency"
    " AND o.end_date >= ? AND o.end_date < ?)";

}  // namespace

absl::StatusOr<std::vector<StockModeOverride>> Snapshot::ListOverrides(const std::string& regency,
                                                                       int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.QueryApart(kSelectOverrides, {regency, limit}));
  std::vector<StockModeOverride> overrides;
  for (const mysql::Row& row : rows) {
    StockModeOverride& found = overrides.emplace_back();
    found.id = row.String(0);
    if (!row.IsNull(1)) {
      found.level = ParseStockLevel(row.String(1));
      if (!found.level.has_value()) return UnknownStoredValueError("stock mode");
    }
    found.end_date = row.OptionalDate(2);
    found.reason = row.String(3);
    found.actor = row.String(4);
    found.create_time = row.Time(5);
  }
  return overrides;
}

absl::StatusOr<std::optional<StockLevel>> Snapshot::OverrideOn(const std::string& regency,
                                                               absl::CivilDay day) {
  std::map<Known::RegencyOnDay, std::optional<StockLevel>>& known = reader_.Known<Known>().overrides;
  const auto found = known.find({regency, day});
  if (found != known.end()) return found->second;
  ASSIGN_OR_RETURN(const auto newest, ListOverrides(regency, 1));
  const bool holds = !newest.empty() && newest[0].HoldsOn(day);
  return known[{regency, day}] = holds ? newest[0].level : std::nullopt;
}

absl::Status Tx::InsertOverride(const std::string& regency, const StockModeOverride& wanted) {
  mysql::Param level = std::nullopt;
  if (wanted.level.has_value()) level = Name(*wanted.level);
  return transaction_
      .Execute(kInsertOverride,
               {regency, wanted.id, level, wanted.end_date, wanted.reason, wanted.actor, wanted.create_time})
      .status();
}

absl::StatusOr<bool> Snapshot::IsDayBegun(absl::CivilDay today) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectDay));
  return !rows.empty() && rows[0].Date(0) >= today;
}

absl::Status Tx::BeginDay(absl::CivilDay today) {
  RETURN_IF_ERROR(transaction_.Execute(kStartDays, {today - 1}).status());
  ASSIGN_OR_RETURN(const mysql::Rows rows, transaction_.Query(kLockDay));
  const absl::CivilDay last = rows[0].Date(0);
  if (last >= today) return absl::OkStatus();
  RETURN_IF_ERROR(transaction_.Execute(kInsertDayWork, {last, today, last, today}).status());
  return transaction_.Execute(kMoveDay, {today}).status();
}

}  // namespace dukcapil::inventory
