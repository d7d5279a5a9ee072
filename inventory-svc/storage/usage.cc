#include "inventory-svc/domain/errors.h"
#include "inventory-svc/domain/ledger.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// `enters` and `leaves` are of the locations asked for, `from_team` and `to_team` of the teams that work for
// them.
constexpr char kSelectStockDays[] =
    "SELECT d.occurred_date, SUM(d.quantity * (d.enters - d.leaves)),"
    " SUM(d.quantity * (d.enters * (d.from_account LIKE 'external:%')"
    " - d.leaves * (d.to_account LIKE 'external:%'))),"
    " SUM(d.quantity * ((d.to_account = 'issued') * (d.leaves + d.from_team)"
    " - (d.from_account = 'issued') * (d.enters + d.to_team))),"
    " SUM(d.quantity * ((d.to_account = 'issued') * d.from_team - (d.from_account = 'issued') * d.to_team)),"
    " SUM(d.quantity * ((d.to_account = 'spoiled') * (d.leaves + d.from_team)"
    " - (d.from_account = 'spoiled') * (d.enters + d.to_team))),"
    " SUM(d.quantity * ((d.to_account = 'spoiled') * d.from_team - (d.from_account = 'spoiled') * d.to_team))"
    " FROM (SELECT m.occurred_date, p.quantity, p.from_account, p.to_account, p.to_account LIKE ? AS enters,"
    " p.from_account LIKE ? AS leaves,"
    " (p.from_account LIKE 'team:%' AND (? = '' OR m.location = ?)) AS from_team,"
    " (p.to_account LIKE 'team:%' AND (? = '' OR m.location = ?)) AS to_team"
    " FROM movement m JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " WHERE m.regency = ? AND m.occurred_date >= ?) d"
    " GROUP BY d.occurred_date ORDER BY d.occurred_date";
constexpr char kCountApplications[] =
    "SELECT application_date - INTERVAL (DAYOFMONTH(application_date) - 1) DAY AS month, reason, state, "
    "COUNT(*)"
    " FROM card_application WHERE regency = ? AND application_date >= ? AND (? = '' OR location = ?)"
    " GROUP BY month, reason, state ORDER BY month, reason, state";
constexpr char kCountPrintedByMonth[] =
    "SELECT print_date - INTERVAL (DAYOFMONTH(print_date) - 1) DAY AS month, COUNT(*)"
    " FROM card_application WHERE regency = ? AND print_date >= ? AND (? = '' OR location = ?) GROUP BY "
    "month";
constexpr char kCountPrintedSince[] =
    "SELECT COUNT(*) FROM card_application WHERE regency = ? AND print_date >= ?";
constexpr char kCountWaiting[] =
    "SELECT COUNT(*) FROM card_application WHERE regency = ? AND state = 'WAITLISTED'";

}  // namespace

absl::StatusOr<std::vector<StockDay>> Snapshot::ListStockDays(const std::string& regency,
                                                              const std::string& location,
                                                              absl::CivilDay from) {
  const std::string account = LocationAccount(location.empty() ? "%" : location);
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectStockDays,
                                 {account, account, location, location, location, location, regency, from}));
  std::vector<StockDay> days;
  for (const mysql::Row& row : rows) {
    days.push_back({row.Date(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5), row.Int(6)});
  }
  return days;
}

absl::StatusOr<std::vector<ApplicationCount>> Snapshot::CountApplications(const std::string& regency,
                                                                          const std::string& location,
                                                                          absl::CivilDay from) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kCountApplications, {regency, from, location, location}));
  std::vector<ApplicationCount> counts;
  for (const mysql::Row& row : rows) {
    const auto reason = ParseReason(row.String(1));
    const auto state = ParseApplicationState(row.String(2));
    if (!reason.has_value() || !state.has_value()) return UnknownStoredValueError("reason or state");
    counts.push_back({absl::CivilMonth(row.Date(0)), *reason, *state, row.Int(3)});
  }
  return counts;
}

absl::StatusOr<std::map<absl::CivilMonth, std::int64_t>> Snapshot::CountPrintedByMonth(
    const std::string& regency, const std::string& location, absl::CivilDay from) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kCountPrintedByMonth, {regency, from, location, location}));
  std::map<absl::CivilMonth, std::int64_t> printed;
  for (const mysql::Row& row : rows) printed[absl::CivilMonth(row.Date(0))] = row.Int(1);
  return printed;
}

absl::StatusOr<std::int64_t> Snapshot::CountPrintedSince(const std::string& regency, absl::CivilDay from) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountPrintedSince, {regency, from}));
  return rows[0].Int(0);
}

absl::StatusOr<std::int64_t> Snapshot::CountWaiting(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountWaiting, {regency}));
  return rows[0].Int(0);
}

}  // namespace dukcapil::inventory
