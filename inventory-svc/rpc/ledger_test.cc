#include <gmock/gmock.h>

#include "absl/strings/substitute.h"
#include "inventory-svc/testing/movement_fixture.h"
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

// Blanks in transit, with a team, counted, destroyed, lent and taken back.
class MovedLedgers : public MovementTest, public ::testing::WithParamInterface<Harm> {
 protected:
  void SetUp() override {
    OpenOffice(100);
    OpenPoint();
    const auto enter = [&](const char* detail, std::int64_t first, std::int64_t last) {
      const auto entered = Enter(absl::Substitute(detail, kOffice, Serials(first, last)));
      EXPECT_TRUE(entered.ok()) << entered.status();
      return entered.value_or(v1::Movement()).name();
    };
    const std::string sent =
        enter("transfer { from_location: \"$0\" to_location: \"regions/17.02/locations/titik\" serials $1 }",
              1, 10);
    EXPECT_TRUE(Confirm(sent, "serials " + Serials(1, 4)).ok());
    EXPECT_TRUE(Confirm(enter("stock_take { location: \"$0\" serials $1 }", 11, 98)).ok());
    enter("spoilage { location: \"$0\" serials $1 cause: SPOILAGE_CAUSE_DAMAGED }", 11, 13);
    enter("destruction { serials $1 witnesses: \"I\" witnesses: \"S\" }", 11, 12);
    enter(
        "loan { location: \"$0\" counterparty: \"regions/17.03\" direction: LOAN_DIRECTION_GIVEN serials $1 "
        "}",
        20, 22);
    EXPECT_TRUE(
        Reverse(enter("carry { team: \"regions/17.02/teams/t\" location: \"$0\" serials $1 }", 30, 31)).ok());
    ASSERT_EQ(Proof(), "");
  }
};

TEST_P(MovedLedgers, AreFoundOut) {
  Damage(GetParam().sql);
  EXPECT_THAT(Proof(), HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, MovedLedgers,
    ::testing::Values(
        Harm{"UPDATE stock_balance SET moved = moved + 1",
             "BALANCE_MISMATCH location:titik moved: 4 expected, 5"},
        Harm{"UPDATE stock_balance SET on_hand = 5 WHERE account = 'location:titik'",
             "BALANCE_MISMATCH location:titik: 4 expected, 5 stored"},
        Harm{"DELETE FROM blank_range WHERE account = 'loan:17.03'", "RANGE_COUNT_MISMATCH loan:17.03"},
        Harm{"DELETE FROM blank_range WHERE account = 'adjustment'",
             "RANGE_COUNT_MISMATCH adjustment: 2 expected, 0 stored"},
        Harm{
            "UPDATE blank_range SET lot = '018b2f5e-0000-7000-8000-000000000000' WHERE account = 'destroyed'",
            "LOT_MISMATCH lot 018b2f5e-0000-7000-8000-000000000000: 0 expected, 2 stored"},
        Harm{"UPDATE blank_range SET account = 'drawer' WHERE account = 'spoiled'",
             "UNKNOWN_ACCOUNT drawer: 0 expected, 1 stored"},
        Harm{"UPDATE movement SET kind = 'CARRY' WHERE kind = 'TRANSFER'", "TRANSIT_MISMATCH transit:"},
        Harm{"UPDATE movement SET subject = NULL WHERE kind = 'ARRIVAL'", "CONFIRMATION_MISMATCH movement"},
        Harm{"UPDATE movement SET actor = 'first' WHERE kind = 'CORRECTION'",
             "CONFIRMATION_MISMATCH movement"},
        Harm{"UPDATE movement SET subject = NULL WHERE kind = 'REVERSAL'", "REVERSAL_MISMATCH movement"},
        Harm{"UPDATE posting SET quantity = 1 WHERE from_account = 'team:t'",
             "from team:t: 2 expected, 1 stored"},
        Harm{"DELETE FROM movement_witness WHERE line = 2", "WITNESSES_MISSING movement"}));

}  // namespace
}  // namespace dukcapil::inventory
