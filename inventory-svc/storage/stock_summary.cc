#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/scope.h"
#include "inventory-svc/storage/tx.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kCountHeld[] =
    "SELECT COALESCE(SUM(CASE WHEN account LIKE 'transit:%' THEN last_number - first_number + 1 END), 0),"
    " COALESCE(SUM(CASE WHEN account LIKE 'team:%' THEN last_number - first_number + 1 END), 0)"
    " FROM blank_range WHERE regency = ? AND (account LIKE 'transit:%' OR account LIKE 'team:%')";
constexpr char kCountMonth[] =
    "SELECT COALESCE(SUM(CASE WHEN p.from_account LIKE 'external:%' THEN p.quantity"
    " WHEN p.to_account LIKE 'external:%' THEN -p.quantity END), 0),"
    " COALESCE(SUM(CASE WHEN p.to_account = 'issued' THEN p.quantity END), 0),"
    " COALESCE(SUM(CASE WHEN p.to_account = 'spoiled' THEN p.quantity"
    " WHEN p.from_account = 'spoiled' AND p.to_account <> 'destroyed' THEN -p.quantity END), 0)"
    " FROM movement m JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " WHERE m.regency = ? AND m.occurred_date > ? AND m.occurred_date <= ?";
constexpr char kCountPrintedOfAll[] =
    "SELECT COUNT(*) FROM card_application WHERE regency = ? AND print_date > ? AND print_date <= ?";
constexpr char kSelectSummaries[] =
    "SELECT regency, display_name, seen_on_hand, seen_reserved, moved, received, used, spoiled, in_transit, "
    "with_teams,"
    " received_month, used_month, spoiled_month, printed_month, waitlisted, summary_date, as_of, unrecorded,"
    " digital_identities FROM regency_stock_summary WHERE ";
constexpr char kSelectStalest[] =
    "SELECT s.regency FROM regency_stock_summary s WHERE s.as_of IS NULL OR s.as_of < ? OR (s.as_of < ? AND "
    "EXISTS"
    " (SELECT 1 FROM stock_balance b WHERE b.regency = s.regency)) ORDER BY s.as_of, s.regency LIMIT ?";
constexpr char kSelectOpen[] =
    "SELECT q.regency, COALESCE(SUM(CASE WHEN q.state = 'SUBMITTED' THEN q.quantity END), 0),"
    " COALESCE(SUM(CASE WHEN q.state <> 'SUBMITTED' THEN q.approved_quantity - COALESCE((SELECT "
    "SUM(s.quantity)"
    " FROM shipment s WHERE s.regency = q.regency AND s.stock_request = q.id"
    " AND (s.receipt_date IS NOT NULL OR s.missing > 0)), 0)"
    " END), 0),"
    " COALESCE(SUM((SELECT SUM(s.missing + s.extra + s.damaged) FROM shipment s WHERE s.regency = q.regency"
    " AND s.stock_request = q.id)), 0)"
    " FROM stock_request q WHERE q.state IN ('SUBMITTED', 'APPROVED', 'SHIPPED', 'RECEIVED') AND ";
constexpr char kSumOnHand[] = "SELECT regency, SUM(on_hand) FROM stock_balance WHERE ";
constexpr char kByRegency[] = " GROUP BY regency";
constexpr char kInsertRegencies[] = "INSERT INTO regency_stock_summary (regency, display_name) VALUES";
constexpr char kRename[] = " ON DUPLICATE KEY UPDATE display_name = VALUES(display_name)";
constexpr char kSaveFigures[] =
    "UPDATE regency_stock_summary SET seen_on_hand = ?, seen_reserved = ?, moved = ?, received = ?, used = "
    "?, spoiled "
    "= ?,"
    " in_transit = ?, with_teams = ?, received_month = ?, used_month = ?, spoiled_month = ?, printed_month = "
    "?,"
    " waitlisted = ?, centidays_left = ?, summary_date = ?, as_of = ? WHERE regency = ?";
constexpr char kSaveResidents[] =
    "UPDATE regency_stock_summary SET unrecorded = ?, digital_identities = ? WHERE regency = ?";

StockSummary SummaryFromRow(const mysql::Row& row) {
  StockSummary summary;
  summary.regency = row.String(0);
  summary.display_name = row.String(1);
  StockFigures& figures = summary.figures;
  int at = 2;
  for (std::int64_t* field :
       {&figures.on_hand, &figures.reserved, &figures.moved, &figures.received, &figures.used,
        &figures.spoiled, &figures.in_transit, &figures.with_teams, &figures.received_month,
        &figures.used_month, &figures.spoiled_month, &figures.printed_month, &figures.waitlisted}) {
    *field = row.Int(at++);
  }
  summary.date = row.OptionalDate(at++);
  summary.as_of = row.OptionalTime(at++);
  if (row.OptionalInt(at).has_value()) summary.residents = {row.Int(at), row.Int(at + 1)};
  return summary;
}

}  // namespace

