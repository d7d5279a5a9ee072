#include "population-svc/domain/nik.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

namespace dukcapil::population {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Reasons(absl::string_view text) {
  Violations violations;
  const auto nik = ParseNik(text, "nik", violations);
  EXPECT_EQ(nik.has_value(), violations.empty());
  std::vector<std::string> reasons;
  for (const auto& violation : violations.list()) {
    EXPECT_EQ(violation.field, "nik");
    reasons.push_back(violation.reason);
  }
  return reasons;
}

Nik Parsed(absl::string_view text) {
  Violations violations;
  auto nik = ParseNik(text, "nik", violations);
  EXPECT_TRUE(nik.has_value()) << text;
  return nik.value_or(Nik{});
}

// The truth table, written by hand from the rule.
TEST(NikTest, AcceptsWhatTheRuleAllows) {
  struct Case {
    const char* text;
    int yy, month, day;
    Sex sex;
    int serial;
  };
  for (const Case& c : {
           Case{"1702090101900001", 90, 1, 1, Sex::kMale, 1},
           Case{"1702094101900001", 90, 1, 1, Sex::kFemale, 1},
           Case{"1702093112999999", 99, 12, 31, Sex::kMale, 9999},
           Case{"1702097112999999", 99, 12, 31, Sex::kFemale, 9999},
           Case{"1702092902000001", 0, 2, 29, Sex::kMale, 1},
           Case{"1702092902040001", 4, 2, 29, Sex::kMale, 1},
           Case{"1702096902960001", 96, 2, 29, Sex::kFemale, 1},
           Case{"1702092802010001", 1, 2, 28, Sex::kMale, 1},
           Case{"1702093004050012", 5, 4, 30, Sex::kMale, 12},
           Case{"1702097006050123", 5, 6, 30, Sex::kFemale, 123},
           // Regions that are not, or no longer, there are no reason to refuse.
           Case{"0000000101900001", 90, 1, 1, Sex::kMale, 1},
           Case{"9999990101900001", 90, 1, 1, Sex::kMale, 1},
           Case{"5401011508728999", 72, 8, 15, Sex::kMale, 8999},
       }) {
    ASSERT_THAT(Reasons(c.text), IsEmpty()) << c.text;
    const Nik nik = Parsed(c.text);
    EXPECT_EQ(nik.digits, c.text);
    EXPECT_EQ(nik.year_of_century, c.yy) << c.text;
    EXPECT_EQ(nik.month, c.month) << c.text;
    EXPECT_EQ(nik.day, c.day) << c.text;
    EXPECT_EQ(nik.sex, c.sex) << c.text;
    EXPECT_EQ(nik.serial, c.serial) << c.text;
  }
}

TEST(NikTest, RefusesWhatIsNot16Digits) {
  for (const char* text :
       {"", "1", "170209010190000", "17020901019000011", "170209010190000a", "17.02090101900",
        " 170209010190001", "170209010190001\n", "+170209010190001", "１７０２０９"}) {
    EXPECT_THAT(Reasons(text), ElementsAre("NIK_NOT_16_DIGITS")) << text;
  }
}

TEST(NikTest, RefusesDatesThatCannotBe) {
  for (const char* text : {
           "1702090001900001",  // day 0
           "1702094001900001",  // day 40: no woman is born on day 0
           "1702093201900001",  // day 32
           "1702093901900001",  // between the men's and the women's days
           "1702097201900001",  // woman, day 32
           "1702099901900001",  // woman, day 59
           "1702090100900001",  // month 0
           "1702090113900001",  // month 13
           "1702093102900001",  // 31 February
           "1702093002000001",  // 30 February
           "1702092902010001",  // 29 February of a year not divisible by 4
           "1702096902990001",  // the same, woman
           "1702093104900001", "1702093106900001", "1702093109900001",
           "1702097111900001",  // months of 30 days
       }) {
    EXPECT_THAT(Reasons(text), ElementsAre("NIK_IMPOSSIBLE_DATE")) << text;
  }
}

TEST(NikTest, TellsEveryRuleBroken) {
  EXPECT_THAT(Reasons("1702090101900000"), ElementsAre("NIK_SERIAL_ZERO"));
  EXPECT_THAT(Reasons("1702093102900000"), ElementsAre("NIK_IMPOSSIBLE_DATE", "NIK_SERIAL_ZERO"));
}

TEST(NikTest, EveryDayOfALeapCycleRoundTrips) {
  for (absl::CivilDay day(2001, 1, 1); day < absl::CivilDay(2005, 1, 1); ++day) {
    for (const int offset : {0, 40}) {
      const std::string text =
          absl::StrFormat("170209%02d%02d%02d0001", day.day() + offset, day.month(), day.year() % 100);
      const Nik nik = Parsed(text);
      EXPECT_EQ(BirthDateOf(nik, absl::CivilDay(2023, 10, 14)), day);
      EXPECT_EQ(nik.sex, offset == 0 ? Sex::kMale : Sex::kFemale);
    }
  }
}

TEST(NikTest, CenturyIsTheLatestNotAfterRegistration) {
  const absl::CivilDay registered(2023, 10, 14);
  EXPECT_EQ(BirthDateOf(Parsed("1702091410230001"), registered), absl::CivilDay(2023, 10, 14));
  EXPECT_EQ(BirthDateOf(Parsed("1702091510230001"), registered), absl::CivilDay(1923, 10, 15));
  EXPECT_EQ(BirthDateOf(Parsed("1702090101240001"), registered), absl::CivilDay(1924, 1, 1));
  EXPECT_EQ(BirthDateOf(Parsed("1702092902000001"), registered), absl::CivilDay(2000, 2, 29));
  // 1900 had no 29 February, so a registration before 2000 can only mean 1600.
  EXPECT_EQ(BirthDateOf(Parsed("1702092902000001"), absl::CivilDay(1999, 1, 1)), absl::CivilDay(1600, 2, 29));
}

TEST(NikTest, FlagsWhatDisagreesWithTheCivilRecord) {
  const Nik man = Parsed("1702090101900001");
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1990, 1, 1), Sex::kMale), 0u);
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1890, 1, 1), Sex::kMale), 0u);  // the known birth date wins
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1990, 1, 2), Sex::kMale), kNikDateDiffers);
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1991, 1, 1), Sex::kMale), kNikDateDiffers);
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1990, 1, 1), Sex::kFemale), kNikSexDiffers);
  EXPECT_EQ(NikFindings(man, absl::CivilDay(1990, 2, 1), Sex::kFemale), kNikDateDiffers | kNikSexDiffers);
}

TEST(NikTest, MasksBirthDateAndSex) {
  EXPECT_EQ(MaskNik("1702094101900001"), "170209••••••0001");
}

TEST(NikTest, SyntheticSerials) {
  EXPECT_FALSE(Parsed("1702090101908999").synthetic());
  EXPECT_TRUE(Parsed("1702090101909000").synthetic());
  EXPECT_TRUE(Parsed("1702090101909999").synthetic());
}

}  // namespace
}  // namespace dukcapil::population
