#include "inventory-svc/domain/serial.h"

#include <gtest/gtest.h>

namespace dukcapil::inventory {
namespace {

TEST(Serial, ParsesPrefixAndFixedWidth) {
  const auto serial = ParseSerial("rjl00000017");
  ASSERT_TRUE(serial.has_value());
  EXPECT_EQ(serial->prefix, "RJL");
  EXPECT_EQ(serial->width, 8);
  EXPECT_EQ(serial->number, 17);
  EXPECT_EQ(FormatSerial(*serial), "RJL00000017");
}

TEST(Serial, RefusesOtherForms) {
  for (const char* text : {"", "RJL", "RJL 1", "RJL-1", "1A", "RJL1A", "R\xc3\x85L1", "RJL+1", "RJL0x1",
                           "1234567890123456789", "ABCDEFGHIJKLMNOPQRSTUVWX1"}) {
    EXPECT_FALSE(ParseSerial(text).has_value()) << text;
  }
}

TEST(Serial, WidthIsPartOfTheIdentity) {
  EXPECT_NE(*ParseSerial("RJL01"), *ParseSerial("RJL1"));
  EXPECT_FALSE(MakeRange(*ParseSerial("RJL01"), *ParseSerial("RJL2")).has_value());
}

TEST(Serial, FormatsEveryNumberOfItsWidth) {
  for (const char* text : {"0", "7", "007", "999", "A000000000000000001", "ABCDEF999999999999999999"}) {
    const auto serial = ParseSerial(text);
    ASSERT_TRUE(serial.has_value()) << text;
    EXPECT_EQ(FormatSerial(*serial), text);
  }
}

TEST(Serial, RangesIncludeBothEnds) {
  const auto range = MakeRange(*ParseSerial("RJL001"), *ParseSerial("RJL100"));
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(range->count(), 100);
  EXPECT_EQ(CountSerials({*range, RangeOf(*ParseSerial("X1"))}), 101);
  EXPECT_FALSE(MakeRange(*ParseSerial("RJL2"), *ParseSerial("RJL1")).has_value());
  EXPECT_FALSE(MakeRange(*ParseSerial("A1"), *ParseSerial("B2")).has_value());
}

}  // namespace
}  // namespace dukcapil::inventory
