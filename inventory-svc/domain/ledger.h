// The ledger: accounts, and movements as double-entry postings between them. A movement is never edited.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "inventory-svc/domain/serial.h"

namespace dukcapil::inventory {

// Accounts are text: `location:{id}`, `team:{id}`, `transit:{movement}`, the five below, and outside the
// regency `external:{ministry|province|regency}` and `loan:{regency}`.
inline constexpr char kIssuedAccount[] = "issued";
inline constexpr char kSpoiledAccount[] = "spoiled";
inline constexpr char kDestroyedAccount[] = "destroyed";
inline constexpr char kLostAccount[] = "lost";
inline constexpr char kAdjustmentAccount[] = "adjustment";  // missing at a count
std::string LocationAccount(absl::string_view location_id);
std::string TeamAccount(absl::string_view team_id);
std::string TransitAccount(absl::string_view movement_id);
std::string ExternalAccount(absl::string_view party_name);
std::string LoanAccount(absl::string_view regency);  // what that regency owes; negative: what is owed to it
// The id of the location that has `account`; nothing where it is none of a location.
std::optional<std::string> LocationOf(absl::string_view account);
// True for accounts from which blanks come that were never seen here.
bool IsOutside(absl::string_view account);

enum class ExternalParty { kMinistry, kProvince, kRegency };
enum class SpoilageCause { kEncodingFailed, kDamaged, kMisprint, kDataChanged };
enum class MovementKind {
  kReceipt,
  kSpoilage,
  kIssue,
  kTransfer,
  kArrival,
  kCarry,
  kCarryReturn,
  kDestruction,
  kStockTake,
  kCorrection,
  kReturn,
  kLoan,
  kLoss,
  kReversal
};

absl::string_view Name(ExternalParty party);  // `MINISTRY`, …
absl::string_view Name(SpoilageCause cause);
absl::string_view Name(MovementKind kind);
std::optional<ExternalParty> ParseExternalParty(absl::string_view name);
std::optional<SpoilageCause> ParseSpoilageCause(absl::string_view name);
std::optional<MovementKind> ParseMovementKind(absl::string_view name);

// One leg: these serials leave one account and enter another.
struct Posting {
  std::string from;
  std::string to;
  std::vector<SerialRange> serials;
  std::int64_t quantity = 0;  // of the serials
};

// What was counted, of a stock-take.
struct StockCount {
  absl::Time time;  // of its day, or the end of it (stock_take.h)
  std::vector<SerialRange> serials;
  std::int64_t quantity = 0;  // counted
  std::int64_t expected = 0;  // in the ledger as of the count, as it was when that was entered
};

struct Movement {
  std::string id;
  std::string document_number;
  MovementKind kind = MovementKind::kReceipt;
  absl::CivilDay occurred_date;
  std::string location;                 // id; empty where none has a part in it
  std::string counterpart;              // account the other side holds, or will: of what is between two
  std::string subject;                  // id of what it confirms or reverses; of a receipt: of the shipment
  std::optional<ExternalParty> source;  // of a receipt; to whom, of a return
  std::optional<SpoilageCause> cause;   // of a spoilage
  std::string card_application;         // id, of an issue; or of a spoilage on the way to one
  std::string note;
  std::string actor;
  absl::Time recorded_time;
  std::vector<Posting> postings;
  std::vector<std::string> witnesses;           // of a destruction
  std::optional<StockCount> count;              // of a stock-take
  std::optional<absl::CivilDay> expected_date;  // of a transfer: when it should arrive

  // Known once it is read again.
  std::vector<SerialRange> in_transit;     // of a transfer
  std::vector<std::string> confirmations;  // ids
  std::string reversed_by;                 // id
};

// All serials enter the location; the damaged ones leave it for `spoiled` at once. Each list is free of
// overlaps and the damaged ones are among the serials.
std::vector<Posting> PostReceipt(ExternalParty source, absl::string_view location_id,
                                 std::vector<SerialRange> serials, std::vector<SerialRange> damaged);
std::vector<Posting> PostSpoilage(absl::string_view holder, std::vector<SerialRange> serials);
std::vector<Posting> PostIssue(absl::string_view holder, const Serial& serial);

// A receipt that names a shipment of the ministry.
inline bool IsOfShipment(const Movement& movement) {
  return movement.kind == MovementKind::kReceipt && !movement.subject.empty();
}

// Of all its postings, in their order.
std::vector<SerialRange> SerialsOf(const Movement& movement);

// One leg of `serials`; none where there are no serials.
void AddPosting(std::string from, std::string to, std::vector<SerialRange> serials,
                std::vector<Posting>& postings);
// The opposite: each leg back, the last one first.
std::vector<Posting> Reverse(const std::vector<Posting>& postings);

// What postings do to a location: on_hand = received + moved − issued − spoiled, in changes as in totals.
struct LocationDelta {
  std::int64_t on_hand = 0;
  std::int64_t received = 0;  // from `external:`, less what went there
  std::int64_t issued = 0;
  std::int64_t spoiled = 0;  // less what came back
  std::int64_t moved = 0;    // from all other accounts, less what went there
};
LocationDelta DeltaOf(const std::vector<Posting>& postings, absl::string_view location_id);

// The balance of every account after `postings`, from nothing. The sum over all accounts is 0.
std::map<std::string, std::int64_t> BalancesOf(const std::vector<Posting>& postings);

// The number of an issue's paper, made from its request: unique, and one issue a request.
std::string IssueDocumentNumber(absl::string_view card_application_id);
// The same for blanks spoiled on the way to a card; `version` is that of the request when they are entered,
// since a request may spoil some more than once.
std::string PrintSpoilageDocumentNumber(absl::string_view card_application_id, std::int64_t version);
// True for numbers of those two forms: not to be given by hand.
bool IsReservedDocumentNumber(absl::string_view document_number);

}  // namespace dukcapil::inventory
