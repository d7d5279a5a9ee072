#include "platform/access/region_scope.h"

#include <gtest/gtest.h>

namespace dukcapil {
namespace {

TEST(RegionOf, TakesTheCodeOfAResourceName) {
  EXPECT_EQ(*RegionOf("regions/17"), "17");
  EXPECT_EQ(*RegionOf("regions/17.02/residents/x"), "17.02");
  EXPECT_EQ(*RegionOf("regions/17.02.09.2001/coverage"), "17.02.09.2001");
  EXPECT_EQ(*RegionOf("regions/-/locations"), "-");
}

TEST(RegionOf, RefusesWhatIsNoKemendagriCode) {
  for (const char* name :
       {"", "regions/", "region/17", "regions/1", "regions/17.2", "regions/17.020", "regions/17.",
        "regions/17.02.09.201", "regions/17.02.09.2001.1", "regions/ab.cd", "/regions/17"}) {
    EXPECT_FALSE(RegionOf(name).ok()) << name;
  }
}

TEST(RegionWithin, ComparesWholeParts) {
  EXPECT_TRUE(RegionWithin("17.02", "17.02"));
  EXPECT_TRUE(RegionWithin("17.02.09", "17.02"));
  EXPECT_TRUE(RegionWithin("17.02", "-"));
  EXPECT_TRUE(RegionWithin("-", "-"));
  EXPECT_FALSE(RegionWithin("17", "17.02"));
  EXPECT_FALSE(RegionWithin("17.03", "17.02"));
  EXPECT_FALSE(RegionWithin("17.020", "17.02"));
  EXPECT_FALSE(RegionWithin("-", "17.02"));
  EXPECT_FALSE(RegionWithin("17.02", ""));
}

TEST(RegencyOf, CutsBelowTheRegency) {
  EXPECT_EQ(RegencyOf("17.02.09.2001"), "17.02");
  EXPECT_EQ(RegencyOf("17.02"), "17.02");
  EXPECT_EQ(RegencyOf("-"), "-");
}

TEST(ChildNameOf, IsWhatParseChildNameReads) {
  EXPECT_EQ(RegionName("17.02"), "regions/17.02");
  EXPECT_EQ(ChildNameOf("17.02", "locations", "kantor"), "regions/17.02/locations/kantor");
  EXPECT_EQ(*ParseChildName(ChildNameOf("17.02", "locations", "kantor"), "locations"), "kantor");
}

TEST(ParseChildName, GivesTheId) {
  EXPECT_EQ(*ParseChildName("regions/17.02/locations/kantor", "locations"), "kantor");
  EXPECT_FALSE(ParseChildName("regions/17.02/teams/kantor", "locations").ok());
  EXPECT_FALSE(ParseChildName("regions/17.02/locations/", "locations").ok());
  EXPECT_FALSE(ParseChildName("regions/17.02/locations/a/b", "locations").ok());
}

}  // namespace
}  // namespace dukcapil
