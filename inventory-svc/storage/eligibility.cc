#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/known.h"
#include "inventory-svc/storage/tx.h"
#include "platform/mysql/in_list.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr char kSelectFacts[] =
    "SELECT print_ready, blocked, has_first_card, obliged_date, death_date, departure_date, version"
    " FROM eligibility WHERE regency = ? AND resident = ?";
// The requests are looked at without a lock: that there is one open request at most is a unique key's. Those
// of a resident are counted by their own index: while the table grows its statistics can say that first
// issues of the whole regency are fewer, and EXISTS lets the server collect these first.
constexpr char kLockApplicants[] =
    "SELECT e.print_ready, e.blocked, e.has_first_card, e.obliged_date, e.death_date, e.departure_date,"
    " e.version, (SELECT a.id FROM card_application a WHERE a.regency = e.regency"
    " AND a.open_resident = e.resident), (SELECT COUNT(*) FROM card_application a"
    " FORCE INDEX (card_application_resident) WHERE a.regency = e.regency AND a.resident = e.resident"
    " AND a.state IN ('PRINTED', 'DELIVERED')), e.resident"
    " FROM eligibility e WHERE e.regency = ? AND e.resident IN (";
constexpr char kInShareMode[] = ") LOCK IN SHARE MODE";
constexpr char kInsertFacts[] =
    "INSERT INTO eligibility (regency, resident, print_ready, blocked, has_first_card, obliged_date,"
    " death_date, departure_date, version) VALUES";
constexpr char kOneRow[] = " (?, ?, ?, ?, ?, ?, ?, ?, ?) ";
// The version last, since the others look at the one before.
constexpr char kKeepNewer[] =
    "ON DUPLICATE KEY UPDATE"
    " print_ready = IF(VALUES(version) >= version, VALUES(print_ready), print_ready),"
    " blocked = IF(VALUES(version) >= version, VALUES(blocked), blocked),"
    " has_first_card = IF(VALUES(version) >= version, VALUES(has_first_card), has_first_card),"
    " obliged_date = IF(VALUES(version) >= version, VALUES(obliged_date), obliged_date),"
    " death_date = IF(VALUES(version) >= version, VALUES(death_date), death_date),"
    " departure_date = IF(VALUES(version) >= version, VALUES(departure_date), departure_date),"
    " version = GREATEST(version, VALUES(version))";
constexpr char kReplace[] =
    "ON DUPLICATE KEY UPDATE print_ready = VALUES(print_ready), blocked = VALUES(blocked),"
    " has_first_card = VALUES(has_first_card), obliged_date = VALUES(obliged_date),"
    " death_date = VALUES(death_date), departure_date = VALUES(departure_date), version = VALUES(version)";
constexpr char kSelectOpenOf[] =
    "SELECT id FROM card_application FORCE INDEX (card_application_open) WHERE regency = ?"
    " AND state IN ('RESERVED', 'WAITLISTED') AND open_resident IN (";
constexpr char kSelectOpenOfAbsent[] =
    "SELECT a.regency, a.id FROM"
    " (SELECT regency, resident FROM eligibility WHERE death_date >= ? AND death_date <= ?"
    " UNION SELECT regency, resident FROM eligibility WHERE departure_date >= ? AND departure_date <= ?) e"
    " STRAIGHT_JOIN card_application a FORCE INDEX (card_application_open)"
    " ON a.regency = e.regency AND a.open_resident = e.resident"
    " WHERE a.state IN ('RESERVED', 'WAITLISTED') LIMIT ?";
// A date told beforehand passes while the worker runs; it may have been away for some days.
constexpr int kAbsenceDays = 30;

ResidentFacts FactsFromRow(const mysql::Row& row) {
  ResidentFacts facts;
  facts.eligibility.print_ready = row.Int(0) != 0;
  facts.eligibility.blocked = row.Int(1) != 0;
  facts.eligibility.has_first_card = row.Int(2) != 0;
  facts.eligibility.obliged_date = row.OptionalDate(3);
  facts.death_date = row.OptionalDate(4);
  facts.departure_date = row.OptionalDate(5);
  facts.version = row.Int(6);
  return facts;
}

