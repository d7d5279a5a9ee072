#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/status/error.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MovementKinds : public MovementTest {
 protected:
  void SetUp() override {
    OpenOffice(100);
    OpenPoint();
  }
  void TearDown() override { EXPECT_EQ(Proof(), ""); }

  absl::StatusOr<v1::Movement> Transfer(std::int64_t first, std::int64_t last) {
    return Enter(absl::Substitute("transfer { from_location: \"$0\" to_location: \"$1\" serials $2 }",
                                  kOffice, kPoint, Serials(first, last)));
  }
  absl::StatusOr<v1::Movement> Count(const std::string& fields) {
    return Enter(absl::Substitute("stock_take { location: \"$0\" $1 }", kOffice, fields));
  }
};

TEST_F(MovementKinds, ATransferIsNobodysUntilItArrives) {
  const auto sent = Transfer(1, 30);
  ASSERT_TRUE(sent.ok()) << sent.status();
  EXPECT_EQ(Office().on_hand(), 70);
  EXPECT_EQ(Office().received_total(), 100);
  EXPECT_EQ(Office().moved_total(), -30);
  EXPECT_EQ(Point().on_hand(), 0);
  EXPECT_THAT(Unconfirmed(), ElementsAre(sent->name()));
  EXPECT_EQ(Refusal(Confirm(sent->name(), "serials " + Serials(1, 30), "first").status()), "SAME_PERSON");
  EXPECT_EQ(Refusal(Confirm(sent->name()).status()), "INVALID_FIELDS: serials");
  EXPECT_EQ(Refusal(Confirm(sent->name(), "serials " + Serials(30, 31)).status()), "BLANK_NOT_IN_TRANSIT");

  const auto arrived =
      Confirm(sent->name(), absl::StrCat("serials ", Serials(1, 20), " damaged ", Serials(5, 6)));
  ASSERT_TRUE(arrived.ok()) << arrived.status();
  EXPECT_EQ(arrived->arrival().transfer(), sent->name());
  EXPECT_EQ(arrived->arrival().location(), kPoint);
  EXPECT_EQ(Point().on_hand(), 18);
  EXPECT_EQ(Point().spoiled_total(), 2);
  const auto rest = Get(sent->name());
  ASSERT_EQ(rest->transfer().in_transit_size(), 1);
  EXPECT_EQ(rest->transfer().in_transit(0).first(), "RJL00000021");
  EXPECT_THAT(rest->confirmations(), ElementsAre(arrived->name()));
  EXPECT_THAT(Unconfirmed(), ElementsAre(sent->name()));

  EXPECT_TRUE(Confirm(sent->name(), "serials " + Serials(21, 25)).ok());  // found later
  const auto lost =
      Enter(absl::Substitute("loss { transfer: \"$0\" serials $1 }", sent->name(), Serials(26, 30)));
  ASSERT_TRUE(lost.ok()) << lost.status();
  EXPECT_EQ(lost->loss().transfer(), sent->name());
  EXPECT_THAT(Unconfirmed(), IsEmpty());
  EXPECT_EQ(WhereIs(26), "lost");
  EXPECT_EQ(Refusal(Confirm(sent->name(), "serials " + Serials(1, 1)).status()), "ALREADY_CONFIRMED");
}

TEST_F(MovementKinds, ATeamAccountsForWhatItTook) {
  const auto taken = Enter(
      absl::Substitute("carry { team: \"$0\" location: \"$1\" serials $2 }", kTeam, kOffice, Serials(1, 10)));
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(taken->carry().team(), kTeam);
  const auto application = Apply(v1::CARD_APPLICATION_REASON_LOST);
  v1::PrintCardRequest print;
  print.set_name(application->name());
  print.set_team(kTeam);
  print.set_serial("RJL00000011");
  EXPECT_EQ(Refusal(PrintCard(*app_, testing::WriteCall("PrintCard"), print).status()),
            "BLANK_NOT_IN_ACCOUNT");
  print.set_serial("RJL00000001");
  print.add_spoiled_serials("RJL00000002");
  print.set_spoilage_cause(v1::SPOILAGE_CAUSE_MISPRINT);
  const auto printed = PrintCard(*app_, testing::WriteCall("PrintCard"), print);
  ASSERT_TRUE(printed.ok()) << printed.status();
  EXPECT_EQ(printed->warning(), "");
  EXPECT_EQ(Office().reserved(), 0);
  EXPECT_EQ(Office().on_hand(), 90);
  EXPECT_EQ(WhereIs(1), "issued");
  const auto back = Enter(absl::Substitute(
      "carry_return { team: \"$0\" location: \"$1\" returned $2 spoiled $3 lost $4 spoilage_cause:"
      " SPOILAGE_CAUSE_DAMAGED }",
      kTeam, kOffice, Serials(3, 7), Serials(8, 8), Serials(9, 10)));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->carry_return().lost(0).last(), "RJL00000010");
  EXPECT_EQ(Office().on_hand(), 95);
  v1::ListMovementsRequest list;
  list.set_parent(kRegency);
  list.set_account("team:curup-1");
  const auto of_team = ListMovements(*app_, testing::ReadCall("ListMovements"), list);
  EXPECT_EQ(of_team->movements_size(), 4);
  EXPECT_EQ(of_team->account_balance(), 0);
}

