#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/scope.h"
#include "inventory-svc/storage/tx.h"
#include "platform/mysql/keyset.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectRequests[] =
    "SELECT regency, id, quantity, justification, needed_by_date, state, approved_quantity, decision_reason,"
    " submit_date, decision_date, version, create_time FROM stock_request q WHERE ";
constexpr char kStockRequestById[] = "regency = ? AND id = ?";
constexpr char kDiffering[] =
    " AND EXISTS (SELECT 1 FROM shipment s WHERE s.regency = q.regency AND s.stock_request = q.id"
    " AND s.missing + s.extra + s.damaged > 0)";
constexpr char kSelectShipments[] =
    "SELECT id, document_number, ship_date, expected_arrival_date, quantity, actor, create_time, "
    "receipt_date,"
    " arrived, missing, extra, damaged, regency, stock_request FROM shipment"
    " WHERE (regency, stock_request) IN (";
constexpr std::size_t kRequestsAtOnce = 100;
constexpr char kSelectRequestOf[] = "SELECT stock_request FROM shipment WHERE regency = ? AND id = ?";
constexpr char kSelectSerials[] =
    "SELECT prefix, width, first_number, last_number FROM shipment_serials WHERE regency = ? AND shipment = ?"
    " ORDER BY prefix, width, first_number";
constexpr char kSelectReceipts[] =
    "SELECT m.id, p.to_account, s.prefix, s.width, s.first_number, s.last_number FROM movement m"
    " JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " JOIN posting_serials s ON s.regency = p.regency AND s.movement = p.movement AND s.line = p.line"
    " WHERE m.regency = ? AND m.subject = ? AND m.kind = 'RECEIPT' AND NOT EXISTS (SELECT 1 FROM movement r"
    " WHERE r.regency = m.regency AND r.subject = m.id AND r.kind = 'REVERSAL')"
    " ORDER BY m.id, p.line, s.prefix, s.width, s.first_number";
constexpr char kSelectFirstReceipt[] =
    "SELECT MIN(m.occurred_date) FROM movement m WHERE m.regency = ? AND m.subject = ? AND m.kind = 'RECEIPT'"
    " AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.regency = m.regency AND r.subject = m.id"
    " AND r.kind = 'REVERSAL')";
// Runs never overlap: those that begin in the range, and the last one that begins before it.
constexpr char kSelectShippedRuns[] =
    "SELECT regency, shipment, first_number, last_number FROM shipment_serials WHERE prefix = ? AND width = ?"
    " AND first_number <= ? AND first_number >= COALESCE((SELECT MAX(b.first_number) FROM shipment_serials b"
    " WHERE b.prefix = ? AND b.width = ? AND b.first_number <= ?), ?) ORDER BY first_number";
constexpr char kSelectArrivals[] =
    "SELECT expected_arrival_date, SUM(quantity) FROM shipment WHERE regency = ? AND ship_date <= ?"
    " AND (receipt_date > ? OR (receipt_date IS NULL AND missing = 0)) GROUP BY expected_arrival_date";
constexpr char kSelectApproved[] =
    "SELECT approved_quantity, quantity FROM stock_request WHERE regency = ? AND decision_date <= ?"
    " ORDER BY decision_date DESC, id DESC LIMIT ?";

absl::StatusOr<StockRequest> RequestFromRow(const mysql::Row& row) {
  const auto state = ParseStockRequestState(row.String(5));
  if (!state.has_value()) return UnknownStoredValueError("state of a stock request");
  StockRequest request;
  request.regency = row.String(0);
  request.id = row.String(1);
  request.quantity = row.Int(2);
  request.justification = row.String(3);
  request.needed_by_date = row.OptionalDate(4);
  request.state = *state;
  request.approved_quantity = row.Int(6);
  request.decision_reason = row.String(7);
  request.submit_date = row.OptionalDate(8);
  request.decision_date = row.OptionalDate(9);
  request.version = row.Int(10);
  request.create_time = row.Time(11);
  return request;
}

SerialRange RangeFromRow(const mysql::Row& row, int at) {
  return {row.String(at), static_cast<int>(row.Int(at + 1)), row.Int(at + 2), row.Int(at + 3)};
}

Shipment ShipmentFromRow(const mysql::Row& row) {
  Shipment shipment;
  shipment.id = row.String(0);
  shipment.document_number = row.String(1);
  shipment.ship_date = row.Date(2);
  shipment.expected_arrival_date = row.Date(3);
  shipment.quantity = row.Int(4);
  shipment.actor = row.String(5);
  shipment.create_time = row.Time(6);
  shipment.receipt_date = row.OptionalDate(7);
  shipment.outcome = {row.Int(8), row.Int(9), row.Int(10), row.Int(11)};
  return shipment;
}

// The query over so many requests.
std::string SelectShipmentsOf(std::size_t requests) {
  std::string sql = absl::StrCat(kSelectShipments, "(?, ?)");
  for (std::size_t i = 1; i < requests; ++i) sql += ", (?, ?)";
  return sql + ") ORDER BY id";
}

absl::Status ReadShipments(mysql::Reader& reader, StockRequest& request) {
  static const std::string select = SelectShipmentsOf(1);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(select, {request.regency, request.id}));
  for (const mysql::Row& row : rows) request.shipments.push_back(ShipmentFromRow(row));
  return absl::OkStatus();
}

