#include "inventory-svc/domain/ledger.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "inventory-svc/domain/enum_names.h"

namespace dukcapil::inventory {
namespace {

constexpr EnumName<ExternalParty> kParties[] = {{ExternalParty::kMinistry, "MINISTRY"},
                                                {ExternalParty::kProvince, "PROVINCE"},
                                                {ExternalParty::kRegency, "REGENCY"}};
constexpr EnumName<SpoilageCause> kCauses[] = {{SpoilageCause::kEncodingFailed, "ENCODING_FAILED"},
                                               {SpoilageCause::kDamaged, "DAMAGED"},
                                               {SpoilageCause::kMisprint, "MISPRINT"},
                                               {SpoilageCause::kDataChanged, "DATA_CHANGED"}};
constexpr EnumName<MovementKind> kKinds[] = {{MovementKind::kReceipt, "RECEIPT"},
                                             {MovementKind::kSpoilage, "SPOILAGE"},
                                             {MovementKind::kIssue, "ISSUE"},
                                             {MovementKind::kTransfer, "TRANSFER"},
                                             {MovementKind::kArrival, "ARRIVAL"},
                                             {MovementKind::kCarry, "CARRY"},
                                             {MovementKind::kCarryReturn, "CARRY_RETURN"},
                                             {MovementKind::kDestruction, "DESTRUCTION"},
                                             {MovementKind::kStockTake, "STOCK_TAKE"},
                                             {MovementKind::kCorrection, "CORRECTION"},
                                             {MovementKind::kReturn, "RETURN"},
                                             {MovementKind::kLoan, "LOAN"},
                                             {MovementKind::kLoss, "LOSS"},
                                             {MovementKind::kReversal, "REVERSAL"}};

constexpr char kLocationPrefix[] = "location:";
constexpr char kExternalPrefix[] = "external:";
constexpr char kLoanPrefix[] = "loan:";
constexpr char kIssuePrefix[] = "ISSUE/";
constexpr char kPrintSpoilagePrefix[] = "SPOILED-PRINT/";

Posting Post(std::string from, std::string to, std::vector<SerialRange> serials) {
  const std::int64_t quantity = CountSerials(serials);
  return {std::move(from), std::move(to), std::move(serials), quantity};
}

}  // namespace

absl::string_view Name(ExternalParty party) {
  return NameIn(kParties, party);
}
absl::string_view Name(SpoilageCause cause) {
  return NameIn(kCauses, cause);
}
absl::string_view Name(MovementKind kind) {
  return NameIn(kKinds, kind);
}
std::optional<ExternalParty> ParseExternalParty(absl::string_view name) {
  return ParseIn(kParties, name);
}
std::optional<SpoilageCause> ParseSpoilageCause(absl::string_view name) {
  return ParseIn(kCauses, name);
}
std::optional<MovementKind> ParseMovementKind(absl::string_view name) {
  return ParseIn(kKinds, name);
}

std::string LocationAccount(absl::string_view location_id) {
  return absl::StrCat(kLocationPrefix, location_id);
}
std::string TeamAccount(absl::string_view team_id) {
  return absl::StrCat("team:", team_id);
}
std::string TransitAccount(absl::string_view movement_id) {
  return absl::StrCat("transit:", movement_id);
}
std::string ExternalAccount(absl::string_view party_name) {
  return absl::StrCat(kExternalPrefix, absl::AsciiStrToLower(party_name));
}
std::string LoanAccount(absl::string_view regency) {
  return absl::StrCat(kLoanPrefix, regency);
}

std::optional<std::string> LocationOf(absl::string_view account) {
  if (!absl::ConsumePrefix(&account, kLocationPrefix)) return std::nullopt;
  return std::string(account);
}

bool IsOutside(absl::string_view account) {
  return absl::StartsWith(account, kExternalPrefix) || absl::StartsWith(account, kLoanPrefix);
}

void AddPosting(std::string from, std::string to, std::vector<SerialRange> serials,
                std::vector<Posting>& postings) {
  if (!serials.empty()) postings.push_back(Post(std::move(from), std::move(to), std::move(serials)));
}

std::vector<Posting> Reverse(const std::vector<Posting>& postings) {
  std::vector<Posting> opposite;
  for (auto posting = postings.rbegin(); posting != postings.rend(); ++posting) {
    AddPosting(posting->to, posting->from, posting->serials, opposite);
  }
  return opposite;
}

std::vector<SerialRange> SerialsOf(const Movement& movement) {
  std::vector<SerialRange> serials;
  for (const Posting& posting : movement.postings) {
    serials.insert(serials.end(), posting.serials.begin(), posting.serials.end());
  }
  return serials;
}

std::vector<Posting> PostReceipt(ExternalParty source, absl::string_view location_id,
                                 std::vector<SerialRange> serials, std::vector<SerialRange> damaged) {
  const std::string location = LocationAccount(location_id);
  std::vector<Posting> postings;
  AddPosting(ExternalAccount(Name(source)), location, std::move(serials), postings);
  AddPosting(location, kSpoiledAccount, std::move(damaged), postings);
  return postings;
}

std::vector<Posting> PostSpoilage(absl::string_view holder, std::vector<SerialRange> serials) {
  return {Post(std::string(holder), kSpoiledAccount, std::move(serials))};
}

std::vector<Posting> PostIssue(absl::string_view holder, const Serial& serial) {
  return {Post(std::string(holder), kIssuedAccount, {RangeOf(serial)})};
}

LocationDelta DeltaOf(const std::vector<Posting>& postings, absl::string_view location_id) {
  const std::string location = LocationAccount(location_id);
  LocationDelta delta;
  for (const Posting& posting : postings) {
    std::int64_t change = 0;
    if (posting.to == location) change = posting.quantity;
    if (posting.from == location) change = -posting.quantity;
    delta.on_hand += change;
    const std::string& other = change > 0 ? posting.from : posting.to;
    if (other == kIssuedAccount) {
      delta.issued -= change;
    } else if (other == kSpoiledAccount) {
      delta.spoiled -= change;
    } else if (absl::StartsWith(other, kExternalPrefix)) {
      delta.received += change;
    } else {
      delta.moved += change;
    }
  }
  return delta;
}

std::map<std::string, std::int64_t> BalancesOf(const std::vector<Posting>& postings) {
  std::map<std::string, std::int64_t> balances;
  for (const Posting& posting : postings) {
    balances[posting.from] -= posting.quantity;
    balances[posting.to] += posting.quantity;
  }
  return balances;
}

std::string IssueDocumentNumber(absl::string_view card_application_id) {
  return absl::StrCat(kIssuePrefix, card_application_id);
}

std::string PrintSpoilageDocumentNumber(absl::string_view card_application_id, std::int64_t version) {
  return absl::StrCat(kPrintSpoilagePrefix, card_application_id, "/", version);
}

bool IsReservedDocumentNumber(absl::string_view document_number) {
  return absl::StartsWithIgnoreCase(document_number, kIssuePrefix) ||
         absl::StartsWithIgnoreCase(document_number, kPrintSpoilagePrefix);
}

}  // namespace dukcapil::inventory