TEST_F(MovementKinds, SpoiledBlanksAreDestroyedBeforeWitnesses) {
  const std::string detail =
      absl::Substitute("destruction { serials $0 witnesses: \"Inspektorat\" ", Serials(1, 3));
  EXPECT_EQ(Refusal(Enter(detail + "}").status()), "INVALID_FIELDS: movement.destruction.witnesses");
  EXPECT_EQ(Refusal(Enter(detail + "witnesses: \"Inspektorat\" }").status()),
            "INVALID_FIELDS: movement.destruction.witnesses[1]");
  EXPECT_EQ(Refusal(Enter(detail + "witnesses: \"Satpol PP\" }").status()), "BLANK_NOT_IN_ACCOUNT");
  ASSERT_TRUE(Enter(absl::Substitute("spoilage { location: \"$0\" serials $1 cause: SPOILAGE_CAUSE_DAMAGED }",
                                     kOffice, Serials(1, 3)))
                  .ok());
  const auto destroyed = Enter(detail + "witnesses: \"Satpol PP\" }");
  ASSERT_TRUE(destroyed.ok()) << destroyed.status();
  EXPECT_THAT(Get(destroyed->name())->destruction().witnesses(), ElementsAre("Inspektorat", "Satpol PP"));
  EXPECT_EQ(WhereIs(2), "destroyed");
}

TEST_F(MovementKinds, LoansAreOwed) {
  const auto loan = [&](const char* direction, std::int64_t first, std::int64_t last) {
    return Enter(
        absl::Substitute("loan { location: \"$0\" counterparty: \"regions/17.03\" direction: "
                         "LOAN_DIRECTION_$1 serials $2 }",
                         kOffice, direction, Serials(first, last)));
  };
  const auto owed = [&] {
    v1::ListMovementsRequest list;
    list.set_parent(kRegency);
    list.set_account("loan:17.03");
    return ListMovements(*app_, testing::ReadCall("ListMovements"), list)->account_balance();
  };
  ASSERT_TRUE(loan("GIVEN", 1, 40).ok());
  EXPECT_EQ(owed(), 40);
  EXPECT_EQ(Refusal(loan("RECEIVED", 100, 101).status()), "BLANK_KNOWN");
  const auto back = loan("RECEIVED", 31, 40);  // the same cards
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->loan().direction(), v1::LOAN_DIRECTION_RECEIVED);
  ASSERT_TRUE(loan("RECEIVED", 501, 550).ok());  // other cards
  EXPECT_EQ(owed(), -20);
  EXPECT_EQ(Office().on_hand(), 120);
  EXPECT_EQ(Office().received_total(), 100);
  const auto returned =
      Enter(absl::Substitute("returned { location: \"$0\" recipient: EXTERNAL_PARTY_PROVINCE serials $1 }",
                             kOffice, Serials(100, 100)));
  ASSERT_TRUE(returned.ok()) << returned.status();
  EXPECT_EQ(WhereIs(100), "external:province");
  EXPECT_EQ(Office().received_total(), 99);
  EXPECT_EQ(Refusal(Enter(absl::Substitute("returned { location: \"$0\" recipient: EXTERNAL_PARTY_REGENCY }",
                                           kOffice))
                        .status()),
            "INVALID_FIELDS: movement.returned.recipient");
}

