#include "tests/faults/small_office.h"

#include <gtest/gtest.h>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/crypto/uuid.h"
#include "tests/faults/running_services.h"

namespace dukcapil::testing {

namespace iv1 = inventory::v1;
namespace pv1 = population::v1;

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

pv1::ResidentRow PrintReadyRow(int i) {
  pv1::ResidentRow row;
  row.set_nik(absl::StrCat("170209010190", 9000 + i));
  row.set_full_name(absl::StrCat("Warga Sintetis ", i));
  *row.mutable_birth_date() = Date(1990, 1, 1);
  row.set_sex(pv1::SEX_MALE);
  row.set_village_code("17.02.09.1012");
  row.set_recording_code("PRINT_READY_RECORD");
  *row.mutable_recording_date() = Date(2023, 9, 1);
  return row;
}

pv1::ResidentRow UnrecordedRow(int i) {
  pv1::ResidentRow row = PrintReadyRow(i);
  row.clear_recording_code();
  row.clear_recording_date();
  return row;
}

std::vector<std::string> Import(pv1::PopulationService::Stub& population,
                                const std::vector<pv1::ResidentRow>& rows, const std::string& request_id) {
  pv1::BatchImportResidentsRequest request;
  request.set_parent(kRegency);
  request.set_request_id(request_id);
  for (const pv1::ResidentRow& row : rows) *request.add_rows() = row;
  grpc::ClientContext context;
  AsAdministrator(context);
  pv1::BatchImportResidentsResponse response;
  const grpc::Status status = population.BatchImportResidents(&context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  std::vector<std::string> names;
  for (const auto& result : response.results()) {
    EXPECT_NE(result.outcome(), pv1::IMPORT_OUTCOME_REFUSED) << result.DebugString();
    names.push_back(result.name());
  }
  return names;
}

void OpenOffice(iv1::InventoryService::Stub& inventory, int cards) {
  iv1::CreateLocationRequest location;
  location.set_parent(kRegency);
  location.set_location_id("kantor");
  location.set_request_id(NewUuid());
  location.mutable_location()->set_display_name("Kantor");
  location.mutable_location()->set_kind(iv1::LOCATION_KIND_OFFICE);
  grpc::ClientContext first;
  AsAdministrator(first);
  iv1::Location created;
  const grpc::Status opened = inventory.CreateLocation(&first, location, &created);
  ASSERT_TRUE(opened.ok()) << opened.error_message();

  iv1::CreateMovementRequest movement;
  movement.set_parent(kRegency);
  movement.set_request_id(NewUuid());
  movement.mutable_movement()->set_document_number("BA-1");
  iv1::Receipt* receipt = movement.mutable_movement()->mutable_receipt();
  receipt->set_source(iv1::EXTERNAL_PARTY_MINISTRY);
  receipt->set_location(kOffice);
  iv1::SerialRange* serials = receipt->add_serials();
  serials->set_first("RJL00000001");
  serials->set_last(absl::StrFormat("RJL%08d", cards));
  grpc::ClientContext second;
  AsAdministrator(second);
  iv1::Movement posted;
  const grpc::Status received = inventory.CreateMovement(&second, movement, &posted);
  ASSERT_TRUE(received.ok()) << received.error_message();
}

}  // namespace dukcapil::testing
