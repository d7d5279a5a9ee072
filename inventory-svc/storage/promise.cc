#include "inventory-svc/domain/promise.h"

#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// What is still in transit of transfers, and at the office (the first one by id) the ministry's shipments,
// whose day has not passed: of those overdue nobody knows.
constexpr char kSelectConfirmedArrivals[] =
    "SELECT day, CAST(SUM(cards) AS SIGNED) FROM ("
    "SELECT m.expected_date AS day, b.last_number - b.first_number + 1 AS cards FROM movement m"
    " JOIN blank_range b ON b.regency = m.regency AND b.account = CONCAT('transit:', m.id)"
    " WHERE m.regency = ? AND m.counterpart = ? AND m.expected_date >= ? AND m.kind = 'TRANSFER'"
    " UNION ALL SELECT expected_arrival_date, quantity FROM shipment"
    " WHERE regency = ? AND expected_arrival_date >= ? AND receipt_date IS NULL AND missing = 0"
    " AND ? = (SELECT MIN(id) FROM location WHERE regency = ? AND kind = 'OFFICE')"
    ") arrivals GROUP BY day ORDER BY day";
constexpr char kSelectFirst[] =
    "SELECT id FROM card_application FORCE INDEX (card_application_line)"
    " WHERE regency = ? AND location = ? AND state = 'WAITLISTED'"
    " ORDER BY priority, create_time, id LIMIT ?";
constexpr char kCountUpTo[] =
    "SELECT COUNT(*) FROM (SELECT 1 FROM card_application FORCE INDEX (card_application_line)"
    " WHERE regency = ? AND location = ? AND state = 'WAITLISTED' AND priority <= ? LIMIT ?) w";
constexpr char kCountAhead[] =
    "SELECT COUNT(*) FROM card_application WHERE regency = ? AND location = ? AND state = 'WAITLISTED'"
    " AND (priority < ? OR (priority = ? AND (create_time < ? OR (create_time = ? AND id < ?))))";

}  // namespace

absl::StatusOr<std::vector<ConfirmedArrival>> Snapshot::ConfirmedArrivals(const std::string& regency,
                                                                          const std::string& location,
                                                                          absl::CivilDay today) {
  // Of card requests and balances alone rows wait to be written.
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.QueryApart(kSelectConfirmedArrivals, {regency, LocationAccount(location), today,
                                                                 regency, today, location, regency}));
  std::vector<ConfirmedArrival> arrivals;
  for (const mysql::Row& row : rows) arrivals.push_back({row.Date(0), row.Int(1)});
  return arrivals;
}

absl::StatusOr<std::vector<std::string>> Snapshot::FirstInLine(const std::string& regency,
                                                               const std::string& location,
                                                               std::int64_t limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSelectFirst, {regency, location, limit}));
  std::vector<std::string> ids;
  for (const mysql::Row& row : rows) ids.push_back(row.String(0));
  return ids;
}

absl::StatusOr<std::int64_t> Snapshot::CountUpTo(const std::string& regency, const std::string& location,
                                                 int priority, std::int64_t limit) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kCountUpTo, {regency, location, priority, limit}));
  return rows[0].Int(0);
}

absl::StatusOr<std::int64_t> Snapshot::CountAhead(const CardApplication& application) {
  const int priority = application.decision.priority;
  ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      reader_.Query(kCountAhead, {application.region, application.location, priority, priority,
                                  application.create_time, application.create_time, application.id}));
  return rows[0].Int(0);
}

}  // namespace dukcapil::inventory
