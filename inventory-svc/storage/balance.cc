#include <set>

#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/region_scope.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSumBalances[] =
    "SELECT COALESCE(SUM(on_hand), 0), COALESCE(SUM(reserved), 0), COALESCE(SUM(received), 0),"
    " COALESCE(SUM(issued), 0), COALESCE(SUM(spoiled), 0), COALESCE(SUM(moved), 0)"
    " FROM stock_balance WHERE regency = ?";
constexpr char kSumOthers[] =
    "SELECT COALESCE(SUM(on_hand - reserved), 0) FROM stock_balance WHERE regency = ? AND account <> ?";
constexpr char kSumPostingsUntil[] =
    "SELECT COALESCE(SUM(CASE WHEN p.to_account LIKE 'location:%' THEN p.quantity ELSE 0 END"
    " - CASE WHEN p.from_account LIKE 'location:%' THEN p.quantity ELSE 0 END), 0)"
    " FROM movement m JOIN posting p ON p.regency = m.regency AND p.movement = m.id"
    " WHERE m.regency = ? AND m.occurred_date <= ?";
constexpr char kLockBalance[] =
    "SELECT b.on_hand, b.reserved, b.received, b.issued, b.spoiled, b.moved, EXISTS (SELECT 1 FROM"
    " promotion_work w WHERE w.regency = b.regency AND CONCAT('location:', w.location) = b.account)"
    " FROM stock_balance b WHERE b.regency = ? AND b.account = ? FOR UPDATE";
constexpr char kLockAccount[] =
    "INSERT INTO account_lock (regency, account) VALUES (?, ?) ON DUPLICATE KEY UPDATE account = account";
constexpr char kChangeBalance[] =
    "UPDATE stock_balance SET on_hand = on_hand + ?, reserved = reserved + ?, received = received + ?,"
    " issued = issued + ?, spoiled = spoiled + ?, moved = moved + ? WHERE regency = ? AND account = ? AND "
    "reserved + ? >= 0"
    " AND on_hand + ? >= reserved + ?";

Balance FromRow(const mysql::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5), /*promoting=*/false};
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
  balance.promoting = rows[0].Int(6) != 0;
  return balance;
}

absl::StatusOr<std::map<std::string, Balance>> Tx::LockAccounts(const std::string& regency,
                                                                const std::vector<Posting>& postings) {
  std::set<std::string> locations;
  std::set<std::string> others;
  for (const Posting& posting : postings) {
    for (const std::string& account : {posting.from, posting.to}) {
      if (const auto location = LocationOf(account)) locations.insert(*location);
    }
    if (!LocationOf(posting.from).has_value()) others.insert(posting.from);
  }
  std::map<std::string, Balance> balances;
  for (const std::string& location : locations) {
    ASSIGN_OR_RETURN(const auto balance, LockBalance(regency, location));
    if (!balance.has_value()) return NotFoundError(ChildNameOf(regency, "locations", location));
    balances.emplace(location, *balance);
  }
  for (const std::string& account : others) {
    RETURN_IF_ERROR(transaction_.Execute(kLockAccount, {regency, account}).status());
  }
  return balances;
}

absl::Status Tx::ChangeBalance(const std::string& regency, const std::string& location,
                               const LocationDelta& delta, std::int64_t reserved) {
  const bool is_nothing = delta.on_hand == 0 && delta.received == 0 && delta.issued == 0 &&
                          delta.spoiled == 0 && delta.moved == 0 && reserved == 0;
  if (is_nothing) return absl::OkStatus();  // an UPDATE that changes nothing counts no row
  ASSIGN_OR_RETURN(
      const std::int64_t changed,
      transaction_.Execute(kChangeBalance,
                           {delta.on_hand, reserved, delta.received, delta.issued, delta.spoiled, delta.moved,
                            regency, LocationAccount(location), reserved, delta.on_hand, reserved}));
  if (changed != 1) return StockReservedError();
  if (delta.on_hand > reserved) raised_.insert({regency, location});
  return absl::OkStatus();
}

}  // namespace dukcapil::inventory
