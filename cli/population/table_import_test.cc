#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/synchronization/mutex.h"
#include "cli/execute.h"
#include "cli/exit_codes.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace v1 = ::dukcapil::population::v1;

// Keeps residents as the register would: by NIK, a request_id once. It knows one village.
class Register {
 public:
  absl::StatusOr<std::string> Answer(absl::string_view method, const std::string& bytes) {
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/BatchImportResidents");
    v1::BatchImportResidentsRequest request;
    request.ParseFromString(bytes);
    EXPECT_EQ(request.parent(), "regions/17.02");
    EXPECT_LE(request.rows_size(), 1000);
    absl::MutexLock lock(&mutex_);
    if (request.validate_only()) return Judge(request).SerializeAsString();
    if (writes_until_away == 0) return absl::PermissionDeniedError("the token has ended");
    --writes_until_away;
    const auto [answer, is_new] = answers.emplace(request.request_id(), "");
    if (is_new) answer->second = Judge(request).SerializeAsString();
    return answer->second;
  }

  int writes_until_away = 1000;
  std::map<std::string, std::string> answers;    // by request_id
  std::map<std::string, v1::ResidentRow> known;  // by NIK

 private:
  v1::BatchImportResidentsResponse Judge(const v1::BatchImportResidentsRequest& request) {
    v1::BatchImportResidentsResponse response;
    for (const v1::ResidentRow& row : request.rows()) {
      v1::ImportRowResult& result = *response.add_results();
      if (row.village_code() != "17.02.09.2001") {
        result.set_outcome(v1::IMPORT_OUTCOME_REFUSED);
        v1::RowViolation& violation = *result.add_violations();
        violation.set_field("village_code");
        violation.set_reason("VILLAGE_UNKNOWN");
        violation.set_description("the region data has no such village");
        continue;
      }
      const auto before = known.find(row.nik());
      result.set_outcome(before == known.end() ? v1::IMPORT_OUTCOME_CREATED
                         : before->second.SerializeAsString() == row.SerializeAsString()
                             ? v1::IMPORT_OUTCOME_UNCHANGED
                             : v1::IMPORT_OUTCOME_UPDATED);
      if (!request.validate_only()) known[row.nik()] = row;
    }
    return response;
  }

  absl::Mutex mutex_;
};

// One district with one village.
std::string Regions(const std::string& bytes) {
  v1::ListRegionsRequest request;
  request.ParseFromString(bytes);
  EXPECT_EQ(request.parent(), "regions/17.02");
  v1::ListRegionsResponse response;
  v1::Region& region = *response.add_regions();
  const bool is_village = request.level() == v1::REGION_LEVEL_VILLAGE;
  region.set_code(is_village ? "17.02.09.2001" : "17.02.09");
  region.set_display_name(is_village ? "Air Meles Atas" : "Curup");
  return response.SerializeAsString();
}

// Regions, and one code of the centre.
std::optional<std::string> Referent(absl::string_view method, const std::string& bytes) {
  if (absl::EndsWith(method, "/ListRegions")) return Regions(bytes);
  if (!absl::EndsWith(method, "/ListRecordingCodes")) return std::nullopt;
  v1::ListRecordingCodesResponse response;
  response.add_codes()->set_code("PRINT_READY_RECORD");
  return response.SerializeAsString();
}

class TableImportTest : public ::testing::Test {
 protected:
  TableImportTest()
      : gateway_([this](absl::string_view method, const std::string& bytes, const std::string&) {
          const auto referent = Referent(method, bytes);
          return referent.has_value() ? *referent : register_.Answer(method, bytes);
        }) {
    std::filesystem::create_directories(directory_);
  }
  ~TableImportTest() override { std::filesystem::remove_all(directory_); }

