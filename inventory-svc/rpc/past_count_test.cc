#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "google/protobuf/text_format.h"
#include "inventory-svc/testing/movement_fixture.h"

namespace dukcapil::inventory {
namespace {

std::string October(int day) {
  return absl::StrCat("occurred_date { year: 2023 month: 10 day: ", day, " } ");
}

// Counts of a day that is over, entered on 14 October. 1–100 came on the 2nd, 101–150 on the 12th; 1 was
// printed today.
class PastCounts : public MovementTest {
 protected:
  void SetUp() override {
    OpenOffice(0);
    ASSERT_TRUE(ReceiveOn(2, 1, 100).ok());
    ASSERT_TRUE(ReceiveOn(12, 101, 150).ok());
    ASSERT_TRUE(Print(Apply(kLost)->name(), "RJL00000001").ok());
  }
  void TearDown() override { EXPECT_EQ(Proof(), ""); }

  absl::StatusOr<v1::Movement> ReceiveOn(int day, std::int64_t first, std::int64_t last) {
    return Enter(
        absl::Substitute("$0 receipt { source: EXTERNAL_PARTY_PROVINCE location: \"$1\" serials $2 }",
                         October(day), kOffice, Serials(first, last)));
  }
  absl::StatusOr<v1::Movement> Count(const std::string& day, const std::string& fields) {
    return Enter(absl::Substitute("$0 stock_take { location: \"$1\" $2 }", day, kOffice, fields));
  }
};

TEST_F(PastCounts, AreComparedWithTheStockOfTheirDay) {
  const auto before = Count(October(1), "counted_quantity: 0");
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_EQ(before->stock_take().expected_quantity(), 0);
  const auto count = Count(October(10), "counted_quantity: 100");
  ASSERT_TRUE(count.ok()) << count.status();
  EXPECT_EQ(count->stock_take().expected_quantity(), 100);
  EXPECT_EQ(count->stock_take().count_time().seconds(), 1696957200) << "midnight after the 10th, UTC+7";
  EXPECT_EQ(Count(October(12), "counted_quantity: 150")->stock_take().expected_quantity(), 150)
      << "all of that day";
  EXPECT_EQ(Count("", "counted_quantity: 149")->stock_take().expected_quantity(), 149);
  const auto correction = Confirm(count->name());
  ASSERT_TRUE(correction.ok()) << correction.status();
  EXPECT_EQ(correction->postings_size(), 0);
  EXPECT_EQ(Office().on_hand(), 149);
}

TEST_F(PastCounts, PostTheSameDifferenceHoweverLateTheyAreConfirmed) {
  const auto by_serial = Count(October(10), "serials " + Serials(3, 100));
  ASSERT_TRUE(by_serial.ok()) << by_serial.status();
  const auto by_number = Count(October(10), "counted_quantity: 100");
  ASSERT_TRUE(by_number.ok()) << by_number.status();
  ASSERT_TRUE(ReceiveOn(13, 151, 160).ok());
  ASSERT_TRUE(ReceiveOn(9, 161, 170).ok()) << "a paper that comes late";
  ASSERT_TRUE(Print(Apply(kLost)->name(), "RJL00000050").ok());
  EXPECT_TRUE(Confirm(by_number->name()).ok());
  const auto correction = Confirm(by_serial->name());
  ASSERT_TRUE(correction.ok()) << correction.status();
  ASSERT_EQ(correction->correction().missing_size(), 1);
  EXPECT_EQ(correction->correction().missing(0).ShortDebugString(),
            "first: \"RJL00000002\" last: \"RJL00000002\"");
  EXPECT_EQ(correction->occurred_date().day(), 10);
  EXPECT_EQ(Office().on_hand(), 167);
}

TEST_F(PastCounts, MayTellTheTime) {
  // The 12th, 9:00 in the office: what was entered for that day came to the ledger later.
  const std::string at = "count_time { seconds: 1697076000 } counted_quantity: 100";
  const auto count = Count("", at);
  ASSERT_TRUE(count.ok()) << count.status();
  EXPECT_EQ(count->occurred_date().day(), 12);
  EXPECT_EQ(count->stock_take().expected_quantity(), 100);
  EXPECT_TRUE(Count(October(12), at).ok());
  EXPECT_EQ(Refusal(Count(October(13), at).status()), "INVALID_FIELDS: movement.occurred_date");
}

}  // namespace
}  // namespace dukcapil::inventory
