#include "inventory-svc/domain/stock_take.h"

#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

// Movements entered after the count, and those entered before that happened after it: an index for each.
constexpr char kSelectSince[] =
    "SELECT p.to_account, s.prefix, s.width, s.first_number, s.last_number FROM (SELECT regency, id"
    " FROM movement WHERE regency = ? AND recorded_time > ? UNION ALL SELECT regency, id FROM movement"
    " WHERE regency = ? AND occurred_date >= ? AND recorded_time <= ?"
    " AND (occurred_date > ? OR recorded_time > ?)) m"
    " JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " JOIN posting_serials s ON s.regency = p.regency AND s.movement = p.movement AND s.line = p.line"
    " WHERE p.to_account = ? OR p.from_account = ?";

}  // namespace

absl::StatusOr<CountedLedger> Snapshot::LedgerSince(const std::string& regency, const std::string& location,
                                                    const CountMoment& moment) {
  CountedLedger ledger;
  const std::string account = LocationAccount(location);
  ASSIGN_OR_RETURN(ledger.here, BlanksIn(regency, account));
  ASSIGN_OR_RETURN(ledger.adjusted, BlanksIn(regency, kAdjustmentAccount));
  ASSIGN_OR_RETURN(ledger.lost, BlanksIn(regency, kLostAccount));
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectSince, {regency, moment.entered, regency, moment.day, moment.entered,
                                                moment.day, moment.time, account, account}));
  for (const mysql::Row& row : rows) {
    (row.String(0) == account ? ledger.entered : ledger.left)
        .push_back({row.String(1), static_cast<int>(row.Int(2)), row.Int(3), row.Int(4)});
  }
  return ledger;
}

}  // namespace dukcapil::inventory
