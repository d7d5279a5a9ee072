#include <gmock/gmock.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using Movements = InventoryTest;

v1::CreateMovementRequest Spoil(const std::string& document, const std::string& first,
                                const std::string& last) {
  v1::CreateMovementRequest request;
  request.set_parent(kRegency);
  request.mutable_movement()->set_document_number(document);
  v1::Spoilage* spoilage = request.mutable_movement()->mutable_spoilage();
  spoilage->set_location(kOffice);
  spoilage->set_cause(v1::SPOILAGE_CAUSE_DAMAGED);
  spoilage->add_serials()->set_first(first);
  spoilage->mutable_serials(0)->set_last(last);
  return request;
}

TEST_F(Movements, AReceiptFillsTheOffice) {
  OpenOffice(0);
  v1::CreateMovementRequest request;
  request.set_parent(kRegency);
  v1::Movement* movement = request.mutable_movement();
  movement->set_document_number("BA-470/1/2023");
  movement->mutable_occurred_date()->set_year(2023);
  movement->mutable_occurred_date()->set_month(8);
  movement->mutable_occurred_date()->set_day(14);
  v1::Receipt* receipt = movement->mutable_receipt();
  receipt->set_source(v1::EXTERNAL_PARTY_PROVINCE);
  receipt->set_location(kOffice);
  receipt->add_serials()->set_first("RJL00000001");
  receipt->mutable_serials(0)->set_last("RJL00001000");
  receipt->add_damaged()->set_first("RJL00000011");
  receipt->mutable_damaged(0)->set_last("RJL00000020");
  const Call call = testing::WriteCall("CreateMovement");
  const auto created = CreateMovement(*app_, call, request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->kind(), v1::MOVEMENT_KIND_RECEIPT);
  ASSERT_EQ(created->postings_size(), 2);
  EXPECT_EQ(created->postings(0).from_account(), "external:province");
  EXPECT_EQ(created->postings(0).to_account(), "location:kantor");
  EXPECT_EQ(created->postings(0).quantity(), 1000);
  EXPECT_EQ(created->postings(1).to_account(), "spoiled");
  EXPECT_EQ(CreateMovement(*app_, call, request)->name(), created->name());

  const v1::Location office = Office();
  EXPECT_EQ(office.on_hand(), 990);
  EXPECT_EQ(office.available(), 990);
  EXPECT_EQ(office.received_total(), 1000);
  EXPECT_EQ(office.spoiled_total(), 10);
  EXPECT_EQ(Proof(), "");

  v1::LookupBlankRequest lookup;
  lookup.set_parent(kRegency);
  lookup.set_serial("rjl00000011");
  const auto blank = LookupBlank(*app_, testing::ReadCall("LookupBlank"), lookup);
  ASSERT_TRUE(blank.ok()) << blank.status();
  EXPECT_EQ(blank->account(), "spoiled");
  EXPECT_EQ(blank->lot(), created->name());
  lookup.set_serial("RJL00001001");
  EXPECT_EQ(LookupBlank(*app_, testing::ReadCall("LookupBlank"), lookup).status().code(),
            absl::StatusCode::kNotFound);
  lookup.set_serial("?");
  lookup.set_parent("regions/17.02.09");
  EXPECT_EQ(Refusal(LookupBlank(*app_, testing::ReadCall("LookupBlank"), lookup).status()),
            "INVALID_FIELDS: parent serial");
}

TEST_F(Movements, NoBlankIsReceivedTwice) {
  OpenOffice(100);
  const auto overlap = Receive("RJL00000100", "RJL00000200");
  EXPECT_EQ(overlap.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Refusal(overlap.status()), "BLANK_KNOWN");
  EXPECT_TRUE(Receive("RJL00000101", "RJL00000200").ok());
  EXPECT_TRUE(Receive("RJL0000101", "RJL0000200").ok());  // another width, other cards
  EXPECT_EQ(Office().on_hand(), 300);
  const auto document = Receive("RJL00000101", "RJL00000101");
  EXPECT_EQ(document.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Refusal(document.status()), "DOCUMENT_NUMBER_TAKEN");
  EXPECT_EQ(Proof(), "");
}

TEST_F(Movements, SpoiledBlanksLeaveTheOffice) {
  OpenOffice(100);
  const auto spoiled = CreateMovement(*app_, testing::WriteCall("CreateMovement"),
                                      Spoil("BA-2", "RJL00000010", "RJL00000012"));
  ASSERT_TRUE(spoiled.ok()) << spoiled.status();
  EXPECT_EQ(spoiled->spoilage().cause(), v1::SPOILAGE_CAUSE_DAMAGED);
  EXPECT_EQ(Office().on_hand(), 97);
  const auto again = CreateMovement(*app_, testing::WriteCall("CreateMovement"),
                                    Spoil("BA-3", "RJL00000012", "RJL00000013"));
  EXPECT_EQ(Refusal(again.status()), "BLANK_NOT_AT_LOCATION");
  EXPECT_EQ(Office().on_hand(), 97);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Movements, ReservedBlanksDoNotSpoil) {
  OpenOffice(3);
  ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE).ok());
  const auto refused = CreateMovement(*app_, testing::WriteCall("CreateMovement"),
                                      Spoil("BA-2", "RJL00000001", "RJL00000003"));
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Refusal(refused.status()), "STOCK_RESERVED");
  EXPECT_EQ(Office().on_hand(), 3);
  EXPECT_EQ(Proof(), "");
}

