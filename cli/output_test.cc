#include "cli/output.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dukcapil/inventory/v1/inventory_service.pb.h"
#include "dukcapil/population/v1/resident.pb.h"

namespace dukcapil::cli {
namespace {

inventory::v1::CardApplication Application() {
  inventory::v1::CardApplication application;
  application.set_serial("RJL, \"1\"");
  application.set_reason(inventory::v1::CARD_APPLICATION_REASON_FIRST_ISSUE);
  application.mutable_print_date()->set_year(2023);
  application.mutable_print_date()->set_month(9);
  application.mutable_print_date()->set_day(5);
  application.mutable_decision()->set_available(7);
  application.mutable_create_time()->set_seconds(1697216400);
  return application;
}

const std::vector<Column>& Columns() {
  static const auto& columns = *new std::vector<Column>{{"SERIAL", "serial"},
                                                        {"REASON", "reason"},
                                                        {"PRINTED", "print_date"},
                                                        {"AVAILABLE", "decision.available"}};
  return columns;
}

std::string Written(Format format) {
  const inventory::v1::CardApplication application = Application();
  std::ostringstream out;
  Write(out, format, application, {&application}, Columns());
  return out.str();
}

TEST(Output, ShowsEachKindOfField) {
  const inventory::v1::CardApplication application = Application();
  EXPECT_EQ(FieldText(application, "reason"), "FIRST_ISSUE");
  EXPECT_EQ(FieldText(application, "state"), "");
  EXPECT_EQ(FieldText(application, "print_date"), "2023-09-05");
  EXPECT_EQ(FieldText(application, "delivery_date"), "");
  EXPECT_EQ(FieldText(application, "create_time"), "2023-10-13T17:00:00Z");
  EXPECT_EQ(FieldText(application, "decision.available"), "7");
  EXPECT_EQ(FieldText(application, "decision.promised_by_date"), "");

  population::v1::Resident resident;
  EXPECT_EQ(FieldText(resident, "synthetic"), "no");
  resident.add_data_quality_flags(population::v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS);
  resident.add_data_quality_flags(population::v1::DATA_QUALITY_FLAG_VERY_OLD);
  EXPECT_EQ(FieldText(resident, "data_quality_flags"), "NIK_SEX_DIFFERS VERY_OLD");

  inventory::v1::VerifyLedgerResponse proof;
  proof.add_differences();
  EXPECT_EQ(FieldText(proof, "differences"), "1");
}

TEST(Output, AlignsATable) {
  EXPECT_EQ(Written(Format::kTable),
            "SERIAL    REASON       PRINTED     AVAILABLE\n"
            "RJL, \"1\"  FIRST_ISSUE  2023-09-05  7\n");
}

TEST(Output, QuotesCsv) {
  EXPECT_EQ(Written(Format::kCsv),
            "SERIAL,REASON,PRINTED,AVAILABLE\r\n"
            "\"RJL, \"\"1\"\"\",FIRST_ISSUE,2023-09-05,7\r\n");
}

TEST(Output, WritesTheWholeMessageAsJson) {
  const std::string json = Written(Format::kJson);
  EXPECT_THAT(json, ::testing::HasSubstr("\"evidence_number\": \"\""));
  EXPECT_THAT(json, ::testing::HasSubstr("\"reason\": \"CARD_APPLICATION_REASON_FIRST_ISSUE\""));
}

}  // namespace
}  // namespace dukcapil::cli