  std::string Write(absl::string_view content) {
    std::ofstream(path_, std::ios::binary) << content;
    return path_;
  }
  // Of `import` with these words after the file.
  Outcome Import(absl::string_view words) {
    return Ask(gateway_, absl::StrCat("--output csv resident import ", path_, " ", words));
  }
  std::string Refused() const {
    std::ifstream file(path_ + ".errors.csv", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static std::string Table(int rows) {
    std::string text = "NIK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;KODE_WILAYAH\n";
    for (int i = 0; i < rows; ++i) {
      absl::StrAppend(&text, 1702090101909001 + i, ";Budi (Sintetis);01/01/1990;L;1702092001\n");
    }
    return text;
  }

  const std::string directory_ = absl::StrCat(::testing::TempDir(), "/table-import-", getpid());
  const std::string path_ = directory_ + "/siak.csv";
  Register register_;
  FakeGateway gateway_;
};

constexpr char kHeading[] = "rows,created,updated,unchanged,elsewhere,refused\r\n";

TEST_F(TableImportTest, ChecksFirstAndWritesNothingWithoutYes) {
  Write(Table(3));
  for (const char* words : {"--dry-run", "--at-a-time 2", "--yes --dry-run"}) {
    const Outcome outcome = Import(words);
    EXPECT_EQ(outcome.code, kOk) << outcome.err;
    EXPECT_EQ(outcome.out, absl::StrCat(kHeading, "3,3,0,0,0,0\r\n"));
    EXPECT_THAT(outcome.err, HasSubstr("nothing is imported"));
  }
  EXPECT_THAT(register_.known, IsEmpty());
  EXPECT_EQ(Refused(), "");
}

TEST_F(TableImportTest, KeepsWhatIsGoodAndListsTheRestWithReasons) {
  Write(
      "No;NIK;NAMA LENGKAP;TANGGAL LAHIR;JENIS KELAMIN;NO_KEC;NO_KEL;STATUS REKAM;TGL_REKAM\n"
      "1;1702090101909001;Budi (Sintetis);31 Des 2005;LAKI-LAKI;9;2001;PRINT_READY_RECORD;05/06/2023\n"
      "2;1,70209E+15;Siti (Sintetis);2006-02-29;PEREMPUAN;9;2001;;\n"
      "3;1702090101909003;\"Tono;\nAde (Sintetis)\";38717;1;10;2001;BELUM REKAM;-\n"
      "4;1702090101909001;Budi (Sintetis);31/12/2005;L;9;2001;;\n"
      "5;1702090101909005;Ayu;S.Pd (Sintetis);31/12/2005;P;9;2001;;\n"
      "6;1702090101909006;Edi (Sintetis);31/12/2005;L;9;2001;LENGKAP;\n");
  const Outcome outcome = Import("--yes");
  EXPECT_EQ(outcome.code, kFinding) << outcome.err;
  EXPECT_EQ(outcome.out, absl::StrCat(kHeading, "6,1,0,0,0,5\r\n"));
  EXPECT_EQ(
      Refused(),
      "BARIS;ALASAN;No;NIK;NAMA LENGKAP;TANGGAL LAHIR;JENIS KELAMIN;NO_KEC;NO_KEL;STATUS REKAM;TGL_REKAM\r\n"
      "3;\"NIK: NIK_SCIENTIFIC (Excel has rounded the NIK and its last digits are lost: format the column as "
      "Text before the numbers are filled in, and export again); TANGGAL LAHIR: DATE_IMPOSSIBLE (the "
      "calendar has "
      "no such day)\";2;1,70209E+15;Siti (Sintetis);2006-02-29;PEREMPUAN;9;2001;;\r\n"
      "4;NO_KEL: VILLAGE_UNKNOWN (the region data has no such village);"
      "3;1702090101909003;\"Tono;\nAde (Sintetis)\";38717;1;10;2001;BELUM REKAM;-\r\n"
      "5;NIK: NIK_REPEATED (a row above has the same NIK and counts: delete this row, or correct its NIK or "
      "let "
      "it replace the other and empty its ALASAN);4;1702090101909001;Budi "
      "(Sintetis);31/12/2005;L;9;2001;;\r\n"
      "6;row: TOO_MANY_CELLS (more cells than headings: join the cell that a separator within it has split);"
      "5;1702090101909005;Ayu;S.Pd (Sintetis);31/12/2005;P;9;2001;;\r\n"
      "7;STATUS REKAM: STATUS_UNKNOWN (write BELUM REKAM, or SUDAH REKAM or a code of the centre, these with "
      "their "
      "date);6;1702090101909006;Edi (Sintetis);31/12/2005;L;9;2001;LENGKAP;\r\n");
  ASSERT_EQ(register_.known.size(), 1u);
  EXPECT_EQ(
      register_.known.begin()->second.ShortDebugString(),
      "nik: \"1702090101909001\" full_name: \"Budi (Sintetis)\" birth_date { year: 2005 month: 12 day: 31 } "
      "sex: SEX_MALE village_code: \"17.02.09.2001\" recording_code: \"PRINT_READY_RECORD\" recording_date { "
      "year: 2023 month: 6 day: 5 }");
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("columns not read: No\n"), HasSubstr("NIK_SCIENTIFIC: 1\n"),
                                 HasSubstr("1 dates such as 01/02/2005"), Not(HasSubstr("1702090101909"))));
  // Readable by its owner alone.
  EXPECT_EQ(std::filesystem::status(path_ + ".errors.csv").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(Import("--dry-run --refused /dev/null/none").err, HasSubstr("cannot write /dev/null/none"));
}

TEST_F(TableImportTest, ImportsAListPutRightAsTheTableItIsOf) {
  const std::string heading = "BARIS;ALASAN;NIK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;KODE_WILAYAH\n";
  const std::string again =
      "NIK: NIK_REPEATED (a row above has the same NIK and counts: delete this row, or correct its NIK or "
      "let "
      "it replace the other and empty its ALASAN)";
  const std::string budi = "1702090101909001;Budi (Sintetis);01/01/1990;L;1702092001\n";
  Write(absl::StrCat(heading, "7;NIK: NIK_REPEATED (…);", budi));
  const Outcome kept = Import("--yes");
  EXPECT_EQ(kept.out, absl::StrCat(kHeading, "1,0,0,0,0,1\r\n"));
  EXPECT_THAT(kept.err, Not(HasSubstr("columns not read")));
  EXPECT_EQ(Refused(), absl::StrReplaceAll(absl::StrCat(heading, "7;", again, ";", budi), {{"\n", "\r\n"}}));
  Write(absl::StrCat(heading, "7;;", budi));
  EXPECT_EQ(Import("--yes").out, absl::StrCat(kHeading, "1,1,0,0,0,0\r\n"));
}

TEST_F(TableImportTest, GoesOnWhereItWasCutOff) {
  Write(Table(5500));
  register_.writes_until_away = 2;
  const Outcome cut = Import("--yes --at-a-time 1");
  EXPECT_EQ(cut.code, kRefused);
  EXPECT_THAT(cut.err, HasSubstr("stopped after 2000 rows: the same command goes on"));
  EXPECT_EQ(cut.out, "");
  EXPECT_EQ(register_.known.size(), 2000u);
  register_.writes_until_away = 1000;
  const Outcome whole = Import("--yes");
  EXPECT_EQ(whole.code, kOk) << whole.err;
  EXPECT_EQ(whole.out, absl::StrCat(kHeading, "5500,3500,0,2000,0,0\r\n"));
  EXPECT_EQ(register_.known.size(), 5500u);
}

TEST_F(TableImportTest, AFileImportedAgainPutsRightWhatHasChangedSince) {
  Write(Table(2));
  EXPECT_EQ(Import("--yes").out, absl::StrCat(kHeading, "2,2,0,0,0,0\r\n"));
  const auto as_imported = register_.known;
  register_.known.begin()->second.set_full_name("Another (Sintetis)");
  EXPECT_EQ(Import("--yes").out, absl::StrCat(kHeading, "2,0,1,1,0,0\r\n"));
  EXPECT_EQ(register_.known.begin()->second.full_name(), as_imported.begin()->second.full_name());
}

TEST_F(TableImportTest, DoesNotImportAFileThatLooksWrongAsAWhole) {
  std::string rounded = "NIK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;KODE_WILAYAH\n";
  for (int i = 0; i < 20; ++i) {
    absl::StrAppend(&rounded, 1702090101909000 + i * 10, ";Budi (Sintetis);01/01/1990;L;1702092001\n");
  }
  Write(rounded);
  const Outcome outcome = Import("--yes");
  EXPECT_EQ(outcome.code, kFinding);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("every NIK ends in 0"), HasSubstr("nothing is imported")));
  EXPECT_THAT(register_.known, IsEmpty());
  Write(
      "NIK,NAMA,TGL_LHR,JK,KODE_WILAYAH\n"
      "1702090101909001,Budi (Sintetis),01/02/1990,L,17.02.09.2001\n"
      "1702090101909002,Tono (Sintetis),12/31/1990,L,17.02.09.2001\n");
  EXPECT_THAT(Import("--yes").err, HasSubstr("have the month first"));
  EXPECT_THAT(register_.known, IsEmpty());
  EXPECT_EQ(Import("--yes --anyway").out, absl::StrCat(kHeading, "2,1,0,0,0,1\r\n"));
}

