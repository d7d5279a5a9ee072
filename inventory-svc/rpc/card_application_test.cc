#include <gmock/gmock.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/civil_date/civil_date.h"
#include "platform/crypto/uuid.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;
using CardApplications = InventoryTest;

v1::CreateCardApplicationRequest Request(const std::string& resident, v1::CardApplicationReason reason) {
  v1::CreateCardApplicationRequest request;
  request.set_parent(kRegency);
  request.mutable_card_application()->set_resident(resident);
  request.mutable_card_application()->set_location(kOffice);
  request.mutable_card_application()->set_reason(reason);
  request.mutable_card_application()->set_evidence_number("LP/1");
  return request;
}

TEST_F(CardApplications, AFirstIssueIsReservedPrintedAndDelivered) {
  OpenOffice(10);
  const auto reserved = Apply(kFirst);
  ASSERT_TRUE(reserved.ok()) << reserved.status();
  EXPECT_EQ(reserved->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(reserved->decision().rule(), "NORMAL_FIRST_ISSUE_RESERVES");
  EXPECT_EQ(reserved->decision().policy(), "regions/-/issuancePolicies/national-default-1");
  EXPECT_THAT(reserved->decision().legal_basis(), HasSubstr("UU 24/2013"));
  EXPECT_EQ(reserved->decision().available(), 10);
  EXPECT_THAT(reserved->decision().explanation_id(), HasSubstr("disetujui"));
  EXPECT_EQ(FromProto(reserved->expire_date(), "", *std::make_unique<Violations>()), kToday + 30);
  EXPECT_EQ(Office().reserved(), 1);
  EXPECT_EQ(Office().available(), 9);

  const auto printed = Print(reserved->name(), "RJL00000001");
  ASSERT_TRUE(printed.ok()) << printed.status();
  EXPECT_EQ(printed->state(), v1::CARD_APPLICATION_STATE_PRINTED);
  EXPECT_EQ(printed->serial(), "RJL00000001");
  EXPECT_EQ(printed->warning(), "");
  EXPECT_NE(printed->etag(), reserved->etag());
  EXPECT_EQ(Office().reserved(), 0);
  EXPECT_EQ(Office().on_hand(), 9);
  EXPECT_EQ(Office().issued_total(), 1);

  const auto delivered = Deliver(reserved->name());
  ASSERT_TRUE(delivered.ok()) << delivered.status();
  EXPECT_EQ(delivered->state(), v1::CARD_APPLICATION_STATE_DELIVERED);
  EXPECT_EQ(delivered->decision().explanation_en(),
            absl::StrCat(reserved->decision().explanation_en(), " The card has been handed over."));
  v1::GetCardApplicationRequest get;
  get.set_name(reserved->name());
  const auto read = GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), get);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->SerializeAsString(), delivered->SerializeAsString());

  v1::LookupBlankRequest lookup;
  lookup.set_parent(kRegency);
  lookup.set_serial("RJL00000001");
  const auto blank = LookupBlank(*app_, testing::ReadCall("LookupBlank"), lookup);
  EXPECT_EQ(blank->account(), "issued");
  EXPECT_EQ(blank->card_application(), reserved->name());
  EXPECT_EQ(blank->resident(), reserved->resident());
  EXPECT_TRUE(blank->has_delivery_date());
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardApplications, TheModeSteersReplacementsToTheWaitlist) {
  OpenOffice(10);
  SetMode(StockLevel::kConstrained, 4);
  const auto damaged = Apply(kDamaged);
  ASSERT_TRUE(damaged.ok()) << damaged.status();
  EXPECT_EQ(damaged->state(), v1::CARD_APPLICATION_STATE_WAITLISTED);
  EXPECT_EQ(damaged->decision().rule(), "CONSTRAINED_DAMAGED_WAITS");
  EXPECT_EQ(damaged->decision().interim_document(), v1::INTERIM_DOCUMENT_IKD);
  EXPECT_EQ(damaged->decision().mode(), v1::STOCK_MODE_LEVEL_CONSTRAINED);
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(Apply(kLost)->decision().rule(), "CONSTRAINED_LOST_RESERVES");
  }
  // 4 are left, as many as are protected: critical, live. The floor is 1.
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Apply(kLost)->decision().rule(), "CRITICAL_LOST_RESERVES_ABOVE_FLOOR");
  }
  EXPECT_EQ(Apply(kLost)->decision().rule(), "CRITICAL_LOST_WAITS_AT_FLOOR");
  EXPECT_EQ(Apply(kFirst)->decision().rule(), "CRITICAL_FIRST_ISSUE_RESERVES");
  EXPECT_EQ(Apply(kFirst)->decision().rule(), "NO_STOCK_HERE_FIRST_ISSUE_WAITS");
  EXPECT_EQ(Office().available(), 0);
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardApplications, StockElsewhereInTheRegencyCountsForTheMode) {
  OpenOffice(3);
  v1::CreateLocationRequest other;
  other.set_parent(kRegency);
  other.set_location_id("curup");
  other.mutable_location()->set_display_name("Curup");
  other.mutable_location()->set_kind(v1::LOCATION_KIND_DISTRICT_PRINT_POINT);
  ASSERT_TRUE(CreateLocation(*app_, testing::WriteCall("CreateLocation"), other).ok());
  ASSERT_TRUE(Receive("Q001", "Q100", "regions/17.02/locations/curup").ok());
  SetMode(StockLevel::kNormal, 50);
  EXPECT_EQ(Apply(kDamaged)->decision().rule(), "NORMAL_DAMAGED_RESERVES");
  SetMode(StockLevel::kNormal, 200);
  EXPECT_EQ(Apply(kDamaged)->decision().rule(), "CRITICAL_DAMAGED_WAITS");
}

