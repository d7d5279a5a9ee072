#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/errors.h"
#include "inventory-svc/storage/known.h"
#include "inventory-svc/storage/tx.h"
#include "platform/access/region_scope.h"
#include "platform/mysql/in_list.h"
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
constexpr char kLockBalances[] =
    "SELECT b.on_hand, b.reserved, b.received, b.issued, b.spoiled, b.moved, EXISTS (SELECT 1 FROM"
    " promotion_work w WHERE w.regency = b.regency AND CONCAT('location:', w.location) = b.account),"
    " b.account FROM stock_balance b WHERE b.regency = ? AND b.account IN (";
constexpr char kBalanceForUpdate[] = ") FOR UPDATE";
constexpr char kLockAccount[] =
    "INSERT INTO account_lock (regency, account) VALUES (?, ?) ON DUPLICATE KEY UPDATE account = account";
constexpr char kChangeBalance[] =
    "UPDATE stock_balance SET on_hand = on_hand + ?, reserved = reserved + ?, received = received + ?,"
    " issued = issued + ?, spoiled = spoiled + ?, moved = moved + ? WHERE regency = ? AND account = ? AND "
    "reserved + ? >= 0"
    " AND on_hand + ? >= reserved + ?";

Balance BalanceFromRow(const mysql::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5), /*promoting=*/false};
}

// Under which reservations of a regency are added up by account.
std::string SumsOf(const std::string& regency) {
  return absl::StrCat("stock_balance/", regency);
}

// Reservations of several accounts, all locked.
absl::Status Reserve(mysql::Transaction& transaction, const std::string& regency, const mysql::Sums& sums) {
  const std::size_t places = mysql::Places(sums.size());
  std::string added = "CASE account";
  std::string accounts;
  std::vector<mysql::Param> amount_params;
  std::vector<mysql::Param> account_params;
  auto sum = sums.begin();
  for (std::size_t i = 0; i < places; ++i) {
    absl::StrAppend(&added, " WHEN ? THEN ?");
    absl::StrAppend(&accounts, i == 0 ? "?" : ", ?");
    amount_params.insert(amount_params.end(), {sum->first, sum->second});
    account_params.emplace_back(sum->first);
    if (std::next(sum) != sums.end()) ++sum;
  }
  std::vector<mysql::Param> params = amount_params;
  params.emplace_back(regency);
  params.insert(params.end(), account_params.begin(), account_params.end());
  for (int guard = 0; guard < 2; ++guard) {
    params.insert(params.end(), amount_params.begin(), amount_params.end());
  }
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   transaction.Execute(absl::StrCat("UPDATE stock_balance SET reserved = reserved + ", added,
                                                    " END WHERE regency = ?", " AND account IN (", accounts,
                                                    ") AND reserved + ", added,
                                                    " END >= 0 AND on_hand >= reserved + ", added, " END"),
                                       params));
  return changed == static_cast<std::int64_t>(sums.size()) ? absl::OkStatus() : StockReservedError();
}

}  // namespace

absl::StatusOr<Balance> Snapshot::RegencyBalance(const std::string& regency) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(kSumBalances, {regency}));
  return BalanceFromRow(rows[0]);
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
    elsewhere += cards - reader_.Waiting(SumsOf(regency), account);
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
  if (!known.contains({regency, location})) {
    std::set<std::string> accounts = {account};
    for (const Asking* other : transaction_.Subjects<Asking>()) {
      if (other->regency == regency) accounts.insert(LocationAccount(other->location));
    }
    RETURN_IF_ERROR(LockBalances(regency, {accounts.begin(), accounts.end()}));
  }
  const auto found = known.find({regency, location});
  if (found == known.end()) return std::nullopt;
  Balance balance = found->second;
  balance.reserved += transaction_.Waiting(SumsOf(regency), account);
  return balance;
}

absl::Status Tx::LockBalances(const std::string& regency, const std::vector<std::string>& accounts) {
  std::map<LocationName, Balance>& known = transaction_.Known<Known>().balances;
  return mysql::ForEachChunk(
      accounts, regency, [&](absl::string_view places, const auto& params) -> absl::Status {
        ASSIGN_OR_RETURN(
            const mysql::Rows rows,
            transaction_.QueryApart(absl::StrCat(kLockBalances, places, kBalanceForUpdate), params));
        for (const mysql::Row& row : rows) {
          const std::optional<std::string> location = LocationOf(row.String(7));
          if (!location.has_value()) continue;
          Balance& balance = known[{regency, *location}] = BalanceFromRow(row);
          balance.promoting = row.Int(6) != 0;
        }
        return absl::OkStatus();
      });
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
  const bool moves_none = delta.on_hand == 0 && delta.received == 0 && delta.issued == 0 &&
                          delta.spoiled == 0 && delta.moved == 0;
  if (moves_none && reserved == 0) return absl::OkStatus();  // an UPDATE that changes nothing counts no row
  const std::string account = LocationAccount(location);
  if (moves_none && MayReserve(regency, location, reserved)) {
    return transaction_.AddLater(SumsOf(regency), account, reserved,
                                 [regency](mysql::Transaction& transaction, const mysql::Sums& sums) {
                                   return Reserve(transaction, regency, sums);
                                 });
  }
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   transaction_.Execute(kChangeBalance,
                                        {delta.on_hand, reserved, delta.received, delta.issued, delta.spoiled,
                                         delta.moved, regency, account, reserved, delta.on_hand, reserved}));
  if (changed != 1) return StockReservedError();
  if (delta.on_hand > reserved) raised_.insert({regency, location});
  return absl::OkStatus();
}

bool Tx::MayReserve(const std::string& regency, const std::string& location, std::int64_t cards) {
  const std::map<LocationName, Balance>& known = transaction_.Known<Known>().balances;
  const auto found = known.find({regency, location});
  if (cards < 0 || found == known.end()) return false;
  return cards + transaction_.Waiting(SumsOf(regency), LocationAccount(location)) <=
         found->second.available();
}

}  // namespace dukcapil::inventory
