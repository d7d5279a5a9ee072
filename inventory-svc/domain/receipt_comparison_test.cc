#include "inventory-svc/domain/receipt_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inventory-svc/domain/range_test.h"

namespace dukcapil::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CompareReceipt, FullWhereEverythingArrived) {
  const ReceiptComparison comparison = CompareReceipt({R(1, 100)}, {R(51, 100), R(1, 50), R(7, 7)}, {});
  EXPECT_TRUE(comparison.full());
  EXPECT_THAT(comparison.arrived, ElementsAre(R(1, 100)));
}

TEST(CompareReceipt, ListsWhatIsMissingExtraAndDamaged) {
  const ReceiptComparison comparison =
      CompareReceipt({R(1, 100)}, {R(1, 40), R(51, 105)}, {R(40, 45), R(104, 104)});
  EXPECT_FALSE(comparison.full());
  EXPECT_THAT(comparison.arrived, ElementsAre(R(1, 39), R(51, 100)));
  EXPECT_THAT(comparison.missing, ElementsAre(R(41, 50)));
  EXPECT_THAT(comparison.extra, ElementsAre(R(101, 105)));
  EXPECT_THAT(comparison.damaged, ElementsAre(R(40, 40), R(104, 104)));
}

TEST(CompareReceipt, NothingSentAndNothingScanned) {
  EXPECT_THAT(CompareReceipt({}, {R(1, 2)}, {}).extra, ElementsAre(R(1, 2)));
  EXPECT_THAT(CompareReceipt({R(1, 2)}, {}, {}).missing, ElementsAre(R(1, 2)));
  EXPECT_THAT(CompareReceipt({}, {}, {R(1, 2)}).damaged, IsEmpty());
  EXPECT_TRUE(CompareReceipt({}, {}, {}).full());
}

}  // namespace
}  // namespace dukcapil::inventory
