#include "absl/strings/str_split.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

// `17.03` of `loan:17.03`.
absl::string_view IdOf(absl::string_view account) {
  return std::pair<absl::string_view, absl::string_view>(absl::StrSplit(account, absl::MaxSplits(':', 1)))
      .second;
}

// The serials of the postings into `account`.
std::vector<SerialRange> Into(const Movement& movement, absl::string_view account) {
  std::vector<SerialRange> serials;
  for (const Posting& posting : movement.postings) {
    if (posting.to == account) serials.insert(serials.end(), posting.serials.begin(), posting.serials.end());
  }
  return serials;
}

// The serials of the first posting: all that most movements have.
std::vector<SerialRange> Main(const Movement& movement) {
  if (movement.postings.empty()) return {};
  return movement.postings.front().serials;
}

void SetTransfer(const std::string& regency, const Movement& movement, v1::Transfer* transfer) {
  transfer->set_from_location(ChildNameOf(regency, "locations", movement.location));
  transfer->set_to_location(ChildNameOf(regency, "locations", IdOf(movement.counterpart)));
  AddRanges(Main(movement), transfer->mutable_serials());
  AddRanges(movement.in_transit, transfer->mutable_in_transit());
  if (movement.expected_date) *transfer->mutable_expected_date() = dukcapil::ToProto(*movement.expected_date);
}

void SetCarryReturn(const std::string& regency, const Movement& movement, v1::CarryReturn* back) {
  back->set_team(ChildNameOf(regency, "teams", IdOf(movement.counterpart)));
  back->set_location(ChildNameOf(regency, "locations", movement.location));
  AddRanges(Into(movement, LocationAccount(movement.location)), back->mutable_returned());
  AddRanges(Into(movement, kSpoiledAccount), back->mutable_spoiled());
  AddRanges(Into(movement, kLostAccount), back->mutable_lost());
  if (movement.cause.has_value()) back->set_spoilage_cause(ToProto(*movement.cause));
}

void SetStockTake(const std::string& location, const StockCount& count, v1::StockTake* take) {
  take->set_location(location);
  *take->mutable_count_time() = ToProto(count.time);
  AddRanges(count.serials, take->mutable_serials());
  take->set_counted_quantity(count.quantity);
  take->set_expected_quantity(count.expected);
}

void SetLoss(const std::string& regency, const Movement& movement, v1::Loss* loss) {
  const absl::string_view id = IdOf(movement.counterpart);
  if (movement.counterpart == LocationAccount(id)) loss->set_location(ChildNameOf(regency, "locations", id));
  if (movement.counterpart == TeamAccount(id)) loss->set_team(ChildNameOf(regency, "teams", id));
  if (movement.counterpart == TransitAccount(id)) loss->set_transfer(ChildNameOf(regency, "movements", id));
  AddRanges(Main(movement), loss->mutable_serials());
}

void SetLoan(const std::string& location, const Movement& movement, v1::Loan* loan) {
  loan->set_location(location);
  loan->set_counterparty(RegionName(IdOf(movement.counterpart)));
  loan->set_direction(Into(movement, movement.counterpart).empty() ? v1::LOAN_DIRECTION_RECEIVED
                                                                   : v1::LOAN_DIRECTION_GIVEN);
  AddRanges(Main(movement), loan->mutable_serials());
}

// The details of movements that are entered as they are.
void SetEntered(const std::string& regency, const Movement& movement, v1::Movement& proto) {
  const std::string location = ChildNameOf(regency, "locations", movement.location);
  if (movement.kind == MovementKind::kReceipt) {
    v1::Receipt* receipt = proto.mutable_receipt();
    if (movement.source.has_value()) receipt->set_source(ToProto(*movement.source));
    receipt->set_location(location);
    AddRanges(Main(movement), receipt->mutable_serials());
    AddRanges(Into(movement, kSpoiledAccount), receipt->mutable_damaged());
    if (!movement.subject.empty()) {
      receipt->set_shipment(ChildNameOf(regency, "shipments", movement.subject));
    }
  } else if (movement.kind == MovementKind::kSpoilage) {
    v1::Spoilage* spoilage = proto.mutable_spoilage();
    spoilage->set_location(location);
    if (movement.cause.has_value()) spoilage->set_cause(ToProto(*movement.cause));
    AddRanges(Main(movement), spoilage->mutable_serials());
  } else if (movement.kind == MovementKind::kCarry) {
    proto.mutable_carry()->set_team(ChildNameOf(regency, "teams", IdOf(movement.counterpart)));
    proto.mutable_carry()->set_location(location);
    AddRanges(Main(movement), proto.mutable_carry()->mutable_serials());
  } else if (movement.kind == MovementKind::kDestruction) {
    AddRanges(Main(movement), proto.mutable_destruction()->mutable_serials());
    for (const std::string& office : movement.witnesses) proto.mutable_destruction()->add_witnesses(office);
  } else if (movement.kind == MovementKind::kReturn) {
    proto.mutable_returned()->set_location(location);
    if (movement.source.has_value()) proto.mutable_returned()->set_recipient(ToProto(*movement.source));
    AddRanges(Main(movement), proto.mutable_returned()->mutable_serials());
  }
}

