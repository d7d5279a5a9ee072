#include "inventory-svc/rpc/convert.h"
#include "platform/access/region_scope.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::inventory {
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
  proto.set_name(ChildNameOf(regency, "locations", location.id));
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
  proto.set_moved_total(found.balance.moved);
  *proto.mutable_as_of_time() = ToProto(as_of);
  return proto;
}

v1::Blank ToProto(const std::string& regency, const Serial& serial, const FoundBlank& blank) {
  v1::Blank proto;
  proto.set_serial(FormatSerial(serial));
  proto.set_account(blank.account);
  proto.set_lot(ChildNameOf(regency, "movements", blank.lot));
  if (!blank.application.has_value()) return proto;
  const CardApplication& application = *blank.application;
  proto.set_card_application(NameOf(application));
  proto.set_resident(ChildNameOf(regency, "residents", application.resident));
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
