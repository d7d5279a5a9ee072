#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSumBalances[] =
    "SELECT COALESCE(SUM(on_hand), 0), COALESCE(SUM(reserved), 0), COALESCE(SUM(received), 0),"
    " COALESCE(SUM(issued), 0), COALESCE(SUM(spoiled), 0) FROM stock_balance WHERE regency = ?";
constexpr char kSumOthers[] =
    "SELECT COALESCE(SUM(on_hand - reserved), 0) FROM stock_balance WHERE regency = ? AND account <> ?";
constexpr char kSumPostingsUntil[] =
    "SELECT COALESCE(SUM(CASE WHEN p.to_account LIKE 'location:%' THEN p.quantity ELSE 0 END"
    " - CASE WHEN p.from_account LIKE 'location:%' THEN p.quantity ELSE 0 END), 0)"
    " FROM movement m JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " WHERE m.regency = ? AND m.occurred_date <= ?";
constexpr char kLockBalance[] =
    "SELECT b.on_hand, b.reserved, b.received, b.issued, b.spoiled, EXISTS (SELECT 1 FROM promotion_work w"
    " WHERE w.regency = b.regency AND CONCAT('location:', w.location) = b.account)"
    " FROM stock_balance b WHERE b.regency = ? AND b.account = ? FOR UPDATE";
constexpr char kChangeBalance[] =
    "UPDATE stock_balance SET on_hand = on_hand + ?, reserved = reserved + ?, received = received + ?,"
    " issued = issued + ?, spoiled = spoiled + ? WHERE regency = ? AND account = ? AND reserved + ? >= 0"
    " AND on_hand + ? >= reserved + ?";

Balance FromRow(const mysql::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), /*promoting=*/false};
}

}  // namespace

absl::StatusOr<Balance> Snapshot::RegencyBalance(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumBalances, {regency}));
  return FromRow(rows[0]);
}

absl::StatusOr<std::int64_t> Snapshot::AvailableElsewhere(const std::string& regency,
                                                          const std::string& location) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumOthers, {regency, LocationAccount(location)}));
  return rows[0].Int(0);
}

absl::StatusOr<std::int64_t> Snapshot::OnHandAsOf(const std::string& regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumPostingsUntil, {regency, date}));
  return rows[0].Int(0);
}

absl::StatusOr<std::optional<Balance>> Tx::LockBalance(const std::string& regency,
                                                       const std::string& location) {
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   transaction_.Query(kLockBalance, {regency, LocationAccount(location)}));
  if (rows.empty()) return std::nullopt;
  Balance balance = FromRow(rows[0]);
  balance.promoting = rows[0].Int(5) != 0;
  return balance;
}

absl::Status Tx::ChangeBalance(const std::string& regency, const std::string& location,
                               const LocationDelta& delta, std::int64_t reserved) {
  ASSIGN_OR_RETURN(
      const std::int64_t changed,
      transaction_.Execute(kChangeBalance,
                           {delta.on_hand, reserved, delta.received, delta.issued, delta.spoiled, regency,
                            LocationAccount(location), reserved, delta.on_hand, reserved}));
  if (changed != 1) return StockReservedError();
  if (delta.on_hand > reserved) raised_.insert({regency, location});
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