void SetDetail(const std::string& regency, const Movement& movement, v1::Movement& proto) {
  const std::string location = ChildNameOf(regency, "locations", movement.location);
  const std::string subject = ChildNameOf(regency, "movements", movement.subject);
  switch (movement.kind) {
    case MovementKind::kIssue: {
      proto.mutable_issue()->set_location(location);
      proto.mutable_issue()->set_card_application(
          ChildNameOf(regency, "cardApplications", movement.card_application));
      const std::vector<SerialRange> serials = Main(movement);
      if (!serials.empty()) proto.mutable_issue()->set_serial(FormatSerial(serials[0].front()));
      return;
    }
    case MovementKind::kArrival:
      proto.mutable_arrival()->set_transfer(subject);
      proto.mutable_arrival()->set_location(location);
      AddRanges(Main(movement), proto.mutable_arrival()->mutable_serials());
      return AddRanges(Into(movement, kSpoiledAccount), proto.mutable_arrival()->mutable_damaged());
    case MovementKind::kCorrection:
      proto.mutable_correction()->set_stock_take(subject);
      proto.mutable_correction()->set_location(location);
      AddRanges(Into(movement, kAdjustmentAccount), proto.mutable_correction()->mutable_missing());
      return AddRanges(Into(movement, LocationAccount(movement.location)),
                       proto.mutable_correction()->mutable_found());
    case MovementKind::kReversal:
      return proto.mutable_reversal()->set_reversed(subject);
    case MovementKind::kTransfer:
      return SetTransfer(regency, movement, proto.mutable_transfer());
    case MovementKind::kCarryReturn:
      return SetCarryReturn(regency, movement, proto.mutable_carry_return());
    case MovementKind::kStockTake:
      return SetStockTake(location, movement.count.value_or(StockCount{}), proto.mutable_stock_take());
    case MovementKind::kLoan:
      return SetLoan(location, movement, proto.mutable_loan());
    case MovementKind::kLoss:
      return SetLoss(regency, movement, proto.mutable_loss());
    case MovementKind::kReceipt:
    case MovementKind::kSpoilage:
    case MovementKind::kCarry:
    case MovementKind::kDestruction:
    case MovementKind::kReturn:
      return SetEntered(regency, movement, proto);
  }
}

}  // namespace

void AddRanges(const std::vector<SerialRange>& ranges,
               google::protobuf::RepeatedPtrField<v1::SerialRange>* protos) {
  for (const SerialRange& range : ranges) {
    v1::SerialRange* proto = protos->Add();
    proto->set_first(FormatSerial(range.front()));
    proto->set_last(FormatSerial(range.back()));
  }
}

v1::Movement ToProto(const std::string& regency, const Movement& movement) {
  v1::Movement proto;
  proto.set_name(ChildNameOf(regency, "movements", movement.id));
  proto.set_document_number(movement.document_number);
  *proto.mutable_occurred_date() = dukcapil::ToProto(movement.occurred_date);
  proto.set_kind(ToProto(movement.kind));
  SetDetail(regency, movement, proto);
  proto.set_note(movement.note);
  for (const Posting& posting : movement.postings) {
    v1::Posting* leg = proto.add_postings();
    leg->set_from_account(posting.from);
    leg->set_to_account(posting.to);
    leg->set_quantity(posting.quantity);
  }
  proto.set_actor(movement.actor);
  *proto.mutable_recorded_time() = ToProto(movement.recorded_time);
  for (const std::string& id : movement.confirmations) {
    proto.add_confirmations(ChildNameOf(regency, "movements", id));
  }
  if (!movement.reversed_by.empty())
    proto.set_reversed_by(ChildNameOf(regency, "movements", movement.reversed_by));
  return proto;
}

}  // namespace dukcapil::inventory
