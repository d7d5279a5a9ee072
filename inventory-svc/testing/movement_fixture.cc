#include "inventory-svc/testing/movement_fixture.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

Call CallOf(const std::string& method, const std::string& actor) {
  Call call = testing::WriteCall(method);
  call.caller.subject = actor;
  return call;
}

}  // namespace

std::string Serials(std::int64_t first, std::int64_t last) {
  return absl::StrCat("{ first: \"", FormatSerial({"RJL", 8, first}), "\" last: \"",
                      FormatSerial({"RJL", 8, last}), "\" }");
}

void MovementTest::OpenPoint() {
  v1::CreateLocationRequest request;
  request.set_parent(kRegency);
  request.set_location_id("titik");
  request.mutable_location()->set_display_name("Titik cetak");
  request.mutable_location()->set_kind(v1::LOCATION_KIND_DISTRICT_PRINT_POINT);
  const auto created = CreateLocation(*app_, testing::WriteCall("CreateLocation"), request);
  ASSERT_TRUE(created.ok()) << created.status();
}

v1::Location MovementTest::Point() {
  v1::GetLocationRequest request;
  request.set_name(kPoint);
  return GetLocation(*app_, testing::ReadCall("GetLocation"), request).value_or(v1::Location());
}

absl::StatusOr<v1::Movement> MovementTest::Enter(const std::string& detail, const std::string& actor) {
  v1::CreateMovementRequest request;
  request.set_parent(kRegency);
  if (!google::protobuf::TextFormat::ParseFromString(detail, request.mutable_movement())) {
    return absl::InternalError("not a movement: " + detail);
  }
  if (request.movement().document_number().empty()) {
    request.mutable_movement()->set_document_number(NextDocument());
  }
  return CreateMovement(*app_, CallOf("CreateMovement", actor), request);
}

absl::StatusOr<v1::Movement> MovementTest::Get(const std::string& name) {
  v1::GetMovementRequest request;
  request.set_name(name);
  return GetMovement(*app_, testing::ReadCall("GetMovement"), request);
}

absl::StatusOr<v1::Movement> MovementTest::Confirm(const std::string& name, const std::string& fields,
                                                   const std::string& actor) {
  v1::ConfirmMovementRequest request;
  if (!google::protobuf::TextFormat::ParseFromString(fields, &request)) {
    return absl::InternalError("not a confirmation: " + fields);
  }
  request.set_name(name);
  request.set_document_number(NextDocument());
  return ConfirmMovement(*app_, CallOf("ConfirmMovement", actor), request);
}

absl::StatusOr<v1::Movement> MovementTest::Reverse(const std::string& name) {
  v1::ReverseMovementRequest request;
  request.set_name(name);
  request.set_document_number(NextDocument());
  return ReverseMovement(*app_, testing::WriteCall("ReverseMovement"), request);
}

std::vector<std::string> MovementTest::Unconfirmed() {
  v1::ListMovementsRequest request;
  request.set_parent(kRegency);
  request.set_unconfirmed(true);
  const auto list = ListMovements(*app_, testing::ReadCall("ListMovements"), request);
  EXPECT_TRUE(list.ok()) << list.status();
  std::vector<std::string> names;
  if (list.ok()) {
    for (const v1::Movement& movement : list->movements()) names.push_back(movement.name());
  }
  return names;
}

std::string MovementTest::WhereIs(std::int64_t number) {
  v1::LookupBlankRequest request;
  request.set_parent(kRegency);
  request.set_serial(FormatSerial({"RJL", 8, number}));
  const auto blank = LookupBlank(*app_, testing::ReadCall("LookupBlank"), request);
  return blank.ok() ? blank->account() : "";
}

}  // namespace dukcapil::inventory
