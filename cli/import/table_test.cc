#include "cli/import/table.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/exit_codes.h"
#include "cli/import/kind.h"

namespace dukcapil::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TableTest : public ::testing::Test {
 protected:
  std::string Write(absl::string_view content) {
    const std::string path = absl::StrCat(::testing::TempDir(), "/table-", getpid(), ".csv");
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  const std::vector<Field> fields_ = {{"nik", {"nik"}, true}, {"full_name", {"namalgkp", "nama"}, true}};

  // All rows' NIK and name.
  std::vector<std::string> Read(absl::string_view content) {
    auto table = Table::Open(Write(content), fields_);
    if (!table.ok()) return {std::string(table.status().message())};
    std::vector<std::string> rows;
    Row row;
    for (;;) {
      const auto more = table->Next(row);
      if (!more.ok()) return {std::string(more.status().message())};
      if (!*more) return rows;
      const Cells cells = table->CellsOf(row);
      rows.push_back(absl::StrCat(cells[0], "=", cells[1]));
    }
  }
};

std::string Utf16(absl::string_view text, bool big, bool mark) {
  std::string bytes = mark ? (big ? "\xFE\xFF" : "\xFF\xFE") : "";
  for (const char c : text) {
    if (big) bytes.push_back('\0');
    bytes.push_back(c);
    if (!big) bytes.push_back('\0');
  }
  return bytes;
}

TEST_F(TableTest, FindsSeparatorHeadingAndColumns) {
  EXPECT_THAT(Read("NIK,NAMA_LGKP\n1,Budi\n2,Siti\n"), ElementsAre("1=Budi", "2=Siti"));
  EXPECT_THAT(Read("No;Nama Lgkp;N.I.K.\r\n7;Budi;1\r\n"), ElementsAre("1=Budi"));
  EXPECT_THAT(Read("nik\tnama\n1\tBudi, S.Pd; M.M.\n"), ElementsAre("1=Budi, S.Pd; M.M."));
  EXPECT_THAT(Read("sep=|\nNIK|Nama\n1|Budi"), ElementsAre("1=Budi"));
  EXPECT_THAT(Read("KABUPATEN REJANG LEBONG,,\n,,\nNIK,NAMA,\n1,Budi,\n"), ElementsAre("1=Budi"));
}

TEST_F(TableTest, KeepsQuotesAndLineBreaksAndLeavesOutBlanks) {
  EXPECT_THAT(Read("NIK,NAMA\n1,\"Budi, \"\"Ade\"\"\nPutra\"\n\n,,\n\xC2\xA0 2 ,  Siti \xC2\xA0\n3\n"),
              ElementsAre("1=Budi, \"Ade\"\nPutra", "2=Siti", "3="));
}

TEST_F(TableTest, ReadsTheEncodingsOfOffices) {
  EXPECT_THAT(Read("\xEF\xBB\xBFNIK,NAMA\n1,Jos\xC3\xA9\n"), ElementsAre("1=José"));
  EXPECT_THAT(Read("NIK,NAMA\n1,Jos\xE9\n"), ElementsAre("1=José"));
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      EXPECT_THAT(Read(Utf16("NIK\tNAMA\r\n1\tBudi\r\n", big, mark)), ElementsAre("1=Budi"));
    }
  }
  const std::string path = Write(Utf16("NIK\tNAMA\n1\tB\n", false, true));
  EXPECT_EQ(Table::Open(path, fields_)->form().encoding, "UTF-16LE");
}

TEST_F(TableTest, SaysWhatToDoWithAnotherKindOfFile) {
  for (const absl::string_view content :
       {absl::string_view("PK\x03\x04rest"), absl::string_view("\xD0\xCF\x11\xE0rest"),
        absl::string_view(" <HTML><table>"), absl::string_view("NIK,NAMA\n1,\x81\n"),
        absl::string_view("\xEF\xBB\xBFNIK,NAMA\n1,Jos\xE9\n")}) {
    EXPECT_THAT(Read(content), ElementsAre(HasSubstr("CSV UTF-8")));
  }
  EXPECT_THAT(Read("%PDF-1.4"), ElementsAre(HasSubstr("a PDF")));
  EXPECT_THAT(Read(""), ElementsAre(HasSubstr("is empty")));
  EXPECT_TRUE(IsUsageError(Table::Open("/no/such/file", fields_).status()));
}