TEST_F(CardApplications, ValidateOnlyAnswersWithoutEffect) {
  OpenOffice(1);
  v1::CreateCardApplicationRequest request = Request(NewResident(), kLost);
  request.set_validate_only(true);
  const auto answer = CreateCardApplication(*app_, testing::ReadCall("CreateCardApplication"), request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->name(), "");
  EXPECT_EQ(answer->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Office().reserved(), 0);
  request.mutable_card_application()->set_location("regions/17.02/locations/none");
  EXPECT_EQ(CreateCardApplication(*app_, testing::ReadCall("CreateCardApplication"), request).status().code(),
            absl::StatusCode::kNotFound);
  const auto open = Apply(kLost);
  request = Request(open->resident(), kDamaged);
  request.set_validate_only(true);
  EXPECT_EQ(
      Refusal(CreateCardApplication(*app_, testing::ReadCall("CreateCardApplication"), request).status()),
      "OPEN_REQUEST_EXISTS");
}

TEST_F(CardApplications, OneOpenRequestPerResident) {
  OpenOffice(10);
  const std::string resident = NewResident();
  const auto first = Apply(kLost, resident);
  const auto second = Apply(kDamaged, resident);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Refusal(second.status()), "OPEN_REQUEST_EXISTS");
  EXPECT_EQ(GetErrorDetail(second.status()).metadata[0].second, first->name());
  ASSERT_TRUE(Print(first->name(), "RJL00000001").ok());
  EXPECT_EQ(Refusal(Apply(kDamaged, resident).status()), "OPEN_REQUEST_EXISTS");
  ASSERT_TRUE(Deliver(first->name()).ok());
  EXPECT_TRUE(Apply(kDamaged, resident).ok());
  EXPECT_EQ(Office().reserved(), 1);
}

