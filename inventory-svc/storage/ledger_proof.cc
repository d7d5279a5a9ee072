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
    "SELECT CONCAT(b.account, ' received'), CAST(COALESCE(SUM(CASE WHEN p.to_account = b.account THEN "
    "p.quantity"
    " ELSE -p.quantity END), 0) AS SIGNED) AS expected, b.received FROM stock_balance b LEFT JOIN posting p"
    " ON p.regency = b.regency AND (p.to_account = b.account AND p.from_account LIKE 'external:%'"
    " OR p.from_account = b.account AND p.to_account LIKE 'external:%') WHERE b.regency = ?"
    " GROUP BY b.account, b.received HAVING expected <> b.received";
constexpr char kIssued[] =
    "SELECT CONCAT(b.account, ' issued'), CAST(COALESCE(SUM(p.quantity), 0) AS SIGNED) AS expected, b.issued"
    " FROM stock_balance b LEFT JOIN posting p ON p.regency = b.regency AND p.from_account = b.account"
    " AND p.to_account = 'issued' WHERE b.regency = ? GROUP BY b.account, b.issued HAVING expected <> "
    "b.issued";
constexpr char kSpoiled[] =
    "SELECT CONCAT(b.account, ' spoiled'), CAST(COALESCE(SUM(CASE WHEN p.from_account = b.account THEN "
    "p.quantity"
    " ELSE -p.quantity END), 0) AS SIGNED) AS expected, b.spoiled FROM stock_balance b LEFT JOIN posting p"
    " ON p.regency = b.regency AND (p.from_account = b.account AND p.to_account = 'spoiled'"
    " OR p.to_account = b.account AND p.from_account = 'spoiled') WHERE b.regency = ?"
    " GROUP BY b.account, b.spoiled HAVING expected <> b.spoiled";
constexpr char kMoved[] =
    "SELECT CONCAT(account, ' moved'), on_hand - received + issued + spoiled, moved FROM stock_balance"
    " WHERE regency = ? AND moved <> on_hand - received + issued + spoiled";
// Runs of serials hold as many blanks as the ledger has put into their account; an account outside also had
// those that first came from it.
constexpr char kRangeCount[] =
    "SELECT u.account, CAST(SUM(u.posted) AS SIGNED) AS expected, CAST(SUM(u.held) AS SIGNED) AS stored FROM "
    "("
    "SELECT regency, to_account AS account, quantity AS posted, 0 AS held FROM posting"
    " UNION ALL SELECT regency, from_account, -quantity, 0 FROM posting"
    " UNION ALL SELECT r.regency, p.from_account, r.last_number - r.first_number + 1, 0 FROM blank_range r"
    " JOIN posting p ON p.regency = r.regency AND p.movement = r.lot AND p.line = 1"
    " UNION ALL SELECT regency, account, 0, last_number - first_number + 1 FROM blank_range) u"
    " WHERE u.regency = ? GROUP BY u.account HAVING expected <> stored";
// Each lot came from outside, by a receipt or a loan.
constexpr char kLots[] =
    "SELECT CONCAT('lot ', r.lot), 0, CAST(SUM(r.last_number - r.first_number + 1) AS SIGNED) FROM "
    "blank_range r"
    " LEFT JOIN movement m ON m.regency = r.regency AND m.id = r.lot AND m.kind IN ('RECEIPT', 'LOAN')"
    " WHERE r.regency = ? AND m.id IS NULL GROUP BY r.lot";
// Blanks are in accounts that exist.
constexpr char kAccounts[] =
    "SELECT r.account, 0, CAST(SUM(r.last_number - r.first_number + 1) AS SIGNED) FROM blank_range r"
    " LEFT JOIN stock_balance b ON b.regency = r.regency AND b.account = r.account WHERE r.regency = ?"
    " AND b.regency IS NULL AND r.account NOT IN ('issued', 'spoiled', 'destroyed', 'lost', 'adjustment')"
    " AND r.account NOT LIKE 'team:%' AND r.account NOT LIKE 'transit:%' AND r.account NOT LIKE 'loan:%'"
    " AND r.account NOT LIKE 'external:%' GROUP BY r.account";
constexpr char kTransit[] =
    "SELECT r.account, 0, CAST(SUM(r.last_number - r.first_number + 1) AS SIGNED) FROM blank_range r"
    " LEFT JOIN movement m ON m.regency = r.regency AND CONCAT('transit:', m.id) = r.account"
    " AND m.kind = 'TRANSFER' WHERE r.regency = ? AND r.account LIKE 'transit:%' AND m.id IS NULL"
    " GROUP BY r.account";
