#include "inventory-svc/domain/ledger.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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
                                             {MovementKind::kIssue, "ISSUE"}};

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
  return absl::StrCat("location:", location_id);
}

std::vector<Posting> PostReceipt(ExternalParty source, absl::string_view location_id,
                                 std::vector<SerialRange> serials, std::vector<SerialRange> damaged) {
  const std::string location = LocationAccount(location_id);
  std::vector<Posting> postings;
  postings.push_back(
      Post(absl::StrCat("external:", absl::AsciiStrToLower(Name(source))), location, std::move(serials)));
  if (!damaged.empty()) postings.push_back(Post(location, kSpoiledAccount, std::move(damaged)));
  return postings;
}

std::vector<Posting> PostSpoilage(absl::string_view location_id, std::vector<SerialRange> serials) {
  return {Post(LocationAccount(location_id), kSpoiledAccount, std::move(serials))};
}

std::vector<Posting> PostIssue(absl::string_view location_id, const Serial& serial) {
  return {Post(LocationAccount(location_id), kIssuedAccount, {RangeOf(serial)})};
}

LocationDelta DeltaOf(const std::vector<Posting>& postings, absl::string_view location_id) {
  const std::string location = LocationAccount(location_id);
  LocationDelta delta;
  for (const Posting& posting : postings) {
    if (posting.to == location) {
      delta.received += posting.quantity;
      delta.on_hand += posting.quantity;
    }
    if (posting.from == location) {
      (posting.to == kIssuedAccount ? delta.issued : delta.spoiled) += posting.quantity;
      delta.on_hand -= posting.quantity;
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
