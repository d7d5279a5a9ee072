#include <gmock/gmock.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::HasSubstr;

// An office in the middle of its work: 10 received, 1 delivered, 1 printed with a spoiled blank, 1 reserved.
class LedgerProofs : public InventoryTest {
 protected:
  void SetUp() override {
    OpenOffice(10);
    const auto delivered = Apply(v1::CARD_APPLICATION_REASON_LOST);
    ASSERT_TRUE(Print(delivered->name(), "RJL00000001").ok());
    ASSERT_TRUE(Deliver(delivered->name()).ok());
    v1::PrintCardRequest print;
    print.set_name(Apply(v1::CARD_APPLICATION_REASON_LOST)->name());
    print.set_serial("RJL00000005");
    print.add_spoiled_serials("RJL00000006");
    print.set_spoilage_cause(v1::SPOILAGE_CAUSE_DAMAGED);
    ASSERT_TRUE(PrintCard(*app_, testing::WriteCall("PrintCard"), print).ok());
    ASSERT_TRUE(Apply(v1::CARD_APPLICATION_REASON_FIRST_ISSUE).ok());
    ASSERT_EQ(Proof(), "");
  }
};

TEST_F(LedgerProofs, CountWhatTheyChecked) {
  v1::VerifyLedgerRequest request;
  request.set_parent(kRegency);
  const auto proof = VerifyLedger(*app_, testing::ReadCall("VerifyLedger"), request);
  ASSERT_TRUE(proof.ok()) << proof.status();
  EXPECT_EQ(proof->movements_checked(), 4);
  EXPECT_EQ(proof->blanks_checked(), 10);
  EXPECT_EQ(proof->card_applications_checked(), 3);
  EXPECT_EQ(proof->difference_count(), 0);
  request.set_parent("regions/17.02.09");
  EXPECT_EQ(Refusal(VerifyLedger(*app_, testing::ReadCall("VerifyLedger"), request).status()),
            "INVALID_FIELDS: parent");
}

struct Harm {
  const char* sql;
  const char* finding;
};

class DamagedLedgers : public LedgerProofs, public ::testing::WithParamInterface<Harm> {};