TEST_F(Movements, NameEveryBadField) {
  OpenOffice(0);
  v1::CreateMovementRequest request;
  request.set_parent("regions/-");
  EXPECT_EQ(Refusal(CreateMovement(*app_, testing::WriteCall("CreateMovement"), request).status()),
            "INVALID_FIELDS: parent movement.document_number movement.detail");
  request.set_parent(kRegency);
  request.mutable_movement()->set_document_number("ISSUE/1");
  request.mutable_movement()->set_note(std::string(501, 'x'));
  request.mutable_movement()->mutable_occurred_date()->set_year(2023);
  request.mutable_movement()->mutable_occurred_date()->set_month(10);
  request.mutable_movement()->mutable_occurred_date()->set_day(15);
  v1::Receipt* receipt = request.mutable_movement()->mutable_receipt();
  receipt->set_location("regions/17.03/locations/kantor");
  receipt->add_serials()->set_first("RJL1");
  receipt->mutable_serials(0)->set_last("RJL");
  receipt->add_serials()->set_first("RJL2");
  receipt->mutable_serials(1)->set_last("RJL1");
  receipt->add_damaged()->set_first("RJL9");
  receipt->mutable_damaged(0)->set_last("RJL9");
  EXPECT_EQ(
      Refusal(CreateMovement(*app_, testing::WriteCall("CreateMovement"), request).status()),
      "INVALID_FIELDS: movement.document_number movement.note movement.occurred_date movement.receipt.source"
      " movement.receipt.location movement.receipt.serials[0].last movement.receipt.serials[1]"
      " movement.receipt.damaged");
  v1::CreateMovementRequest spoil = Spoil("", "RJL1", "RJL9");
  spoil.mutable_movement()->mutable_spoilage()->set_location("kantor");
  spoil.mutable_movement()->mutable_spoilage()->clear_cause();
  *spoil.mutable_movement()->mutable_spoilage()->add_serials() = spoil.movement().spoilage().serials(0);
  EXPECT_EQ(Refusal(CreateMovement(*app_, testing::WriteCall("CreateMovement"), spoil).status()),
            "INVALID_FIELDS: movement.document_number movement.spoilage.cause movement.spoilage.location"
            " movement.spoilage.serials");
  EXPECT_EQ(
      Refusal(
          CreateMovement(*app_, testing::WriteCall("CreateMovement"), Spoil("B", "R1001", "R9999")).status()),
      "INVALID_FIELDS: movement.spoilage.serials");
  EXPECT_EQ(Refusal(CreateMovement(*app_, testing::WriteCall("CreateMovement"), Spoil("B", "", "")).status()),
            "INVALID_FIELDS: movement.spoilage.serials[0].first movement.spoilage.serials[0].last");
  EXPECT_EQ(Receive("RJL1", "RJL2", "regions/17.02/locations/none").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(Movements, AreListedNewestFirst) {
  OpenOffice(100);
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000200").ok());
  ASSERT_TRUE(
      CreateMovement(*app_, testing::WriteCall("CreateMovement"), Spoil("BA-2", "RJL00000010", "RJL00000012"))
          .ok());
  const auto application = Apply(v1::CARD_APPLICATION_REASON_LOST);
  ASSERT_TRUE(Print(application->name(), "RJL00000001").ok());
  v1::ListMovementsRequest list;
  list.set_parent(kRegency);
  list.set_page_size(3);
  const auto first = ListMovements(*app_, testing::ReadCall("ListMovements"), list);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->movements_size(), 3);
  EXPECT_EQ(first->movements(0).issue().serial(), "RJL00000001");
  EXPECT_EQ(first->movements(0).issue().card_application(), application->name());
  EXPECT_EQ(first->movements(1).spoilage().serials(0).last(), "RJL00000012");
  EXPECT_EQ(first->movements(2).receipt().serials(0).first(), "RJL00000101");
  list.set_page_token(first->next_page_token());
  const auto second = ListMovements(*app_, testing::ReadCall("ListMovements"), list);
  ASSERT_EQ(second->movements_size(), 1);
  EXPECT_EQ(second->movements(0).receipt().serials(0).first(), "RJL00000001");
  EXPECT_TRUE(second->next_page_token().empty());

  list.clear_page_token();
  list.set_kind(v1::MOVEMENT_KIND_ISSUE);
  list.set_location(kOffice);
  list.mutable_occurred_from()->set_year(2023);
  list.mutable_occurred_from()->set_month(10);
  list.mutable_occurred_from()->set_day(14);
  *list.mutable_occurred_to() = list.occurred_from();
  EXPECT_EQ(ListMovements(*app_, testing::ReadCall("ListMovements"), list)->movements_size(), 1);
  list.mutable_occurred_to()->set_day(13);
  EXPECT_EQ(ListMovements(*app_, testing::ReadCall("ListMovements"), list)->movements_size(), 0);
  list.mutable_occurred_to()->set_day(32);
  list.set_kind(static_cast<v1::MovementKind>(99));
  list.set_location("kantor");
  EXPECT_EQ(Refusal(ListMovements(*app_, testing::ReadCall("ListMovements"), list).status()),
            "INVALID_FIELDS: location kind occurred_to");
}

}  // namespace
}  // namespace dukcapil::inventory