// A confirmation is of a transfer or a count, by another person; a reversal of a movement, once, and its
// opposite.
constexpr char kConfirmations[] =
    "SELECT CONCAT('movement ', c.id), 1, 0 FROM movement c LEFT JOIN movement m ON m.regency = c.regency"
    " AND m.id = c.subject AND m.actor <> c.actor"
    " AND m.kind = CASE c.kind WHEN 'ARRIVAL' THEN 'TRANSFER' ELSE 'STOCK_TAKE' END"
    " WHERE c.regency = ? AND c.kind IN ('ARRIVAL', 'CORRECTION') AND m.id IS NULL";
constexpr char kReversals[] =
    "SELECT CONCAT('movement ', c.id), 1, COUNT(m.id) AS stored FROM movement c LEFT JOIN movement m"
    " ON m.regency = c.regency AND m.id = c.subject AND m.kind NOT IN ('REVERSAL', 'ISSUE')"
    " AND NOT EXISTS (SELECT 1 FROM movement o WHERE o.regency = c.regency AND o.subject = c.subject"
    " AND o.kind = 'REVERSAL' AND o.id <> c.id)"
    " WHERE c.regency = ? AND c.kind = 'REVERSAL' GROUP BY c.id HAVING stored <> 1";
constexpr char kReversedPostings[] =
    "SELECT CONCAT('movement ', c.id, ' from ', p.from_account), (SELECT COALESCE(SUM(o.quantity), 0) FROM "
    "posting o"
    " WHERE o.regency = c.regency AND o.movement = c.subject AND o.to_account = p.from_account"
    " AND o.from_account = p.to_account) AS expected, SUM(p.quantity) AS stored FROM movement c JOIN posting "
    "p"
    " ON p.regency = c.regency AND p.movement = c.id WHERE c.regency = ? AND c.kind = 'REVERSAL'"
    " GROUP BY c.regency, c.id, c.subject, p.from_account, p.to_account HAVING expected <> stored";
constexpr char kWitnesses[] =
    "SELECT CONCAT('movement ', m.id), 2, COUNT(w.line) AS stored FROM movement m LEFT JOIN movement_witness "
    "w"
    " ON w.regency = m.regency AND w.movement = m.id WHERE m.regency = ? AND m.kind = 'DESTRUCTION'"
    " GROUP BY m.id HAVING stored < 2";
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
    " AND m.card_application = u.card_application LEFT JOIN posting_serials s"
    " ON s.regency = m.regency AND s.movement = m.id AND s.prefix = u.prefix AND s.width = u.width"
    " AND s.first_number = u.number AND s.last_number = u.number WHERE u.regency = ?"
    " GROUP BY u.prefix, u.width, u.number HAVING expected <> 1";
constexpr char kIssueWithoutBlank[] =
    "SELECT CONCAT('movement ', m.id), 1, 0 FROM movement m LEFT JOIN used_blank u ON u.regency = m.regency"
    " AND u.card_application = m.card_application WHERE m.regency = ? AND m.kind = 'ISSUE' AND u.regency IS "
    "NULL";

// A receipt names a shipment that there is, and a shipment counts as received while one does.
constexpr char kReceiptOfNoShipment[] =
    "SELECT CONCAT('movement ', m.id), 1, 0 FROM movement m LEFT JOIN shipment s ON s.regency = m.regency"
    " AND s.id = m.subject WHERE m.regency = ? AND m.kind = 'RECEIPT' AND m.subject IS NOT NULL AND s.id IS "
    "NULL";
constexpr char kShipments[] =
    "SELECT CONCAT('shipment ', s.id), EXISTS (SELECT 1 FROM movement m WHERE m.regency = s.regency"
    " AND m.subject = s.id AND m.kind = 'RECEIPT' AND NOT EXISTS (SELECT 1 FROM movement r"
    " WHERE r.regency = m.regency AND r.subject = m.id AND r.kind = 'REVERSAL')) AS expected,"
    " s.receipt_date IS NOT NULL AS stored FROM shipment s WHERE s.regency = ? HAVING expected <> stored";

constexpr Check kChecks[] = {
    {"BALANCE_MISMATCH", kOnHand},
    {"BALANCE_MISMATCH", kReceived},
    {"BALANCE_MISMATCH", kIssued},
    {"BALANCE_MISMATCH", kSpoiled},
    {"BALANCE_MISMATCH", kMoved},
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
    {"LOT_MISMATCH", kLots},
    {"UNKNOWN_ACCOUNT", kAccounts},
    {"TRANSIT_MISMATCH", kTransit},
    {"CONFIRMATION_MISMATCH", kConfirmations},
    {"REVERSAL_MISMATCH", kReversals},
    {"REVERSAL_MISMATCH", kReversedPostings},
    {"WITNESSES_MISSING", kWitnesses},
    {"SHIPMENT_MISMATCH", kReceiptOfNoShipment},
    {"SHIPMENT_MISMATCH", kShipments},
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