TEST_P(DamagedLedgers, AreFoundOut) {
  Damage(GetParam().sql);
  EXPECT_THAT(Proof(), HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, DamagedLedgers,
    ::testing::Values(
        Harm{"UPDATE stock_balance SET on_hand = on_hand + 1",
             "BALANCE_MISMATCH location:kantor: 7 expected, 8 stored"},
        Harm{"UPDATE stock_balance SET received = 11",
             "BALANCE_MISMATCH location:kantor received: 10 expected, 11 stored"},
        Harm{"UPDATE stock_balance SET issued = 1",
             "BALANCE_MISMATCH location:kantor issued: 2 expected, 1 stored"},
        Harm{"UPDATE stock_balance SET spoiled = 0",
             "BALANCE_MISMATCH location:kantor spoiled: 1 expected, 0 stored"},
        Harm{"UPDATE posting SET quantity = 2 WHERE to_account = 'spoiled'",
             "BALANCE_MISMATCH location:kantor"},
        Harm{"DELETE FROM blank_range WHERE account = 'spoiled'",
             "RANGE_COUNT_MISMATCH spoiled: 1 expected, 0 stored"},
        Harm{"UPDATE posting_serials SET last_number = 11 WHERE last_number = 10",
             "RANGE_COUNT_MISMATCH movement"},
        Harm{"UPDATE blank_range SET last_number = 5 WHERE first_number = 2",
             "RANGE_OVERLAP run at RJL2: 4 expected, 5"},
        Harm{"UPDATE stock_balance SET reserved = 0", "HOLD_MISMATCH location:kantor: 1 expected, 0 stored"},
        Harm{"UPDATE card_application SET state = 'CANCELLED' WHERE state = 'RESERVED'",
             "HOLD_MISMATCH location:kantor"},
        Harm{"UPDATE used_blank SET number = 7 WHERE number = 5", "USED_BLANK_MISMATCH blank RJL00000007"},
        Harm{"DELETE FROM used_blank WHERE number = 5",
             "USED_BLANK_MISMATCH blank RJL00000005: 1 expected, 0 stored"},
        Harm{"DELETE FROM used_blank WHERE number = 5", "ISSUE_MISMATCH cardApplications/"},
        Harm{"UPDATE card_application SET state = 'CANCELLED' WHERE state = 'DELIVERED'",
             "ISSUE_MISMATCH blank RJL00000001"},
        Harm{"UPDATE card_application SET number = 9 WHERE number = 5", "ISSUE_MISMATCH cardApplications/"},
        Harm{"UPDATE movement SET kind = 'RECEIPT' WHERE kind = 'ISSUE'",
             "ISSUE_MISMATCH blank RJL00000001: 0 expected, 1"},
        Harm{"DELETE FROM used_blank", "ISSUE_MISMATCH movement "}));

// Law: whatever is done in whatever order, by RPC, the ledger proves.
TEST_F(InventoryTest, AnySequenceOfOperationsKeepsTheLedger) {
  OpenOffice(30);
  std::mt19937 random(1702);
  std::vector<std::string> applications;
  std::int64_t next_lot = 1000;
  const v1::CardApplicationReason reasons[] = {v1::CARD_APPLICATION_REASON_FIRST_ISSUE,
                                               v1::CARD_APPLICATION_REASON_LOST,
                                               v1::CARD_APPLICATION_REASON_DAMAGED};
  const auto any_serial = [&] {
    const auto lots = static_cast<std::uint64_t>(next_lot / 1000);
    const auto lot = static_cast<std::int64_t>(random() % lots) * 1000;
    return FormatSerial({"RJL", 8, lot + static_cast<std::int64_t>(random() % 31) + 1});
  };
  const auto any_application = [&] { return applications[random() % applications.size()]; };
  for (int step = 0; step < 400; ++step) {
    const unsigned action = static_cast<unsigned>(random() % 10);
    if (action < 4 || applications.empty()) {
      const auto application = Apply(reasons[random() % 3]);
      ASSERT_TRUE(application.ok()) << application.status();
      applications.push_back(application->name());
    } else if (action < 6) {
      v1::PrintCardRequest print;
      print.set_name(any_application());
      print.set_serial(any_serial());
      if (random() % 4 == 0) print.add_spoiled_serials(any_serial());
      print.set_spoilage_cause(v1::SPOILAGE_CAUSE_MISPRINT);
      PrintCard(*app_, testing::WriteCall("PrintCard"), print).status().IgnoreError();
    } else if (action == 6) {
      Deliver(any_application()).status().IgnoreError();
    } else if (action == 7) {
      Cancel(any_application()).status().IgnoreError();
    } else if (action == 8) {
      v1::CreateMovementRequest spoil;
      spoil.set_parent(kRegency);
      spoil.mutable_movement()->set_document_number(absl::StrCat("BA-", step));
      v1::Spoilage* spoilage = spoil.mutable_movement()->mutable_spoilage();
      spoilage->set_location(kOffice);
      spoilage->set_cause(v1::SPOILAGE_CAUSE_DAMAGED);
      spoilage->add_serials()->set_first(any_serial());
      spoilage->mutable_serials(0)->set_last(spoilage->serials(0).first());
      CreateMovement(*app_, testing::WriteCall("CreateMovement"), spoil).status().IgnoreError();
    } else if (random() % 4 == 0) {
      ASSERT_TRUE(
          Receive(FormatSerial({"RJL", 8, next_lot + 1}), FormatSerial({"RJL", 8, next_lot + 20})).ok());
      next_lot += 1000;
    }
  }
  EXPECT_EQ(Proof(), "");
  const v1::Location office = Office();
  EXPECT_GT(office.issued_total(), 10);
  EXPECT_GT(office.spoiled_total(), 2);
  EXPECT_EQ(office.on_hand(), office.received_total() - office.issued_total() - office.spoiled_total());
  EXPECT_LE(office.reserved(), office.on_hand());
}

}  // namespace
}  // namespace dukcapil::inventory
