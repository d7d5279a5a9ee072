#include "cli/import/villages.h"

#include <gtest/gtest.h>

namespace dukcapil::cli {
namespace {

// The code, or the reason why there is none.
std::string VillageOrReason(absl::string_view village, absl::string_view district = "") {
  Villages villages("17.02");
  villages.Add("17.02.09", "Curup");
  villages.Add("17.02.10", "Selupu Rejang");
  villages.Add("17.02.09.2001", "Air Meles Atas");
  villages.Add("17.02.09.1004", "Sukaraja");
  villages.Add("17.02.10.2004", "Suka Raja");
  villages.Add("17.02.10.2009", "Curup");
  Violations violations;
  const auto code = villages.Read(village, district, "village_code", violations);
  return code ? *code : violations.list().at(0).reason;
}

TEST(Villages, TakesACodeWholeOrInParts) {
  EXPECT_EQ(VillageOrReason("17.02.09.2001"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("1702092001"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("17-02-09-1004"), "17.02.09.1004");
  EXPECT_EQ(VillageOrReason("2001", "9"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("2001", "17.02.09"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("2001", "170209"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("2001", "Kec. Curup"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("2001"), "VILLAGE_CODE_SHORT");
  EXPECT_EQ(VillageOrReason("2001", "Nowhere"), "VILLAGE_CODE_SHORT");
  EXPECT_EQ(VillageOrReason("1702040001"), "VILLAGE_CODE_STATISTICS");
  EXPECT_EQ(VillageOrReason("17.0209"), "VILLAGE_CODE_MALFORMED");
  EXPECT_EQ(VillageOrReason(""), "VILLAGE_CODE_MALFORMED");
}

TEST(Villages, TakesANameWithTheDistrictWhereSeveralHaveIt) {
  EXPECT_EQ(VillageOrReason("AIR MELES ATAS"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("Desa Air-Meles Atas", "Curup"), "17.02.09.2001");
  EXPECT_EQ(VillageOrReason("Suka Raja"), "VILLAGE_NAME_UNCLEAR");
  EXPECT_EQ(VillageOrReason("Suka Raja", "Curup"), "17.02.09.1004");
  EXPECT_EQ(VillageOrReason("Suka Raja", "10"), "17.02.10.2004");
  EXPECT_EQ(VillageOrReason("Curup"), "17.02.10.2009");
  EXPECT_EQ(VillageOrReason("Curup", "9"), "VILLAGE_NAME_UNKNOWN");
  EXPECT_EQ(VillageOrReason("Nowhere"), "VILLAGE_NAME_UNKNOWN");
}

TEST(Villages, TakesNoDistrictOfAnotherRegencyForOneHere) {
  for (const char* district : {"170309", "17.03.09", "1703090", "1702040", "00170209", "009"}) {
    EXPECT_EQ(VillageOrReason("2001", district), "VILLAGE_CODE_SHORT") << district;
    EXPECT_EQ(VillageOrReason("Air Meles Atas", district), "VILLAGE_NAME_UNKNOWN") << district;
  }
  EXPECT_EQ(VillageOrReason("2001", "09"), "17.02.09.2001");
}

TEST(Villages, DoesNotLookForANameInADistrictThatIsNotThere) {
  EXPECT_EQ(VillageOrReason("Air Meles Atas", "Nowhere"), "VILLAGE_NAME_UNKNOWN");
  EXPECT_EQ(VillageOrReason("Air Meles Atas", "77"), "VILLAGE_NAME_UNKNOWN");
  for (const char* blank : {"", "-", "0", "NULL"}) {
    EXPECT_EQ(VillageOrReason("Air Meles Atas", blank), "17.02.09.2001") << blank;
  }
}

}  // namespace
}  // namespace dukcapil::cli