absl::StatusOr<StockFigures> Snapshot::CountStock(const std::string& regency, absl::CivilDay date) {
  StockFigures figures;
  ASSIGN_OR_RETURN(const Balance balance, RegencyBalance(regency));
  figures.on_hand = balance.on_hand;
  figures.reserved = balance.reserved;
  figures.moved = balance.moved;
  figures.received = balance.received;
  figures.used = balance.issued;
  figures.spoiled = balance.spoiled;
  ASSIGN_OR_RETURN(const mysql::Rows held, reader_.Query(kCountHeld, {regency}));
  figures.in_transit = held[0].Int(0);
  figures.with_teams = held[0].Int(1);
  const absl::CivilDay from = date - kMonthDays;
  ASSIGN_OR_RETURN(const mysql::Rows month, reader_.Query(kCountMonth, {regency, from, date}));
  figures.received_month = month[0].Int(0);
  figures.used_month = month[0].Int(1);
  figures.spoiled_month = month[0].Int(2);
  ASSIGN_OR_RETURN(const mysql::Rows printed, reader_.Query(kCountPrintedOfAll, {regency, from, date}));
  figures.printed_month = printed[0].Int(0);
  ASSIGN_OR_RETURN(figures.waitlisted, CountWaiting(regency));
  return figures;
}

absl::StatusOr<std::vector<StockSummary>> Snapshot::ListStockSummaries(const std::string& scope,
                                                                       const std::vector<std::string>& after,
                                                                       int limit) {
  std::string sql = kSelectSummaries;
  std::vector<mysql::Param> params;
  AddScope(scope, "regency", sql, params);
  mysql::AppendPage({{"centidays_left"}, {"regency"}}, {after.begin(), after.end()}, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<StockSummary> summaries;
  summaries.reserve(rows.size());
  for (const mysql::Row& row : rows) summaries.push_back(SummaryFromRow(row));
  return summaries;
}

absl::StatusOr<std::vector<std::string>> Snapshot::StalestSummaries(absl::Time old,
                                                                    absl::Time old_without_stock, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectStalest, {old_without_stock, old, limit}));
  std::vector<std::string> regencies;
  regencies.reserve(rows.size());
  for (const mysql::Row& row : rows) regencies.push_back(row.String(0));
  return regencies;
}

absl::StatusOr<std::map<std::string, OpenRequests>> Snapshot::OpenRequestsIn(const std::string& scope) {
  std::string sql = kSelectOpen;
  std::vector<mysql::Param> params;
  AddScope(scope, "q.regency", sql, params);
  absl::StrAppend(&sql, kByRegency);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::map<std::string, OpenRequests> open;
  for (const mysql::Row& row : rows) open[row.String(0)] = {row.Int(1), row.Int(2), row.Int(3)};
  return open;
}

absl::StatusOr<std::map<std::string, std::int64_t>> Snapshot::OnHandIn(const std::string& scope) {
  std::string sql = kSumOnHand;
  std::vector<mysql::Param> params;
  AddScope(scope, "regency", sql, params);
  absl::StrAppend(&sql, kByRegency);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::map<std::string, std::int64_t> on_hand;
  for (const mysql::Row& row : rows) on_hand[row.String(0)] = row.Int(1);
  return on_hand;
}

absl::Status Tx::SaveRegencies(const std::vector<RegencyName>& regencies) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(regencies.size());
  for (const RegencyName& regency : regencies) rows.push_back({regency.code, regency.display_name});
  return transaction_.InsertRows(kInsertRegencies, rows, kRename);
}

absl::Status Tx::SaveStockSummary(const std::string& regency, const StockFigures& figures,
                                  absl::CivilDay date, const std::optional<RegisterFigures>& residents,
                                  absl::Time now) {
  RETURN_IF_ERROR(
      transaction_
          .Execute(kSaveFigures,
                   {figures.on_hand, figures.reserved, figures.moved, figures.received, figures.used,
                    figures.spoiled, figures.in_transit, figures.with_teams, figures.received_month,
                    figures.used_month, figures.spoiled_month, figures.printed_month, figures.waitlisted,
                    CentidaysLeft(figures), date, now, regency})
          .status());
  if (!residents.has_value()) return absl::OkStatus();
  return transaction_.Execute(kSaveResidents, {residents->unrecorded, residents->digital_identities, regency})
      .status();
}

}  // namespace dukcapil::inventory
