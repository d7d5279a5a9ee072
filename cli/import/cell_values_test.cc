#include "cli/import/cell_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

// The value, or the reason why there is none.
std::string DayOrReason(absl::string_view text) {
  DateHabits habits;
  Violations violations;
  const auto day = ReadDay(text, "birth_date", habits, violations);
  return day ? absl::FormatCivilTime(*day) : violations.list().at(0).reason;
}

std::string NikOrReason(absl::string_view text) {
  Violations violations;
  const auto nik = ReadNik(text, "nik", violations);
  return nik ? *nik : violations.list().at(0).reason;
}

struct Trap {
  const char* text;
  const char* expected;
};

TEST(ReadDay, KnowsTheFormsOfOffices) {
  for (const Trap& trap : std::initializer_list<Trap>{{"2005-12-31", "2005-12-31"},
                                                      {"2005/12/31", "2005-12-31"},
                                                      {"2005-12-31 00:00:00", "2005-12-31"},
                                                      {"2005-12-31T00:00:00.000Z", "2005-12-31"},
                                                      {"31/12/2005", "2005-12-31"},
                                                      {"31-12-2005", "2005-12-31"},
                                                      {"31.12.2005", "2005-12-31"},
                                                      {"31/12/2005 0:00", "2005-12-31"},
                                                      {"1/2/2005", "2005-02-01"},
                                                      {"31 Desember 2005", "2005-12-31"},
                                                      {"31 Des 2005", "2005-12-31"},
                                                      {"31-DES-2005", "2005-12-31"},
                                                      {"5 Pebruari 2005", "2005-02-05"},
                                                      {"17 Agt 2005", "2005-08-17"},
                                                      {"1 Nopember 2005", "2005-11-01"},
                                                      {"December 31, 2005", "2005-12-31"},
                                                      {"2005 Mei 1", "2005-05-01"},
                                                      {"38717", "2005-12-31"},
                                                      {"38717.5", "2005-12-31"},
                                                      {"38717,0", "2005-12-31"},
                                                      {"20051231", "2005-12-31"},
                                                      {"31122005", "2005-12-31"},
                                                      {"20102010", "2010-10-20"},
                                                      {"29/02/2004", "2004-02-29"}}) {
    EXPECT_EQ(DayOrReason(trap.text), trap.expected) << trap.text;
  }
}

TEST(ReadDay, RefusesWhatIsNoDayOrCouldBeAnother) {
  for (const Trap& trap : std::initializer_list<Trap>{{"2006-02-29", "DATE_IMPOSSIBLE"},
                                                      {"31/02/2005", "DATE_IMPOSSIBLE"},
                                                      {"31 Pebruari 2005", "DATE_IMPOSSIBLE"},
                                                      {"45122005", "DATE_IMPOSSIBLE"},
                                                      {"12/31/2005", "DATE_MONTH_FIRST"},
                                                      {"31/12/05", "DATE_SHORT_YEAR"},
                                                      {"31-Des-05", "DATE_SHORT_YEAR"},
                                                      {"2005", "DATE_MALFORMED"},
                                                      {"31 Foo 2005", "DATE_MALFORMED"},
                                                      {"12 2005", "DATE_MALFORMED"},
                                                      {"3.87E+04", "DATE_MALFORMED"},
                                                      {"tidak tahu", "DATE_MALFORMED"},
                                                      {"31/12/2005/1", "DATE_MALFORMED"},
                                                      {":", "DATE_MALFORMED"}}) {
    EXPECT_EQ(DayOrReason(trap.text), trap.expected) << trap.text;
  }
}

TEST(ReadDay, CountsWhatCouldBeReadInTwoWays) {
  DateHabits habits;
  Violations violations;
  for (const char* text :
       {"01/02/2005", "03-04-2005", "05/05/2005", "13/01/2005", "2005-01-02", "12/31/2005"}) {
    ReadDay(text, "birth_date", habits, violations);
  }
  EXPECT_EQ(habits.day_first, 2);
  EXPECT_EQ(habits.month_first, 1);
  EXPECT_EQ(violations.list().size(), 1u);
}

TEST(ReadNik, SaysWhatASpreadsheetDidToIt) {
  for (const Trap& trap : std::initializer_list<Trap>{{"1702090101909001", "1702090101909001"},
                                                      {"'1702090101909001", "1702090101909001"},
                                                      {"1702 0901 0190 9001", "1702090101909001"},
                                                      {"1702090101909001.0", "1702090101909001"},
                                                      {"1.70209E+15", "NIK_SCIENTIFIC"},
                                                      {"1,70209E+15", "NIK_SCIENTIFIC"},
                                                      {"1.70209e15", "NIK_SCIENTIFIC"},
                                                      {"2E+15", "NIK_SCIENTIFIC"},
                                                      {"170209010190900", "NIK_15_DIGITS"},
                                                      {"17020901019090011", "NIK_NOT_16_DIGITS"},
                                                      {"17.02.09.010190.9001", "NIK_NOT_16_DIGITS"},
                                                      {"E", "NIK_NOT_16_DIGITS"},
                                                      {"", "NIK_NOT_16_DIGITS"}}) {
    EXPECT_EQ(NikOrReason(trap.text), trap.expected) << trap.text;
  }
}

TEST(ReadSex, KnowsLettersWordsAndNumbers) {
  Violations violations;
  for (const char* text : {"L", "l", "LAKI-LAKI", "Laki - laki", "1", "Pria", "male", "LK"}) {
    EXPECT_EQ(ReadSex(text, "sex", violations), v1::SEX_MALE) << text;
  }
  for (const char* text : {"P", "PEREMPUAN", "2", "Wanita", "F", "pr"}) {
    EXPECT_EQ(ReadSex(text, "sex", violations), v1::SEX_FEMALE) << text;
  }
  EXPECT_TRUE(violations.empty());
  for (const char* text : {"", "X", "0", "3"}) ReadSex(text, "sex", violations);
  EXPECT_EQ(violations.list().size(), 4u);
}

TEST(ReadCitizenship, AsksWhichPermitAForeignerHas) {
  Violations violations;
  EXPECT_EQ(ReadCitizenship("", "citizenship", violations), v1::CITIZENSHIP_UNSPECIFIED);
  EXPECT_EQ(ReadCitizenship("WNI", "citizenship", violations), v1::CITIZENSHIP_INDONESIAN);
  EXPECT_EQ(ReadCitizenship("WNA (ITAP)", "citizenship", violations), v1::CITIZENSHIP_PERMANENT_FOREIGNER);
  EXPECT_EQ(ReadCitizenship("itas", "citizenship", violations), v1::CITIZENSHIP_TEMPORARY_FOREIGNER);
  EXPECT_TRUE(violations.empty());
  ReadCitizenship("WNA", "citizenship", violations);
  EXPECT_EQ(violations.list().at(0).reason, "CITIZENSHIP_UNCLEAR");
}

TEST(IsBlank, KnowsWhatStandsForNothing) {
  for (const char* text : {"", "-", "0", "00-00-0000", "0000-00-00 00", "null", "#N/A", "00/00/0000"}) {
    EXPECT_TRUE(IsBlank(text)) << text;
  }
  EXPECT_FALSE(IsBlank("10"));
  EXPECT_FALSE(IsBlank("N"));
}

}  // namespace
}  // namespace dukcapil::cli
