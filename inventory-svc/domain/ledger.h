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

// Accounts are text: `location:{id}`, `issued`, `spoiled`, `external:{ministry|province|regency}`.
inline constexpr char kIssuedAccount[] = "issued";
inline constexpr char kSpoiledAccount[] = "spoiled";
std::string LocationAccount(absl::string_view location_id);

enum class ExternalParty { kMinistry, kProvince, kRegency };
enum class SpoilageCause { kEncodingFailed, kDamaged, kMisprint, kDataChanged };
enum class MovementKind { kReceipt, kSpoilage, kIssue };

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

struct Movement {
  std::string id;
  std::string document_number;
  MovementKind kind = MovementKind::kReceipt;
  absl::CivilDay occurred_date;
  std::string location;                 // id
  std::optional<ExternalParty> source;  // of a receipt
  std::optional<SpoilageCause> cause;   // of a spoilage
  std::string card_application;         // id, of an issue; or of a spoilage on the way to one
  std::string note;
  std::string actor;
  absl::Time recorded_time;
  std::vector<Posting> postings;
};

// All serials enter the location; the damaged ones leave it for `spoiled` at once. Each list is free of
// overlaps and the damaged ones are among the serials.
std::vector<Posting> PostReceipt(ExternalParty source, absl::string_view location_id,
                                 std::vector<SerialRange> serials, std::vector<SerialRange> damaged);
std::vector<Posting> PostSpoilage(absl::string_view location_id, std::vector<SerialRange> serials);
std::vector<Posting> PostIssue(absl::string_view location_id, const Serial& serial);

// What postings do to a location: on_hand = received − issued − spoiled, in changes as in totals.
struct LocationDelta {
  std::int64_t on_hand = 0;
  std::int64_t received = 0;
  std::int64_t issued = 0;
  std::int64_t spoiled = 0;
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