TEST_F(TableTest, NamesAColumnThatIsMissingOrThereTwice) {
  EXPECT_THAT(Read("NIK,ALAMAT\n1,x\n"),
              ElementsAre(HasSubstr("has no column full_name (namalgkp, nama). Its columns: NIK, ALAMAT")));
  EXPECT_THAT(Read("NIK,NAMA,Nama\n1,x,y\n"), ElementsAre(HasSubstr("has two columns NAMA")));
  EXPECT_THAT(Read("NIK,NAMA,NAMA_LGKP\n1,x,y\n"), ElementsAre("1=y"));
}

TEST_F(TableTest, RefusesAQuoteThatIsNeverClosed) {
  EXPECT_THAT(Read("NIK,NAMA\n1,\"Budi\n2,Siti\n"), ElementsAre(HasSubstr("never closed")));
  EXPECT_THAT(Read(absl::StrCat("NIK,NAMA\n1,\"Budi\n", std::string(1 << 20, 'x'), "\n")),
              ElementsAre(HasSubstr("never closed")));
}

TEST_F(TableTest, ReadsAcrossThePiecesOfALargeFile) {
  std::string content = "NIK;NAMA;ALAMAT\n";
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&content, i, ";Jos\xC3\xA9;\"Jalan;\n1\"\n");
  const std::vector<std::string> rows = Read(content);
  ASSERT_EQ(rows.size(), 20000u);
  EXPECT_EQ(rows.back(), "19999=José");
  EXPECT_EQ(Table::Open(Write(content), fields_)->ignored(), std::vector<std::string>{"ALAMAT"});
}

TEST_F(TableTest, NumbersRowsAsSpreadsheetsDo) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string content =
        absl::StrReplaceAll("title$$NIK,NAMA$1,\"Budi$Putra\"$$,$2,Siti$3,Ayu", {{"$", end}});
    auto table = Table::Open(Write(content), fields_).value();
    std::vector<std::string> numbers;
    Row row;
    while (table.Next(row).value()) numbers.push_back(table.number());
    EXPECT_THAT(numbers, ElementsAre("4", "7", "8")) << end;
  }
}

TEST_F(TableTest, TakesAListOfRowsNotImportedForTheTableThatTheyAreOf) {
  auto table = Table::Open(Write("BARIS,ALASAN,NIK,NAMA\n12,why,1,Budi\n,,2\n7\n"), fields_).value();
  EXPECT_THAT(table.heading(), ElementsAre("NIK", "NAMA"));
  EXPECT_TRUE(table.ignored().empty());
  Row row;
  ASSERT_TRUE(table.Next(row).value());
  EXPECT_THAT(row, ElementsAre("1", "Budi"));
  EXPECT_EQ(table.number(), "12");
  EXPECT_EQ(table.reasons_before(), "why");
  ASSERT_TRUE(table.Next(row).value());
  EXPECT_THAT(row, ElementsAre("2"));
  EXPECT_EQ(table.number(), "3");
  EXPECT_EQ(table.reasons_before(), "");
  ASSERT_TRUE(table.Next(row).value());
  EXPECT_TRUE(row.empty());
}

TEST_F(TableTest, GoesBack) {
  auto table = Table::Open(Write("NIK,NAMA\n1,Budi\n"), fields_).value();
  Row row;
  for (int pass = 0; pass < 2; ++pass) {
    ASSERT_TRUE(table.Rewind().ok());
    ASSERT_TRUE(table.Next(row).value());
    EXPECT_THAT(row, ElementsAre("1", "Budi"));
    EXPECT_FALSE(table.Next(row).value());
  }
  EXPECT_EQ(table.HeadingOf("full_name"), "NAMA");
  EXPECT_EQ(table.HeadingOf("sex"), "sex");
}

TEST(RowText, QuotesWhatMustBe) {
  EXPECT_EQ(RowText({"a", "b;c", "d\"e", "f\ng", " h", ""}, ';'),
            "a;\"b;c\";\"d\"\"e\";\"f\ng\";\" h\";\r\n");
}

}  // namespace
}  // namespace dukcapil::cli
