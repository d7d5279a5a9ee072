#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

constexpr std::size_t kMaximumListed = 100;

constexpr char kCount[] =
    "SELECT (SELECT COUNT(*) FROM movement WHERE regency = ?),"
    " (SELECT COALESCE(SUM(last_number - first_number + 1), 0) FROM blank_range WHERE regency = ?),"
    " (SELECT COUNT(*) FROM card_application WHERE regency = ?)";

// Every check selects subject, expected, stored of what does not agree, and binds the regency alone.
struct Check {
  const char* name;
  const char* sql;
};

// Balances of locations are the sum of the ledger, column by column.
constexpr char kOnHand[] =
    "SELECT b.account, CAST(COALESCE(SUM(CASE WHEN p.to_account = b.account THEN p.quantity ELSE -p.quantity "
    "END), 0)"
    " AS SIGNED) AS expected, b.on_hand FROM stock_balance b LEFT JOIN posting p ON p.regency = b.regency"
    " AND (p.to_account = b.account OR p.from_account = b.account) WHERE b.regency = ?"
    " GROUP BY b.account, b.on_hand HAVING expected <> b.on_hand";
constexpr char kReceived[] =
    "SELECT CONCAT(b.account, ' received'), CAST(COALESCE(SUM(p.quantity), 0) AS SIGNED) AS expected, "
    "b.received"
    " FROM stock_balance b LEFT JOIN posting p ON p.regency = b.regency AND p.to_account = b.account"
    " WHERE b.regency = ? GROUP BY b.account, b.received HAVING expected <> b.received";
constexpr char kIssued[] =
    "SELECT CONCAT(b.account, ' issued'), CAST(COALESCE(SUM(p.quantity), 0) AS SIGNED) AS expected, b.issued"
    " FROM stock_balance b LEFT JOIN posting p ON p.regency = b.regency AND p.from_account = b.account"
    " AND p.to_account = 'issued' WHERE b.regency = ? GROUP BY b.account, b.issued HAVING expected <> "
    "b.issued";
constexpr char kSpoiled[] =
    "SELECT CONCAT(b.account, ' spoiled'), CAST(COALESCE(SUM(p.quantity), 0) AS SIGNED) AS expected, "
    "b.spoiled"
    " FROM stock_balance b LEFT JOIN posting p ON p.regency = b.regency AND p.from_account = b.account"
    " AND p.to_account = 'spoiled' WHERE b.regency = ? GROUP BY b.account, b.spoiled HAVING expected <> "
    "b.spoiled";
// Runs of serials hold as many blanks as the ledger has put into their account.
constexpr char kRangeCount[] =
    "SELECT u.account, CAST(SUM(u.posted) AS SIGNED) AS expected, CAST(SUM(u.held) AS SIGNED) AS stored FROM "
    "("
    "SELECT regency, to_account AS account, quantity AS posted, 0 AS held FROM posting"
    " UNION ALL SELECT regency, from_account, -quantity, 0 FROM posting"
    " UNION ALL SELECT regency, account, 0, last_number - first_number + 1 FROM blank_range) u"
    " WHERE u.regency = ? AND u.account NOT LIKE 'external:%' GROUP BY u.account HAVING expected <> stored";
// The serials of each leg are as many as it says.
constexpr char kLegCount[] =
    "SELECT CONCAT('movement ', p.movement, ' line ', p.line),"
    " CAST(COALESCE(SUM(s.last_number - s.first_number + 1), 0) AS SIGNED) AS expected, p.quantity"
    " FROM posting p LEFT JOIN posting_serials s ON s.regency = p.regency AND s.movement = p.movement"
    " AND s.line = p.line WHERE p.regency = ? GROUP BY p.movement, p.line, p.quantity"
    " HAVING expected <> p.quantity";
constexpr char kOverlap[] =
    "SELECT CONCAT('run at ', r.prefix, r.first_number), r.next_first - 1, r.last_number FROM ("
    "SELECT prefix, first_number, last_number,"
    " LEAD(first_number) OVER (PARTITION BY prefix, width ORDER BY first_number) AS next_first"
    " FROM blank_range WHERE regency = ?) r WHERE r.next_first <= r.last_number";
// Holds are the reserved requests of the location.
constexpr char kHolds[] =
    "SELECT b.account, COUNT(a.id) AS expected, b.reserved FROM stock_balance b LEFT JOIN card_application a"
    " ON a.regency = b.regency AND CONCAT('location:', a.location) = b.account AND a.state = 'RESERVED'"
    " WHERE b.regency = ? GROUP BY b.account, b.reserved HAVING expected <> b.reserved";