// Those of a whole page.
absl::Status ReadShipments(mysql::Reader& reader, std::vector<StockRequest>& requests) {
  static const std::string select = SelectShipmentsOf(kRequestsAtOnce);
  std::map<std::pair<std::string, std::string>, StockRequest*> by_key;
  for (StockRequest& request : requests) by_key[{request.regency, request.id}] = &request;
  for (std::size_t begin = 0; begin < requests.size(); begin += kRequestsAtOnce) {
    std::vector<mysql::Param> params;
    // The last one again and again, so that one statement serves any number.
    for (std::size_t i = begin; i < begin + kRequestsAtOnce; ++i) {
      const StockRequest& request = requests[std::min(i, requests.size() - 1)];
      params.emplace_back(request.regency);
      params.emplace_back(request.id);
    }
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(select, params));
    for (const mysql::Row& row : rows) {
      by_key.at({row.String(12), row.String(13)})->shipments.push_back(ShipmentFromRow(row));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadReceipts(mysql::Reader& reader, const std::string& regency, Shipment& shipment) {
  ASSIGN_OR_RETURN(const mysql::Rows serials, reader.Query(kSelectSerials, {regency, shipment.id}));
  for (const mysql::Row& row : serials) shipment.serials.push_back(RangeFromRow(row, 0));
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader.Query(kSelectReceipts, {regency, shipment.id}));
  for (const mysql::Row& row : rows) {
    if (shipment.receipts.empty() || shipment.receipts.back() != row.String(0)) {
      shipment.receipts.push_back(row.String(0));
    }
    auto& serials_of = row.String(1) == kSpoiledAccount ? shipment.damaged : shipment.scanned;
    serials_of.push_back(RangeFromRow(row, 2));
  }
  return absl::OkStatus();
}

// The request of `rows`, with everything of its shipments.
absl::StatusOr<std::optional<StockRequest>> ReadInFull(mysql::Reader& reader, const mysql::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(StockRequest request, RequestFromRow(rows[0]));
  RETURN_IF_ERROR(ReadShipments(reader, request));
  for (Shipment& shipment : request.shipments) {
    RETURN_IF_ERROR(ReadReceipts(reader, request.regency, shipment));
  }
  return request;
}

}  // namespace

absl::StatusOr<std::optional<StockRequest>> Snapshot::FindStockRequest(const std::string& regency,
                                                                       const std::string& id) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(absl::StrCat(kSelectRequests, kStockRequestById), {regency, id}));
  return ReadInFull(reader_, rows);
}

absl::StatusOr<std::optional<StockRequest>> Tx::LockStockRequest(const std::string& regency,
                                                                 const std::string& id) {
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(absl::StrCat(kSelectRequests, kStockRequestById, " FOR UPDATE"), {regency, id}));
  return ReadInFull(reader_, rows);
}

absl::StatusOr<std::optional<StockRequest>> Tx::LockRequestOfShipment(const std::string& regency,
                                                                      const std::string& shipment) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectRequestOf, {regency, shipment}));
  if (rows.empty()) return std::nullopt;
  return LockStockRequest(regency, rows[0].String(0));
}

absl::StatusOr<std::vector<StockRequest>> Snapshot::ListStockRequests(const std::string& scope,
                                                                      const StockRequestFilter& filter,
                                                                      const std::vector<std::string>& after,
                                                                      int limit) {
  std::string sql = kSelectRequests;
  std::vector<mysql::Param> params;
  AddScope(scope, "regency", sql, params);
  if (filter.state.has_value()) {
    absl::StrAppend(&sql, " AND state = ?");
    params.emplace_back(Name(*filter.state));
  }
  if (filter.differing) absl::StrAppend(&sql, kDiffering);
  mysql::AppendPage({{"regency"}, {"id"}}, {after.begin(), after.end()}, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<StockRequest> requests;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(StockRequest request, RequestFromRow(row));
    requests.push_back(std::move(request));
  }
  RETURN_IF_ERROR(ReadShipments(reader_, requests));
  return requests;
}

absl::StatusOr<std::map<absl::CivilDay, std::int64_t>> Snapshot::ExpectedArrivals(const std::string& regency,
                                                                                  absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectArrivals, {regency, date, date}));
  std::map<absl::CivilDay, std::int64_t> arrivals;
  for (const mysql::Row& row : rows) arrivals[row.Date(0)] = row.Int(1);
  return arrivals;
}

absl::StatusOr<std::vector<double>> Snapshot::ListApprovedShares(const std::string& regency,
                                                                 absl::CivilDay date, int limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectApproved, {regency, date, limit}));
  std::vector<double> shares;
  shares.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    shares.push_back(static_cast<double>(row.Int(0)) / static_cast<double>(row.Int(1)));
  }
  return shares;
}

absl::StatusOr<std::vector<ShippedRun>> Snapshot::ListShippedOf(const SerialRange& range) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectShippedRuns, {range.prefix, range.width, range.last, range.prefix,
                                                      range.width, range.first, range.first}));
  std::vector<ShippedRun> runs;
  for (const mysql::Row& row : rows) {
    const auto common = Intersection({range.prefix, range.width, row.Int(2), row.Int(3)}, range);
    if (common.has_value()) runs.push_back({row.String(0), row.String(1), *common});
  }
  return runs;
}

absl::StatusOr<std::optional<absl::CivilDay>> Snapshot::FirstReceiptDate(const std::string& regency,
                                                                         const std::string& shipment) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectFirstReceipt, {regency, shipment}));
  return rows[0].OptionalDate(0);
}

}  // namespace dukcapil::inventory