std::vector<mysql::Param> RowOf(const KnownResident& resident) {
  const ResidentFacts& facts = resident.facts;
  return {resident.regency,
          resident.id,
          facts.eligibility.print_ready,
          facts.eligibility.blocked,
          facts.eligibility.has_first_card,
          facts.eligibility.obliged_date,
          facts.death_date,
          facts.departure_date,
          facts.version};
}

std::vector<std::vector<mysql::Param>> RowsOf(const std::vector<KnownResident>& residents) {
  std::vector<std::vector<mysql::Param>> rows;
  rows.reserve(residents.size());
  for (const KnownResident& resident : residents) rows.push_back(RowOf(resident));
  return rows;
}

}  // namespace

absl::StatusOr<std::optional<ResidentFacts>> Snapshot::FindFacts(const std::string& regency,
                                                                 const std::string& resident) {
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.QueryApart(kSelectFacts, {regency, resident}));
  if (rows.empty()) return std::nullopt;
  return FactsFromRow(rows[0]);
}

absl::StatusOr<std::optional<Applicant>> Tx::LockApplicant(const std::string& regency,
                                                           const std::string& resident) {
  auto& known = transaction_.Known<Known>().applicants;
  const auto found = known.find({regency, resident});
  if (found != known.end()) return found->second;
  std::set<std::string> residents = {resident};
  for (const Asking* other : transaction_.Subjects<Asking>()) {
    const bool is_new = other->regency == regency && !known.contains({regency, other->resident});
    if (is_new) residents.insert(other->resident);
  }
  RETURN_IF_ERROR(mysql::ForEachChunk(
      {residents.begin(), residents.end()}, regency,
      [&](absl::string_view places, const auto& params) -> absl::Status {
        ASSIGN_OR_RETURN(
            const mysql::Rows rows,
            transaction_.QueryApart(absl::StrCat(kLockApplicants, places, kInShareMode), params));
        for (const mysql::Row& row : rows) {
          known[{regency, row.String(9)}] =
              Applicant{FactsFromRow(row), row.OptionalString(7).value_or(""), row.Int(8) != 0};
        }
        return absl::OkStatus();
      }));
  // Not before it was read, since the others go on with what is known.
  for (const std::string& one : residents) known.try_emplace({regency, one});
  return known[{regency, resident}];
}

absl::StatusOr<ResidentFacts> Tx::KeepAsked(const KnownResident& resident) {
  transaction_.Known<Known>().applicants.erase({resident.regency, resident.id});
  ASSIGN_OR_RETURN(
      const std::int64_t changed,
      transaction_.ExecuteApart(absl::StrCat(kInsertFacts, kOneRow, kKeepNewer), RowOf(resident)));
  if (changed != 0) return resident.facts;
  ASSIGN_OR_RETURN(const auto kept, FindFacts(resident.regency, resident.id));
  return kept.value_or(resident.facts);
}

absl::Status Tx::KeepTold(const std::vector<KnownResident>& residents) {
  return transaction_.InsertRows(kInsertFacts, RowsOf(residents), kKeepNewer);
}

absl::Status Tx::KeepListed(const std::vector<KnownResident>& residents) {
  return transaction_.InsertRows(kInsertFacts, RowsOf(residents), kReplace);
}

absl::StatusOr<std::vector<ApplicationName>> Snapshot::ListOpenOf(const std::string& regency,
                                                                  const std::vector<std::string>& residents) {
  std::vector<ApplicationName> open;
  RETURN_IF_ERROR(mysql::ForEachChunk(
      residents, regency, [&](absl::string_view places, const auto& params) -> absl::Status {
        ASSIGN_OR_RETURN(const mysql::Rows rows,
                         reader_.Query(absl::StrCat(kSelectOpenOf, places, ")"), params));
        for (const mysql::Row& row : rows) open.push_back({regency, row.String(0)});
        return absl::OkStatus();
      }));
  return open;
}

absl::StatusOr<std::vector<ApplicationName>> Snapshot::ListOpenOfAbsent(absl::CivilDay today, int limit) {
  const absl::CivilDay from = today - kAbsenceDays;
  ASSIGN_OR_RETURN(const mysql::Rows rows,
                   reader_.Query(kSelectOpenOfAbsent, {from, today, from, today, limit}));
  std::vector<ApplicationName> open;
  for (const mysql::Row& row : rows) open.push_back({row.String(0), row.String(1)});
  return open;
}

}  // namespace dukcapil::inventory
