#include "inventory-svc/domain/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "inventory-svc/domain/range_test.h"
#include "inventory-svc/domain/usage.h"

namespace dukcapil::inventory {
namespace {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(Ledger, DamagedBlanksArriveAndLeaveForSpoiled) {
  const auto postings = PostReceipt(ExternalParty::kMinistry, "kantor", {R(1, 1000)}, {R(1, 20)});
  EXPECT_THAT(BalancesOf(postings), UnorderedElementsAre(Pair("external:ministry", -1000),
                                                         Pair("location:kantor", 980), Pair("spoiled", 20)));
  const LocationDelta delta = DeltaOf(postings, "kantor");
  EXPECT_EQ(delta.received, 1000);
  EXPECT_EQ(delta.spoiled, 20);
  EXPECT_EQ(delta.issued, 0);
  EXPECT_EQ(delta.on_hand, 980);
  EXPECT_EQ(DeltaOf(postings, "other").on_hand, 0);
}

TEST(Ledger, IssueAndSpoilageLeaveTheLocation) {
  EXPECT_THAT(BalancesOf(PostIssue("location:kantor", {"R", 8, 5})),
              UnorderedElementsAre(Pair("location:kantor", -1), Pair("issued", 1)));
  EXPECT_THAT(BalancesOf(PostSpoilage("location:kantor", {R(1, 3), R(7, 7)})),
              UnorderedElementsAre(Pair("location:kantor", -4), Pair("spoiled", 4)));
}

TEST(Ledger, TotalsOfALocationAddUp) {
  std::vector<Posting> postings;
  AddPosting("external:ministry", "location:a", {R(1, 100)}, postings);
  AddPosting("location:a", "external:ministry", {R(91, 100)}, postings);
  AddPosting("location:a", "transit:x", {R(1, 20)}, postings);
  AddPosting("transit:x", "location:b", {R(1, 20)}, postings);
  AddPosting("location:b", "issued", {R(1, 1)}, postings);
  AddPosting("location:b", "spoiled", {R(2, 4)}, postings);
  AddPosting("spoiled", "location:b", {R(4, 4)}, postings);
  AddPosting("location:b", "lost", {}, postings);
  ASSERT_EQ(postings.size(), 7u);
  const LocationDelta a = DeltaOf(postings, "a");
  EXPECT_EQ(a.received, 90);
  EXPECT_EQ(a.moved, -20);
  EXPECT_EQ(a.on_hand, 70);
  const LocationDelta b = DeltaOf(postings, "b");
  EXPECT_EQ(b.received, 0);
  EXPECT_EQ(b.moved, 20);
  EXPECT_EQ(b.issued, 1);
  EXPECT_EQ(b.spoiled, 2);
  EXPECT_EQ(b.on_hand, 17);
}

TEST(Ledger, AReversalLeavesNothing) {
  auto postings = PostReceipt(ExternalParty::kMinistry, "kantor", {R(1, 1000)}, {R(1, 20)});
  const auto opposite = Reverse(postings);
  EXPECT_EQ(opposite.front().from, "spoiled");
  postings.insert(postings.end(), opposite.begin(), opposite.end());
  for (const auto& [account, balance] : BalancesOf(postings)) EXPECT_EQ(balance, 0) << account;
  const LocationDelta delta = DeltaOf(postings, "kantor");
  EXPECT_EQ(delta.received, 0);
  EXPECT_EQ(delta.spoiled, 0);
}

TEST(Ledger, AccountsTellWhatTheyAre) {
  EXPECT_EQ(LocationOf(LocationAccount("kantor")), "kantor");
  EXPECT_FALSE(LocationOf(TeamAccount("location:")).has_value());
  EXPECT_TRUE(IsOutside(LoanAccount("17.03")));
  EXPECT_TRUE(IsOutside(ExternalAccount("MINISTRY")));
  EXPECT_FALSE(IsOutside(TransitAccount("x")));
}

// Law: postings conserve blanks, and a location's balance is what came in less what went out.
TEST(Ledger, ConservesBlanks) {
  std::mt19937 random(17);
  for (int round = 0; round < 100; ++round) {
    std::vector<Posting> all;
    std::int64_t next = 1;
    for (int i = 0; i < 30; ++i) {
      const std::string location = random() % 2 == 0 ? "a" : "b";
      const auto n = static_cast<std::int64_t>(random() % 50 + 1);
      std::vector<Posting> postings;
      switch (random() % 3) {
        case 0:
          postings =
              PostReceipt(ExternalParty::kProvince, location, {R(next, next + n - 1)}, {R(next, next)});
          break;
        case 1:
          postings = PostSpoilage(LocationAccount(location), {R(next, next + n - 1)});
          break;
        default:
          postings = PostIssue(LocationAccount(location), R(next, next).front());
      }
      next += n;
      all.insert(all.end(), postings.begin(), postings.end());
    }
    std::int64_t sum = 0;
    const auto balances = BalancesOf(all);
    for (const auto& [account, balance] : balances) sum += balance;
    EXPECT_EQ(sum, 0);
    for (const std::string location : {"a", "b"}) {
      const LocationDelta delta = DeltaOf(all, location);
      EXPECT_EQ(delta.on_hand, delta.received - delta.issued - delta.spoiled);
      if (balances.count(LocationAccount(location)) > 0) {
        EXPECT_EQ(delta.on_hand, balances.at(LocationAccount(location)));
      }
    }
  }
}

TEST(Ledger, DocumentNumbersOfPrintingAreReserved) {
  EXPECT_TRUE(IsReservedDocumentNumber(IssueDocumentNumber("x")));
  EXPECT_TRUE(IsReservedDocumentNumber(PrintSpoilageDocumentNumber("x", 3)));
  EXPECT_TRUE(IsReservedDocumentNumber("issue/1"));
  EXPECT_FALSE(IsReservedDocumentNumber("BA-470/12/2023"));
}

TEST(Ledger, NamesGoBothWays) {
  for (const auto kind :
       {MovementKind::kReceipt, MovementKind::kSpoilage, MovementKind::kIssue, MovementKind::kTransfer,
        MovementKind::kArrival, MovementKind::kCarry, MovementKind::kCarryReturn, MovementKind::kDestruction,
        MovementKind::kStockTake, MovementKind::kCorrection, MovementKind::kReturn, MovementKind::kLoan,
        MovementKind::kLoss, MovementKind::kReversal}) {
    EXPECT_EQ(ParseMovementKind(Name(kind)), kind);
  }
  for (const auto party : {ExternalParty::kMinistry, ExternalParty::kProvince, ExternalParty::kRegency}) {
    EXPECT_EQ(ParseExternalParty(Name(party)), party);
  }
  for (const auto cause : {SpoilageCause::kEncodingFailed, SpoilageCause::kDamaged, SpoilageCause::kMisprint,
                           SpoilageCause::kDataChanged}) {
    EXPECT_EQ(ParseSpoilageCause(Name(cause)), cause);
  }
  EXPECT_FALSE(ParseMovementKind("GIFT").has_value());
}

TEST(Usage, IsReckonedBackFromTodaysBalance) {
  const std::vector<StockDay> days = {{absl::CivilDay(2023, 9, 4), 100, 100, 0, 0, 0, 0},
                                      {absl::CivilDay(2023, 9, 30), -3, 0, 2, 0, 1, 0},
                                      {absl::CivilDay(2023, 10, 2), -12, 0, 5, 3, 1, 1}};
  const auto months = UsageByMonth(absl::CivilDay(2023, 10, 14), 3, 90, days);
  ASSERT_EQ(months.size(), 3u);
  EXPECT_EQ(months[0].month, absl::CivilMonth(2023, 8));
  EXPECT_EQ(months[0].balance, 5);
  EXPECT_EQ(months[1].balance, 102);
  EXPECT_EQ(months[1].transferred, 0);
  EXPECT_EQ(months[2].balance, 90);
  EXPECT_EQ(months[2].transferred, -10);
  for (std::size_t i = 1; i < months.size(); ++i) {
    const UsageMonth& month = months[i];
    EXPECT_EQ(month.balance, months[i - 1].balance + month.received + month.transferred -
                                 (month.issued - month.issued_by_teams) -
                                 (month.spoiled - month.spoiled_by_teams));
  }
}

}  // namespace
}  // namespace dukcapil::inventory
