#include "absl/strings/str_cat.h"
#include "inventory-svc/rpc/convert.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
namespace {

std::string NameIn(const std::string& regency, absl::string_view collection, const std::string& id) {
  return absl::StrCat("regions/", regency, "/", collection, "/", id);
}

void AddRanges(const std::vector<SerialRange>& ranges,
               google::protobuf::RepeatedPtrField<v1::SerialRange>* protos) {
  for (const SerialRange& range : ranges) {
    v1::SerialRange* proto = protos->Add();
    proto->set_first(FormatSerial(range.front()));
    proto->set_last(FormatSerial(range.back()));
  }
}

void SetDetail(const std::string& regency, const Movement& movement, v1::Movement& proto) {
  const std::string location = NameIn(regency, "locations", movement.location);
  const std::vector<Posting>& postings = movement.postings;
  proto.set_kind(ToProto(movement.kind));
  switch (movement.kind) {
    case MovementKind::kReceipt: {
      v1::Receipt* receipt = proto.mutable_receipt();
      if (movement.source.has_value()) receipt->set_source(ToProto(*movement.source));
      receipt->set_location(location);
      if (!postings.empty()) AddRanges(postings[0].serials, receipt->mutable_serials());
      if (postings.size() > 1) AddRanges(postings[1].serials, receipt->mutable_damaged());
      break;
    }
    case MovementKind::kSpoilage: {
      v1::Spoilage* spoilage = proto.mutable_spoilage();
      spoilage->set_location(location);
      if (movement.cause.has_value()) spoilage->set_cause(ToProto(*movement.cause));
      if (!postings.empty()) AddRanges(postings[0].serials, spoilage->mutable_serials());
      break;
    }
    case MovementKind::kIssue: {
      v1::Issue* issue = proto.mutable_issue();
      issue->set_location(location);
      issue->set_card_application(NameIn(regency, "cardApplications", movement.card_application));
      if (!postings.empty() && !postings[0].serials.empty()) {
        issue->set_serial(FormatSerial(postings[0].serials[0].front()));
      }
      break;
    }
  }
}

}  // namespace

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const std::int64_t micros = absl::ToUnixMicros(time);
  timestamp.set_seconds(micros / 1000000);
  timestamp.set_nanos(static_cast<std::int32_t>(micros % 1000000) * 1000);
  return timestamp;
}

v1::Location ToProto(const std::string& regency, const LocationWithBalance& found, absl::Time as_of) {
  v1::Location proto;
  const Location& location = found.location;
  proto.set_name(NameIn(regency, "locations", location.id));
  proto.set_display_name(location.display_name);
  proto.set_kind(ToProto(location.kind));
  v1::PrintCapacity* capacity = proto.mutable_print_capacity();
  capacity->set_monday(static_cast<std::int32_t>(location.capacity[0]));
  capacity->set_tuesday(static_cast<std::int32_t>(location.capacity[1]));
  capacity->set_wednesday(static_cast<std::int32_t>(location.capacity[2]));
  capacity->set_thursday(static_cast<std::int32_t>(location.capacity[3]));
  capacity->set_friday(static_cast<std::int32_t>(location.capacity[4]));
  capacity->set_saturday(static_cast<std::int32_t>(location.capacity[5]));
  capacity->set_sunday(static_cast<std::int32_t>(location.capacity[6]));
  proto.set_on_hand(found.balance.on_hand);
  proto.set_reserved(found.balance.reserved);
  proto.set_available(found.balance.available());
  proto.set_received_total(found.balance.received);
  proto.set_issued_total(found.balance.issued);
  proto.set_spoiled_total(found.balance.spoiled);
  *proto.mutable_as_of_time() = ToProto(as_of);
  return proto;
}

v1::Movement ToProto(const std::string& regency, const Movement& movement) {
  v1::Movement proto;
  proto.set_name(NameIn(regency, "movements", movement.id));
  proto.set_document_number(movement.document_number);
  *proto.mutable_occurred_date() = dukcapil::ToProto(movement.occurred_date);
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
  return proto;
}

v1::Blank ToProto(const std::string& regency, const Serial& serial, const FoundBlank& blank) {
  v1::Blank proto;
  proto.set_serial(FormatSerial(serial));
  proto.set_account(blank.account);
  proto.set_lot(NameIn(regency, "movements", blank.lot));
  if (!blank.application.has_value()) return proto;
  const CardApplication& application = *blank.application;
  proto.set_card_application(NameOf(application));
  proto.set_resident(NameIn(regency, "residents", application.resident));
  if (application.print_date) *proto.mutable_print_date() = dukcapil::ToProto(*application.print_date);
  if (application.delivery_date)
    *proto.mutable_delivery_date() = dukcapil::ToProto(*application.delivery_date);
  return proto;
}

v1::VerifyLedgerResponse ToProto(const LedgerProof& proof) {
  v1::VerifyLedgerResponse proto;
  proto.set_movements_checked(proof.movements);
  proto.set_blanks_checked(proof.blanks);
  proto.set_card_applications_checked(proof.applications);
  proto.set_difference_count(proof.difference_count);
  for (const LedgerDifference& difference : proof.differences) {
    v1::LedgerDifference* row = proto.add_differences();
    row->set_check(difference.check);
    row->set_subject(difference.subject);
    row->set_expected(difference.expected);
    row->set_stored(difference.stored);
  }
  return proto;
}

}  // namespace dukcapil::inventory
