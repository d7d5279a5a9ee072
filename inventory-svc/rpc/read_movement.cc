#include "inventory-svc/rpc/read_movement.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/domain/stock_take.h"
#include "inventory-svc/rpc/convert.h"
#include "inventory-svc/rpc/fields.h"
#include "platform/civil_date/civil_date.h"
#include "platform/clock/clock.h"
#include "platform/crypto/uuid.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {
namespace {

constexpr std::int64_t kMaximumSpoiled = 1000;
constexpr int kMaximumWitnesses = 10;

using Ranges = google::protobuf::RepeatedPtrField<v1::SerialRange>;

// Reads the parts of one detail; `path` leads to it.
class DetailReader {
 public:
  DetailReader(const std::string& regency, const std::string& detail, Violations& violations)
      : regency_(regency), path_(absl::StrCat("movement.", detail)), violations_(violations) {}

  std::string Location(const std::string& name, const std::string& field = "location") {
    return ParseSibling(name, "locations", false, regency_, Path(field), violations_);
  }
  std::string Team(const std::string& name) {
    std::string id = ParseSibling(name, "teams", false, regency_, Path("team"), violations_);
    if (!id.empty()) CheckLocationId(id, Path("team"), violations_);
    return id;
  }
  std::vector<SerialRange> Serials(const Ranges& ranges, const std::string& field,
                                   std::int64_t maximum = kMaximumCards) {
    return ParseRanges(ranges, kMaximumRanges, maximum, Path(field), violations_);
  }
  std::vector<SerialRange> SomeSerials(const Ranges& ranges, std::int64_t maximum = kMaximumCards) {
    auto serials = Serials(ranges, "serials", maximum);
    if (ranges.empty()) Add("serials", "REQUIRED", "must be at least one range");
    return serials;
  }
  void Add(const std::string& field, absl::string_view reason, absl::string_view description) {
    violations_.Add(Path(field), reason, description);
  }
  const std::string& regency() const { return regency_; }
  Violations& violations() { return violations_; }
  std::string Path(const std::string& field) const { return absl::StrCat(path_, ".", field); }