TEST_F(TableImportTest, DoesNotReplaceTheTableByAList) {
  const std::string table = absl::StrCat(Table(2), "1;Budi (Sintetis);01/01/1990;L;1702092001\n");
  const std::string link = directory_ + "/link.csv", unfinished = directory_ + "/list.unfinished";
  Write(table);
  std::filesystem::create_symlink(path_, link);
  std::filesystem::create_hard_link(path_, unfinished);
  for (const std::string& list : {path_, directory_ + "/./siak.csv", link, directory_ + "/list"}) {
    const Outcome outcome = Import(absl::StrCat("--refused ", list));
    EXPECT_EQ(outcome.code, kUsage) << list;
    EXPECT_THAT(outcome.err,
                HasSubstr(absl::StrCat("the table itself would be replaced by the list ", list)));
  }
  const Outcome outcome = Import(absl::StrCat(
      "--refused ", directory_, "/../", directory_.substr(directory_.rfind('/')), "/siak.csv.elsewhere.csv"));
  EXPECT_EQ(outcome.code, kUsage);
  EXPECT_THAT(outcome.err, HasSubstr("name another file for --refused"));
  std::ifstream file(path_, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), table);
  EXPECT_EQ(Import(absl::StrCat("--refused ", directory_, "/other.csv")).code, kFinding);
}

