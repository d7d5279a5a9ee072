#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/known.h"
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
constexpr char kSelectAvailable[] = "SELECT account, on_hand - reserved FROM stock_balance WHERE regency = ?";
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

// Under which changes of a balance are added up, each in the order of AmountsOf.
std::string SumKey(const std::string& regency, const std::string& account) {
  return absl::StrCat("stock_balance/", regency, "/", account);
}

std::vector<std::int64_t> AmountsOf(const LocationDelta& delta, std::int64_t reserved) {
  return {delta.on_hand, reserved, delta.received, delta.issued, delta.spoiled, delta.moved};
}

Balance Plus(Balance balance, const std::vector<std::int64_t>& amounts) {
  if (amounts.empty()) return balance;
  balance.on_hand += amounts[0];
  balance.reserved += amounts[1];
  balance.received += amounts[2];
  balance.issued += amounts[3];
  balance.spoiled += amounts[4];
  balance.moved += amounts[5];
  return balance;
}

absl::Status Apply(mysql::Transaction& transaction, const std::string& regency, const std::string& account,
                   const std::vector<std::int64_t>& amounts) {
  std::vector<mysql::Param> params(amounts.begin(), amounts.end());
  params.insert(params.end(), {regency, account, amounts[1], amounts[0], amounts[1]});
  ASSIGN_OR_RETURN(const std::int64_t changed, transaction.Execute(kChangeBalance, params));
  return changed == 1 ? absl::OkStatus() : StockReservedError();
}

}  // namespace

absl::StatusOr<Balance> Snapshot::RegencyBalance(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumBalances, {regency}));
  return FromRow(rows[0]);
}

absl::StatusOr<std::int64_t> Snapshot::AvailableElsewhere(const std::string& regency,
                                                          const std::string& location) {
  std::map<std::string, std::int64_t>& available = reader_.Known<Known>().available[regency];
  if (available.empty()) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.QueryApart(kSelectAvailable, {regency}));
    for (const mysql::Row& row : rows) available.emplace(row.String(0), row.Int(1));
  }
  std::int64_t elsewhere = 0;
  for (const auto& [account, cards] : available) {
    if (account == LocationAccount(location)) continue;
    const std::vector<std::int64_t> waiting = reader_.Waiting(SumKey(regency, account));
    elsewhere += cards + (waiting.empty() ? 0 : waiting[0] - waiting[1]);
  }
  return elsewhere;
}

absl::StatusOr<std::int64_t> Snapshot::OnHandAsOf(const std::string& regency, absl::CivilDay date) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumPostingsUntil, {regency, date}));
  return rows[0].Int(0);
}

absl::StatusOr<std::optional<Balance>> Tx::LockBalance(const std::string& regency,
                                                       const std::string& location) {
  std::map<LocationName, Balance>& known = transaction_.Known<Known>().balances;
  const std::string account = LocationAccount(location);
  auto found = known.find({regency, location});
  if (found == known.end()) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, transaction_.QueryApart(kLockBalance, {regency, account}));
    if (rows.empty()) return std::nullopt;
    found = known.emplace(LocationName{regency, location}, FromRow(rows[0])).first;
    found->second.promoting = rows[0].Int(6) != 0;
  }
  return Plus(found->second, transaction_.Waiting(SumKey(regency, account)));
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
  const std::vector<std::int64_t> amounts = AmountsOf(delta, reserved);
  const bool is_nothing =
      std::all_of(amounts.begin(), amounts.end(), [](auto amount) { return amount == 0; });
  if (is_nothing) return absl::OkStatus();  // an UPDATE that changes nothing counts no row
  const std::string account = LocationAccount(location);
  const bool is_raised = delta.on_hand > reserved;
  if (is_raised) raised_.insert({regency, location});
  if (is_raised || !MayTake(regency, location, amounts))
    return Apply(transaction_, regency, account, amounts);
  return transaction_.AddLater(SumKey(regency, account), amounts,
                               [regency, account](mysql::Transaction& transaction, const auto& sums) {
                                 return Apply(transaction, regency, account, sums);
                               });
}

bool Tx::MayTake(const std::string& regency, const std::string& location,
                 const std::vector<std::int64_t>& amounts) {
  const std::map<LocationName, Balance>& known = transaction_.Known<Known>().balances;
  const auto found = known.find({regency, location});
  if (found == known.end()) return false;
  const Balance now = Plus(found->second, transaction_.Waiting(SumKey(regency, LocationAccount(location))));
  const Balance then = Plus(now, amounts);
  return then.reserved >= 0 && then.available() >= 0;
}

}  // namespace dukcapil::inventory