 private:
  const std::string& regency_;
  const std::string path_;
  Violations& violations_;
};

void ReadReceipt(DetailReader read, const v1::Receipt& receipt, Movement& movement) {
  movement.kind = MovementKind::kReceipt;
  movement.source = FromProto(receipt.source());
  if (!movement.source.has_value()) read.Add("source", "UNKNOWN_VALUE", "must be a known external party");
  movement.location = read.Location(receipt.location());
  auto serials = read.SomeSerials(receipt.serials());
  auto damaged = read.Serials(receipt.damaged(), "damaged");
  if (!receipt.shipment().empty()) {
    movement.subject = ParseSibling(receipt.shipment(), "shipments", true, read.regency(),
                                    read.Path("shipment"), read.violations());
    if (movement.source != ExternalParty::kMinistry) {
      read.Add("shipment", "ONLY_MINISTRY", "must be unset: shipments come from the ministry");
    }
  }
  CheckDamagedArrived(damaged, serials, read.Path("damaged"), read.violations());
  movement.postings = PostReceipt(movement.source.value_or(ExternalParty::kMinistry), movement.location,
                                  std::move(serials), std::move(damaged));
}

void ReadSpoilage(DetailReader read, const v1::Spoilage& spoilage, Movement& movement) {
  movement.kind = MovementKind::kSpoilage;
  movement.cause = FromProto(spoilage.cause());
  if (!movement.cause.has_value()) read.Add("cause", "UNKNOWN_VALUE", "must be a known cause");
  movement.location = read.Location(spoilage.location());
  movement.postings =
      PostSpoilage(LocationAccount(movement.location), read.SomeSerials(spoilage.serials(), kMaximumSpoiled));
}

void ReadTransfer(DetailReader read, const v1::Transfer& transfer, Movement& movement) {
  movement.kind = MovementKind::kTransfer;
  movement.location = read.Location(transfer.from_location(), "from_location");
  const std::string to = read.Location(transfer.to_location(), "to_location");
  if (!to.empty() && to == movement.location) {
    read.Add("to_location", "SAME_LOCATION", "must be another location");
  }
  movement.counterpart = LocationAccount(to);
  movement.expected_date = OptionalFromProto(transfer.has_expected_date(), transfer.expected_date(),
                                             read.Path("expected_date"), read.violations());
  if (movement.expected_date.has_value() && *movement.expected_date < movement.occurred_date) {
    read.Add("expected_date", "BEFORE_TRANSFER", "must not be before the day of the transfer");
  }
  auto serials = read.SomeSerials(transfer.serials());
  movement.in_transit = Merge(serials);
  AddPosting(LocationAccount(movement.location), TransitAccount(movement.id), std::move(serials),
             movement.postings);
}

void ReadCarry(DetailReader read, const v1::Carry& carry, Movement& movement) {
  movement.kind = MovementKind::kCarry;
  movement.counterpart = TeamAccount(read.Team(carry.team()));
  movement.location = read.Location(carry.location());
  AddPosting(LocationAccount(movement.location), movement.counterpart, read.SomeSerials(carry.serials()),
             movement.postings);
}

void ReadCarryReturn(DetailReader read, const v1::CarryReturn& back, Movement& movement) {
  movement.kind = MovementKind::kCarryReturn;
  movement.counterpart = TeamAccount(read.Team(back.team()));
  movement.location = read.Location(back.location());
  const auto returned = read.Serials(back.returned(), "returned");
  const auto spoiled = read.Serials(back.spoiled(), "spoiled", kMaximumSpoiled);
  const auto lost = read.Serials(back.lost(), "lost");
  if (back.returned().empty() && back.spoiled().empty() && back.lost().empty()) {
    read.Add("returned", "REQUIRED", "must be at least one range of returned, spoiled or lost");
  }
  std::vector<SerialRange> all = returned;
  all.insert(all.end(), spoiled.begin(), spoiled.end());
  all.insert(all.end(), lost.begin(), lost.end());
  if (const auto twice = FindOverlap(all)) {
    read.Add("returned", "OVERLAP", absl::StrCat(FormatSerial(*twice), " is named twice"));
  }
  movement.cause = FromProto(back.spoilage_cause());
  if (!spoiled.empty() && !movement.cause.has_value()) {
    read.Add("spoilage_cause", "UNKNOWN_VALUE", "must be a known cause where serials are spoiled");
  }
  AddPosting(movement.counterpart, LocationAccount(movement.location), returned, movement.postings);
  AddPosting(movement.counterpart, kSpoiledAccount, spoiled, movement.postings);
  AddPosting(movement.counterpart, kLostAccount, lost, movement.postings);
}

void ReadDestruction(DetailReader read, const v1::Destruction& destruction, Movement& movement) {
  movement.kind = MovementKind::kDestruction;
  AddPosting(kSpoiledAccount, kDestroyedAccount, read.SomeSerials(destruction.serials()), movement.postings);
  std::set<std::string> offices;
  for (int i = 0; i < std::min(destruction.witnesses_size(), kMaximumWitnesses); ++i) {
    const std::string field = absl::StrCat("witnesses[", i, "]");
    CheckText(destruction.witnesses(i), 1, 100, read.Path(field), read.violations());
    if (!offices.insert(destruction.witnesses(i)).second) read.Add(field, "DUPLICATE", "is named twice");
    movement.witnesses.push_back(destruction.witnesses(i));
  }
  if (destruction.witnesses_size() < 2) read.Add("witnesses", "TOO_FEW", "must be at least 2 offices");
  if (destruction.witnesses_size() > kMaximumWitnesses) {
    read.Add("witnesses", "TOO_MANY", "must be at most 10 offices");
  }
}

// What a detail may need of the movement it is of: when that is entered, and whether a good day was given.
struct Entry {
  absl::CivilDay today;
  absl::Time now;
  bool has_day;
};

// When the count was, in `movement.count`, and its day: that of a time given, else a time of its day.
void ReadCountTime(DetailReader& read, const v1::StockTake& take, const Entry& entry, Movement& movement) {
  absl::Time& time = movement.count->time;
  time = absl::FromUnixMicros(absl::ToUnixMicros(entry.now));
  if (!take.has_count_time()) {
    if (movement.occurred_date < entry.today) time = EndOfDay(movement.occurred_date);
    return;
  }
  const std::int64_t seconds = take.count_time().seconds();
  const std::int32_t nanos = take.count_time().nanos();
  if (seconds < 0 || nanos < 0 || nanos >= 1000000000) {
    return read.Add("count_time", "INVALID_TIME", "must be a time since 1970");
  }
  if (seconds > absl::ToUnixSeconds(entry.now)) {
    return read.Add("count_time", "AFTER_NOW", "must not be in the future");
  }
  time = std::min(time, absl::FromUnixSeconds(seconds) + absl::Microseconds(nanos / 1000));
  // A business date that was set may lie before the real time of what is counted on it.
  const absl::CivilDay day = std::min(absl::ToCivilDay(time, OfficeZone()), entry.today);
  if (entry.has_day && movement.occurred_date != day) {
    read.violations().Add("movement.occurred_date", "NOT_DAY_OF_COUNT",
                          "must be the day of count_time, or unset");
  }
  movement.occurred_date = day;
}

void ReadStockTake(DetailReader read, const v1::StockTake& take, const Entry& entry, Movement& movement) {
  movement.kind = MovementKind::kStockTake;
  movement.location = read.Location(take.location());
  StockCount& count = movement.count.emplace();
  ReadCountTime(read, take, entry, movement);
  count.serials = read.Serials(take.serials(), "serials");
  count.quantity = CountSerials(count.serials);
  if (!take.has_counted_quantity()) {
    if (take.serials().empty()) read.Add("counted_quantity", "REQUIRED", "must be given without serials");
    return;
  }
  if (take.counted_quantity() < 0 || take.counted_quantity() > kMaximumCards) {
    read.Add("counted_quantity", "OUT_OF_RANGE", "must be 0 to 1,000,000");
  } else if (!take.serials().empty() && take.counted_quantity() != count.quantity) {
    read.Add("counted_quantity", "NOT_THE_SERIALS", "must be as many as the serials");
  }
  count.quantity = take.counted_quantity();
}

void ReadReturn(DetailReader read, const v1::Return& back, Movement& movement) {
  movement.kind = MovementKind::kReturn;
  movement.location = read.Location(back.location());
  movement.source = FromProto(back.recipient());
  if (!movement.source.has_value() || movement.source == ExternalParty::kRegency) {
    read.Add("recipient", "UNKNOWN_VALUE", "must be the ministry or the province");
    return;
  }
  AddPosting(LocationAccount(movement.location), ExternalAccount(Name(*movement.source)),
             read.SomeSerials(back.serials()), movement.postings);
}

void ReadLoan(DetailReader read, const v1::Loan& loan, Movement& movement) {
  movement.kind = MovementKind::kLoan;
  movement.location = read.Location(loan.location());
  const std::string other = ParseRegency(loan.counterparty(), read.Path("counterparty"), read.violations());
  if (other == read.regency()) read.Add("counterparty", "SAME_REGION", "must be another regency");
  movement.counterpart = LoanAccount(other);
  const bool given = loan.direction() == v1::LOAN_DIRECTION_GIVEN;
  if (!given && loan.direction() != v1::LOAN_DIRECTION_RECEIVED) {
    read.Add("direction", "UNKNOWN_VALUE", "must be a known direction");
  }
  const std::string here = LocationAccount(movement.location);
  AddPosting(given ? here : movement.counterpart, given ? movement.counterpart : here,
             read.SomeSerials(loan.serials()), movement.postings);
}

void ReadLoss(DetailReader read, const v1::Loss& loss, Movement& movement) {
  movement.kind = MovementKind::kLoss;
  switch (loss.holder_case()) {
    case v1::Loss::kLocation:
      movement.location = read.Location(loss.location());
      movement.counterpart = LocationAccount(movement.location);
      break;
    case v1::Loss::kTeam:
      movement.counterpart = TeamAccount(read.Team(loss.team()));
      break;
    case v1::Loss::kTransfer:
      movement.counterpart = TransitAccount(ParseSibling(loss.transfer(), "movements", true, read.regency(),
                                                         read.Path("transfer"), read.violations()));
      break;
    case v1::Loss::HOLDER_NOT_SET:
      read.Add("holder", "REQUIRED", "must be a location, a team or a transfer");
  }
  AddPosting(movement.counterpart, kLostAccount, read.SomeSerials(loss.serials()), movement.postings);
}

void ReadDetail(const v1::Movement& proto, const std::string& regency, const Entry& entry, Movement& movement,
                Violations& violations) {
  const auto read = [&](const char* detail) { return DetailReader(regency, detail, violations); };
  switch (proto.detail_case()) {
    case v1::Movement::kReceipt:
      return ReadReceipt(read("receipt"), proto.receipt(), movement);
    case v1::Movement::kSpoilage:
      return ReadSpoilage(read("spoilage"), proto.spoilage(), movement);
    case v1::Movement::kTransfer:
      return ReadTransfer(read("transfer"), proto.transfer(), movement);
    case v1::Movement::kCarry:
      return ReadCarry(read("carry"), proto.carry(), movement);
    case v1::Movement::kCarryReturn:
      return ReadCarryReturn(read("carry_return"), proto.carry_return(), movement);
    case v1::Movement::kDestruction:
      return ReadDestruction(read("destruction"), proto.destruction(), movement);
    case v1::Movement::kStockTake:
      return ReadStockTake(read("stock_take"), proto.stock_take(), entry, movement);
    case v1::Movement::kReturned:
      return ReadReturn(read("returned"), proto.returned(), movement);
    case v1::Movement::kLoan:
      return ReadLoan(read("loan"), proto.loan(), movement);
    case v1::Movement::kLoss:
      return ReadLoss(read("loss"), proto.loss(), movement);
    case v1::Movement::kIssue:
    case v1::Movement::kArrival:
    case v1::Movement::kCorrection:
    case v1::Movement::kReversal:
      return violations.Add("movement.detail", "OUTPUT_ONLY", "has a method of its own");
    case v1::Movement::DETAIL_NOT_SET:
      return violations.Add("movement.detail", "REQUIRED", "must be given");
  }
}

}  // namespace

void CheckPaper(const std::string& document_number, const std::string& note, const std::string& prefix,
                Violations& violations) {
  const std::string field = prefix + "document_number";
  CheckText(document_number, 1, 60, field, violations);
  if (IsReservedDocumentNumber(document_number)) {
    violations.Add(field, "RESERVED_FORM", "has a form kept for printing");
  }
  CheckText(note, 0, 500, prefix + "note", violations);
}

Movement ReadMovement(const v1::Movement& proto, const std::string& regency, absl::CivilDay today,
                      absl::Time now, Violations& violations) {
  Movement movement;
  movement.id = NewUuid();
  movement.recorded_time = now;
  movement.document_number = proto.document_number();
  movement.note = proto.note();
  CheckPaper(movement.document_number, movement.note, "movement.", violations);
  const auto day = OptionalFromProto(proto.has_occurred_date(), proto.occurred_date(),
                                     "movement.occurred_date", violations);
  movement.occurred_date = day.value_or(today);
  CheckNotAfter(movement.occurred_date, today, "movement.occurred_date", violations);
  const bool has_day = day.has_value() && *day <= today;
  ReadDetail(proto, regency, {today, now, has_day}, movement, violations);
  return movement;
}

}  // namespace dukcapil::inventory