TEST_F(MovementKinds, ACountIsConfirmedByASecondPersonWhateverMovedSince) {
  const auto count = Count("serials " + Serials(3, 99));
  ASSERT_TRUE(count.ok()) << count.status();
  EXPECT_EQ(count->stock_take().expected_quantity(), 100);
  EXPECT_EQ(count->stock_take().counted_quantity(), 97);
  EXPECT_EQ(count->postings_size(), 0);
  EXPECT_EQ(Office().on_hand(), 100);  // nothing moves, nobody waits
  ASSERT_TRUE(Print(Apply(v1::CARD_APPLICATION_REASON_LOST)->name(), "RJL00000001").ok());
  ASSERT_TRUE(Receive("RJL00000101", "RJL00000110").ok());
  EXPECT_EQ(Refusal(Confirm(count->name(), "", "first").status()), "SAME_PERSON");
  const auto correction = Confirm(count->name());
  ASSERT_TRUE(correction.ok()) << correction.status();
  ASSERT_EQ(correction->correction().missing_size(), 2);
  EXPECT_EQ(correction->correction().missing(0).first(), "RJL00000002");
  EXPECT_EQ(correction->correction().missing(1).first(), "RJL00000100");
  EXPECT_EQ(Office().on_hand(), 107);
  EXPECT_EQ(WhereIs(2), "adjustment");
  EXPECT_EQ(Refusal(Confirm(count->name()).status()), "ALREADY_CONFIRMED");
  EXPECT_EQ(Refusal(Reverse(count->name()).status()), "ALREADY_CONFIRMED");

  const auto found = Count(absl::StrCat("serials ", Serials(2, 110)));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(Confirm(found->name())->correction().found_size(), 2);
  EXPECT_EQ(Office().on_hand(), 109);
  EXPECT_EQ(Refusal(Count("serials " + Serials(1, 110)).status()), "BLANK_ELSEWHERE");
  EXPECT_EQ(Refusal(Count("serials " + Serials(2, 111)).status()), "BLANK_ELSEWHERE");
}

TEST_F(MovementKinds, ACountByNumberMustAgree) {
  const auto wrong = Count("counted_quantity: 99");
  EXPECT_EQ(Refusal(Confirm(wrong->name()).status()), "COUNT_DIFFERS");
  const auto right = Count("counted_quantity: 100");
  ASSERT_TRUE(Transfer(1, 10).ok());
  const auto correction = Confirm(right->name());
  ASSERT_TRUE(correction.ok()) << correction.status();
  EXPECT_EQ(correction->postings_size(), 0);
  EXPECT_EQ(Refusal(Count("").status()), "INVALID_FIELDS: movement.stock_take.counted_quantity");
  EXPECT_EQ(Refusal(Count("count_time { seconds: 4000000000 } counted_quantity: -1").status()),
            "INVALID_FIELDS: movement.stock_take.count_time movement.stock_take.counted_quantity");
  EXPECT_TRUE(Reverse(wrong->name()).ok());  // withdrawn
  EXPECT_EQ(Refusal(Confirm(wrong->name()).status()), "ALREADY_REVERSED");
}

TEST_F(MovementKinds, WhatIsGoneCannotBePromised) {
  std::vector<std::string> names;
  for (int i = 0; i < 4; ++i) {
    names.push_back(
        Apply(i == 1 ? v1::CARD_APPLICATION_REASON_FIRST_ISSUE : v1::CARD_APPLICATION_REASON_LOST)->name());
  }
  const auto loss = Enter(absl::Substitute("loss { location: \"$0\" serials $1 }", kOffice, Serials(1, 98)));
  ASSERT_TRUE(loss.ok()) << loss.status();
  EXPECT_EQ(Office().available(), 0);
  v1::GetCardApplicationRequest get;
  std::vector<bool> reserved;
  for (const std::string& name : names) {
    get.set_name(name);
    reserved.push_back(GetCardApplication(*app_, testing::ReadCall("GetCardApplication"), get)->state() ==
                       v1::CARD_APPLICATION_STATE_RESERVED);
  }
  EXPECT_THAT(reserved,
              ElementsAre(true, true, false, false));  // first issues before lost cards, then by age
  EXPECT_EQ(Refusal(Transfer(99, 99).status()), "STOCK_RESERVED");
}