// Each used blank is a run of its own in `issued`, and each such run a used blank.
constexpr char kUsedNotIssued[] =
    "SELECT CONCAT('blank ', u.prefix, LPAD(u.number, u.width, '0')), 1, 0 FROM used_blank u"
    " LEFT JOIN blank_range r ON r.regency = u.regency AND r.prefix = u.prefix AND r.width = u.width"
    " AND r.first_number = u.number AND r.last_number = u.number AND r.account = 'issued'"
    " WHERE u.regency = ? AND r.regency IS NULL";
constexpr char kIssuedNotUsed[] =
    "SELECT CONCAT('blank ', r.prefix, LPAD(r.first_number, r.width, '0')), r.last_number - r.first_number + "
    "1,"
    " COUNT(u.number) AS stored FROM blank_range r LEFT JOIN used_blank u ON u.regency = r.regency"
    " AND u.prefix = r.prefix AND u.width = r.width AND u.number = r.first_number"
    " WHERE r.regency = ? AND r.account = 'issued' GROUP BY r.prefix, r.width, r.first_number, r.last_number"
    " HAVING stored <> r.last_number - r.first_number + 1";
// Each printed request has its blank, and its issue in the ledger; each of these has its request.
constexpr char kPrintedWithoutBlank[] =
    "SELECT CONCAT('cardApplications/', a.id), 1, 0 FROM card_application a LEFT JOIN used_blank u"
    " ON u.regency = a.regency AND u.card_application = a.id AND u.prefix = a.prefix AND u.width = a.width"
    " AND u.number = a.number WHERE a.regency = ? AND a.state IN ('PRINTED', 'DELIVERED') AND u.regency IS "
    "NULL";
constexpr char kBlankWithoutPrinted[] =
    "SELECT CONCAT('blank ', u.prefix, LPAD(u.number, u.width, '0')), 0, 1 FROM used_blank u"
    " LEFT JOIN card_application a ON a.regency = u.regency AND a.id = u.card_application"
    " AND a.state IN ('PRINTED', 'DELIVERED') WHERE u.regency = ? AND a.regency IS NULL";
constexpr char kBlankWithoutIssue[] =
    "SELECT CONCAT('blank ', u.prefix, LPAD(u.number, u.width, '0')), COUNT(s.movement) AS expected, 1"
    " FROM used_blank u LEFT JOIN movement m ON m.regency = u.regency AND m.kind = 'ISSUE'"
    " AND m.document_number = CONCAT('ISSUE/', u.card_application) LEFT JOIN posting_serials s"
    " ON s.regency = m.regency AND s.movement = m.id AND s.prefix = u.prefix AND s.width = u.width"
    " AND s.first_number = u.number AND s.last_number = u.number WHERE u.regency = ?"
    " GROUP BY u.prefix, u.width, u.number HAVING expected <> 1";
constexpr char kIssueWithoutBlank[] =
    "SELECT CONCAT('movement ', m.id), 1, 0 FROM movement m LEFT JOIN used_blank u ON u.regency = m.regency"
    " AND u.card_application = m.card_application WHERE m.regency = ? AND m.kind = 'ISSUE' AND u.regency IS "
    "NULL";

constexpr Check kChecks[] = {
    {"BALANCE_MISMATCH", kOnHand},
    {"BALANCE_MISMATCH", kReceived},
    {"BALANCE_MISMATCH", kIssued},
    {"BALANCE_MISMATCH", kSpoiled},
    {"RANGE_COUNT_MISMATCH", kRangeCount},
    {"RANGE_COUNT_MISMATCH", kLegCount},
    {"RANGE_OVERLAP", kOverlap},
    {"HOLD_MISMATCH", kHolds},
    {"USED_BLANK_MISMATCH", kUsedNotIssued},
    {"USED_BLANK_MISMATCH", kIssuedNotUsed},
    {"ISSUE_MISMATCH", kPrintedWithoutBlank},
    {"ISSUE_MISMATCH", kBlankWithoutPrinted},
    {"ISSUE_MISMATCH", kBlankWithoutIssue},
    {"ISSUE_MISMATCH", kIssueWithoutBlank},
};

}  // namespace

absl::StatusOr<LedgerProof> Snapshot::ProveLedger(const std::string& regency) {
  LedgerProof proof;
  ASSIGN_OR_RETURN(const mysql::Rows counts, reader_.Query(kCount, {regency, regency, regency}));
  proof.movements = counts[0].Int(0);
  proof.blanks = counts[0].Int(1);
  proof.applications = counts[0].Int(2);
  for (const Check& check : kChecks) {
    ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(check.sql, {regency}));
    for (const mysql::Row& row : rows) {
      ++proof.difference_count;
      if (proof.differences.size() == kMaximumListed) continue;
      proof.differences.push_back({check.name, row.String(0), row.Int(1), row.Int(2)});
    }
  }
  return proof;
}

}  // namespace dukcapil::inventory