TEST_F(TableImportTest, RefusesWhatIsNoTable) {
  Write("PK\x03\x04");
  const Outcome outcome = Import("--yes");
  EXPECT_EQ(outcome.code, kUsage);
  EXPECT_THAT(outcome.err, HasSubstr("CSV UTF-8"));
}

TEST(SchoolImport, ReadsTheListOfSchools) {
  v1::BatchImportSchoolsRequest last;
  const FakeGateway gateway([&](absl::string_view method, const std::string& bytes,
                                const std::string&) -> absl::StatusOr<std::string> {
    if (const auto referent = Referent(method, bytes)) return *referent;
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/BatchImportSchools");
    last.ParseFromString(bytes);
    v1::BatchImportSchoolsResponse response;
    for (int i = 0; i < last.rows_size(); ++i) {
      response.add_results()->set_outcome(v1::IMPORT_OUTCOME_CREATED);
    }
    return response.SerializeAsString();
  });
  const std::string path = absl::StrCat(::testing::TempDir(), "/schools-", getpid(), ".csv");
  std::ofstream(path) << "NPSN\tNama Satuan Pendidikan\tBentuk Pendidikan\tKode Desa\n"
                         "10700001\tSMAN 1\tSMA\tAir Meles Atas\n10700002\tSMP 2\tSMP\t17.02.09.2001\n";
  const Outcome outcome = Ask(gateway, absl::StrCat("--output csv school import ", path, " --yes"));
  EXPECT_EQ(outcome.code, kFinding) << outcome.err;
  EXPECT_EQ(outcome.out, absl::StrCat(kHeading, "2,1,0,0,0,1\r\n"));
  EXPECT_EQ(
      last.rows(0).ShortDebugString(),
      "npsn: \"10700001\" display_name: \"SMAN 1\" kind: SCHOOL_KIND_SMA village_code: \"17.02.09.2001\"");
  EXPECT_FALSE(last.validate_only());
  std::filesystem::remove(path);
  std::filesystem::remove(path + ".errors.csv");
}

TEST(PupilImport, KeepsPupilsOfOtherRegenciesApart) {
  const FakeGateway gateway([](absl::string_view method, const std::string& bytes,
                               const std::string&) -> absl::StatusOr<std::string> {
    if (const auto referent = Referent(method, bytes)) return *referent;
    EXPECT_EQ(method, "/dukcapil.population.v1.PopulationService/BatchImportPupils");
    v1::BatchImportPupilsRequest request;
    request.ParseFromString(bytes);
    v1::BatchImportPupilsResponse response;
    for (const v1::PupilRow& row : request.rows()) {
      response.add_results()->set_outcome(row.nik() == "1702090101909001" ? v1::IMPORT_OUTCOME_UPDATED
                                                                          : v1::IMPORT_OUTCOME_ELSEWHERE);
    }
    return response.SerializeAsString();
  });
  const std::string path = absl::StrCat(::testing::TempDir(), "/pupils-", getpid(), ".csv");
  std::ofstream(path)
      << "NIK,NPSN\n1702090101909001,10700001\n1771020101909002,10700001\n1702090101909009,10700001\n";
  const Outcome outcome = Ask(gateway, absl::StrCat("--output csv school import-pupils ", path, " --yes"));
  EXPECT_EQ(outcome.code, kOk) << outcome.err;
  EXPECT_EQ(outcome.out, absl::StrCat(kHeading, "3,0,1,0,2,0\r\n"));
  std::ifstream list(path + ".elsewhere.csv", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(list), {}),
            "BARIS,ALASAN,NIK,NPSN\r\n"
            "3,NIK: ELSEWHERE (no resident here: for the office where the pupil "
            "lives),1771020101909002,10700001\r\n"
            "4,\"NIK: NOT_REGISTERED (issued here, and nobody who lives here is registered under it: look "
            "for a mistyped "
            "digit, unless the pupil has moved away)\",1702090101909009,10700001\r\n");
  EXPECT_THAT(outcome.err,
              HasSubstr("with a NIK of this regency under which nobody here is registered: 1\n"));
  for (const char* suffix : {"", ".elsewhere.csv"}) std::filesystem::remove(path + suffix);
}

}  // namespace
}  // namespace dukcapil::cli