TEST_F(MovementKinds, AReversalPostsTheOppositeOnce) {
  const auto sent = Transfer(1, 30);
  const auto reversal = Reverse(sent->name());
  ASSERT_TRUE(reversal.ok()) << reversal.status();
  EXPECT_EQ(reversal->reversal().reversed(), sent->name());
  EXPECT_EQ(Office().on_hand(), 100);
  EXPECT_EQ(Get(sent->name())->reversed_by(), reversal->name());
  EXPECT_EQ(Refusal(Reverse(sent->name()).status()), "ALREADY_REVERSED");
  EXPECT_EQ(Refusal(Reverse(reversal->name()).status()), "REVERSAL_OF_REVERSAL");
  EXPECT_EQ(Refusal(Confirm(reversal->name()).status()), "NOT_CONFIRMABLE");
  EXPECT_EQ(Reverse("regions/17.02/movements/018b2f5e-0000-7000-8000-000000000000").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(MovementKinds, AReversalIsRefusedWhereTheBlanksMovedOn) {
  const auto received = Receive("RJL00000201", "RJL00000210");
  const auto application = Apply(v1::CARD_APPLICATION_REASON_LOST);
  ASSERT_TRUE(Print(application->name(), "RJL00000205").ok());
  const auto refused = Reverse(received->name());
  EXPECT_EQ(Refusal(refused.status()), "BLANK_MOVED_ON");
  EXPECT_THAT(GetErrorDetail(refused.status()).metadata,
              ElementsAre(::testing::Pair("serial", "RJL00000205"), ::testing::Pair("account", "issued")));
  v1::ListMovementsRequest list;
  list.set_parent(kRegency);
  list.set_kind(v1::MOVEMENT_KIND_ISSUE);
  const auto issues = ListMovements(*app_, testing::ReadCall("ListMovements"), list);
  EXPECT_EQ(Refusal(Reverse(issues->movements(0).name()).status()), "ISSUE_NOT_REVERSIBLE");
  EXPECT_EQ(Office().on_hand(), 109);
}

TEST_F(MovementKinds, WhatWasReceivedByMistakeWasNeverHere) {
  const auto received = Enter(
      absl::Substitute("receipt { source: EXTERNAL_PARTY_PROVINCE location: \"$0\" serials $1 damaged $2 }",
                       kOffice, Serials(201, 210), Serials(204, 205)));
  ASSERT_TRUE(Reverse(received->name()).ok());
  EXPECT_EQ(WhereIs(201), "");
  EXPECT_EQ(Office().received_total(), 100);
  EXPECT_EQ(Office().spoiled_total(), 0);
  EXPECT_TRUE(Receive("RJL00000201", "RJL00000210").ok());
}

TEST_F(MovementKinds, NumbersAreUniqueInTheirSeriesAndYear) {
  const std::string loss =
      absl::Substitute("document_number: \"7\" loss { location: \"$0\" serials ", kOffice);
  const std::string carry = absl::Substitute(
      "document_number: \"7\" carry { team: \"$0\" location: \"$1\" serials ", kTeam, kOffice);
  ASSERT_TRUE(Enter(loss + Serials(1, 1) + "}").ok());
  EXPECT_TRUE(Enter(carry + Serials(2, 2) + "}").ok());  // another series
  EXPECT_EQ(Refusal(Enter(loss + Serials(3, 3) + "}").status()), "DOCUMENT_NUMBER_TAKEN");
  EXPECT_TRUE(Enter("occurred_date { year: 2022 month: 12 day: 31 }" + loss + Serials(3, 3) + "}").ok());
}

TEST_F(MovementKinds, NameEveryBadField) {
  EXPECT_EQ(Refusal(Enter("transfer { from_location: \"x\" to_location: \"x\" }").status()),
            "INVALID_FIELDS: movement.transfer.from_location movement.transfer.to_location"
            " movement.transfer.serials");
  EXPECT_EQ(
      Refusal(Enter(absl::Substitute("transfer { from_location: \"$0\" to_location: \"$0\" serials $1 }",
                                     kOffice, Serials(1, 1)))
                  .status()),
      "INVALID_FIELDS: movement.transfer.to_location");
  EXPECT_EQ(Enter(absl::Substitute("transfer { from_location: \"$0\" to_location: \"$0x\" serials $1 }",
                                   kOffice, Serials(1, 1)))
                .status()
                .code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Refusal(Enter("loss {}").status()), "INVALID_FIELDS: movement.loss.holder movement.loss.serials");
  EXPECT_EQ(Refusal(Enter("loan { counterparty: \"regions/17.02\" }").status()),
            "INVALID_FIELDS: movement.loan.location movement.loan.counterparty movement.loan.direction"
            " movement.loan.serials");
  EXPECT_EQ(Refusal(Enter(absl::Substitute("carry_return { team: \"regions/17.02/teams/A\" location: \"$0\""
                                           " spoiled $1 lost $1 }",
                                           kOffice, Serials(1, 1)))
                        .status()),
            "INVALID_FIELDS: movement.carry_return.team movement.carry_return.returned"
            " movement.carry_return.spoilage_cause");
  EXPECT_EQ(Refusal(Enter("issue {}").status()), "INVALID_FIELDS: movement.detail");
  EXPECT_EQ(Refusal(Confirm("x", "damaged " + Serials(1, 1)).status()), "INVALID_FIELDS: name damaged");
  EXPECT_EQ(Refusal(Reverse("x").status()), "INVALID_FIELDS: name");
}

}  // namespace
}  // namespace dukcapil::inventory