TEST_F(CardApplications, AReplayHasOneEffect) {
  OpenOffice(10);
  const Call call = testing::WriteCall("CreateCardApplication");
  const auto request = Request(NewResident(), kLost);
  const auto first = CreateCardApplication(*app_, call, request);
  const auto replay = CreateCardApplication(*app_, call, request);
  ASSERT_TRUE(replay.ok()) << replay.status();
  EXPECT_EQ(replay->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Office().reserved(), 1);
  Call other = call;
  other.fingerprint = std::string(32, 'x');
  EXPECT_EQ(Refusal(CreateCardApplication(*app_, other, request).status()), "INVALID_FIELDS: request_id");

  const Call print_call = testing::WriteCall("PrintCard");
  v1::PrintCardRequest print;
  print.set_name(first->name());
  print.set_serial("RJL00000001");
  const auto printed = PrintCard(*app_, print_call, print);
  EXPECT_EQ(PrintCard(*app_, print_call, print)->SerializeAsString(), printed->SerializeAsString());
  const Call deliver_call = testing::WriteCall("DeliverCard");
  v1::DeliverCardRequest deliver;
  deliver.set_name(first->name());
  const auto delivered = DeliverCard(*app_, deliver_call, deliver);
  EXPECT_EQ(DeliverCard(*app_, deliver_call, deliver)->SerializeAsString(), delivered->SerializeAsString());
  EXPECT_EQ(Office().issued_total(), 1);
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardApplications, RefusesWhoCannotBeServed) {
  OpenOffice(10);
  resident_.eligibility.print_ready = false;
  const auto rejected = Apply(kFirst);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->state(), v1::CARD_APPLICATION_STATE_REJECTED);
  EXPECT_EQ(rejected->decision().rule(), "RECORDING_NOT_PRINT_READY");
  v1::ListCardApplicationsRequest list;
  list.set_parent(kRegency);
  list.set_state(v1::CARD_APPLICATION_STATE_REJECTED);
  EXPECT_EQ(
      ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list)->card_applications_size(),
      1);

  resident_.eligibility = {true, false, absl::CivilDay(2000, 1, 1)};
  const std::string resident = NewResident();
  const auto first = Apply(kFirst, resident);
  ASSERT_TRUE(Print(first->name(), "RJL00000001").ok());
  ASSERT_TRUE(Deliver(first->name()).ok());
  EXPECT_EQ(Apply(kFirst, resident)->decision().rule(), "FIRST_CARD_EXISTS");

  const std::string without_first = NewResident();
  const auto lost = Apply(kLost, without_first);
  ASSERT_TRUE(lost.ok()) << lost.status();
  ASSERT_TRUE(Print(lost->name(), "RJL00000002").ok());
  ASSERT_TRUE(Deliver(lost->name()).ok());
  EXPECT_EQ(Apply(kFirst, without_first)->decision().rule(), "FIRST_CARD_EXISTS");

  resident_.death_date = kToday;
  EXPECT_EQ(Refusal(Apply(kLost).status()), "RESIDENT_NOT_HERE");
  resident_.death_date = kToday + 1;
  EXPECT_TRUE(Apply(kLost).ok());
  resident_.departure_date = kToday;
  EXPECT_EQ(Refusal(Apply(kLost).status()), "RESIDENT_NOT_HERE");
}

TEST_F(CardApplications, NothingIsPrintedBeforeTheSeventeenthBirthday) {
  OpenOffice(10);
  resident_.eligibility.obliged_date = kToday + 5;
  const auto reserved = Apply(kFirst);
  ASSERT_EQ(reserved->state(), v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Refusal(Print(reserved->name(), "RJL00000001").status()), "NOT_YET_OBLIGED");
  EXPECT_EQ(Proof(), "");
}

TEST_F(CardApplications, NameEveryBadField) {
  v1::CreateCardApplicationRequest create;
  create.set_parent("17.02");
  create.mutable_card_application()->set_resident("regions/17.02/residents/1702096505990001");
  create.mutable_card_application()->set_location("regions/17.02/locations");
  create.mutable_card_application()->mutable_application_date()->set_year(2024);
  EXPECT_EQ(
      Refusal(CreateCardApplication(*app_, testing::WriteCall("Create"), create).status()),
      "INVALID_FIELDS: parent card_application.resident card_application.location card_application.reason"
      " card_application.application_date");
  create = Request("regions/17.03/residents/" + NewUuid(), kLost);
  create.mutable_card_application()->clear_evidence_number();
  *create.mutable_card_application()->mutable_application_date() = ToProto(kToday + 1);
  EXPECT_EQ(Refusal(CreateCardApplication(*app_, testing::WriteCall("Create"), create).status()),
            "INVALID_FIELDS: card_application.resident card_application.evidence_number"
            " card_application.application_date");

  v1::GetCardApplicationRequest get;
  get.set_name("regions/17.02/cardApplications/1");
  EXPECT_EQ(Refusal(GetCardApplication(*app_, testing::ReadCall("Get"), get).status()),
            "INVALID_FIELDS: name");
  get.set_name("regions/17.02/cardApplications/" + NewUuid());
  EXPECT_EQ(GetCardApplication(*app_, testing::ReadCall("Get"), get).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Print(get.name(), "RJL1").status().code(), absl::StatusCode::kNotFound);

  v1::PrintCardRequest print;
  print.set_name("x");
  print.set_serial("R1");
  print.add_spoiled_serials("R1");
  print.add_spoiled_serials("R 2");
  *print.mutable_print_date() = ToProto(kToday + 1);
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()),
            "INVALID_FIELDS: name spoiled_serials[0] spoiled_serials[1] spoilage_cause print_date");
  print.clear_spoiled_serials();
  for (int i = 0; i < 21; ++i) print.add_spoiled_serials("R9");
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()),
            "INVALID_FIELDS: name spoiled_serials print_date");
  print.clear_spoiled_serials();
  for (int i = 0; i < 2; ++i) print.add_spoiled_serials("R9");
  print.clear_serial();
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()),
            "INVALID_FIELDS: name spoiled_serials spoilage_cause print_date");

  v1::DeliverCardRequest deliver;
  *deliver.mutable_delivery_date() = ToProto(kToday + 1);
  EXPECT_EQ(Refusal(DeliverCard(*app_, testing::WriteCall("DeliverCard"), deliver).status()),
            "INVALID_FIELDS: name delivery_date");
  v1::CancelCardApplicationRequest cancel;
  EXPECT_EQ(Refusal(CancelCardApplication(*app_, testing::WriteCall("Cancel"), cancel).status()),
            "INVALID_FIELDS: name cause");
  v1::ListCardApplicationsRequest list;
  EXPECT_EQ(Refusal(ListCardApplications(*app_, testing::ReadCall("List"), list).status()),
            "INVALID_FIELDS: parent");
}

TEST_F(CardApplications, ARegencysPolicyHoldsWholeAlsoWhereItSaysNothing) {
  OpenOffice(10);
  Damage(
      "INSERT INTO issuance_policy (regency, id, effective_date, legal_basis, reservation_days, create_time)"
      " VALUES ('17.02', 'perbup-9', '2023-10-14', 'Perbup 9/2023', 14, UTC_TIMESTAMP(6))");
  Damage(
      "INSERT INTO issuance_rule SELECT '17.02', 'perbup-9', reason, level, action, 'NONE', 5"
      " FROM issuance_rule WHERE regency = '-' AND reason = 'LOST'");
  EXPECT_EQ(Apply(kLost)->decision().policy(), "regions/17.02/issuancePolicies/perbup-9");
  EXPECT_EQ(Refusal(Apply(kDamaged).status()), "POLICY_INCOMPLETE");
  EXPECT_EQ(Office().reserved(), 1);
}

TEST_F(CardApplications, PapersAreEnteredLater) {
  OpenOffice(10);
  auto request = Request(NewResident(), kLost);
  *request.mutable_card_application()->mutable_application_date() = ToProto(kToday - 40);
  const auto reserved = CreateCardApplication(*app_, testing::WriteCall("Create"), request);
  ASSERT_TRUE(reserved.ok()) << reserved.status();
  EXPECT_EQ(FromProto(reserved->expire_date(), "", *std::make_unique<Violations>()), kToday + 30);
  v1::PrintCardRequest print;
  print.set_name(reserved->name());
  print.set_serial("RJL00000001");
  *print.mutable_print_date() = ToProto(kToday - 41);
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()),
            "INVALID_FIELDS: print_date");
  *print.mutable_print_date() = ToProto(kToday - 39);
  ASSERT_TRUE(PrintCard(*app_, testing::WriteCall("PrintCard"), print).ok());
  v1::DeliverCardRequest deliver;
  deliver.set_name(reserved->name());
  *deliver.mutable_delivery_date() = ToProto(kToday - 40);
  EXPECT_EQ(Refusal(DeliverCard(*app_, testing::WriteCall("DeliverCard"), deliver).status()),
            "INVALID_FIELDS: delivery_date");
}

TEST_F(CardApplications, AreNotDecidedWithoutTheRegister) {
  OpenOffice(10);
  app_->sisters.get_resident = [](const Call&, const std::string&) -> absl::StatusOr<ResidentFacts> {
    return absl::UnavailableError("away");
  };
  EXPECT_EQ(Apply(kLost).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Office().reserved(), 0);
}

}  // namespace
}  // namespace dukcapil::inventory
