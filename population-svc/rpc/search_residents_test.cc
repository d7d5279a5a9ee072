#include "absl/strings/str_cat.h"
#include "population-svc/domain/misspelt_names_test.h"
#include "population-svc/rpc/population_test.h"
#include "population-svc/work/name_indexer.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SearchResidentsTest : public PopulationTest {
 protected:
  static v1::ResidentRow Named(int serial, const std::string& name) {
    v1::ResidentRow row = Row(serial);
    row.set_full_name(name);
    return row;
  }
  static v1::SearchResidentsRequest Query(const std::string& query) {
    v1::SearchResidentsRequest request;
    request.set_parent(kParent);
    request.set_query(query);
    return request;
  }
  v1::SearchResidentsResponse Search(const v1::SearchResidentsRequest& request) {
    const auto response = SearchResidents(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::SearchResidentsResponse());
  }
  std::vector<std::string> Found(const v1::SearchResidentsRequest& request) {
    std::vector<std::string> names;
    const v1::SearchResidentsResponse response = Search(request);
    for (const auto& match : response.matches()) names.push_back(match.resident().full_name());
    return names;
  }
  std::string Best(const std::string& query) {
    const std::vector<std::string> names = Found(Query(query));
    return names.empty() ? "" : names.front();
  }
};

TEST_F(SearchResidentsTest, FindsANameHoweverItIsSpelt) {
  Import({Named(1, "Muhammad Rizki Hidayat"), Named(2, "Siti Nurhaliza"), Named(3, "Drs. Soekarno, M.Si."),
          Named(4, "Nur Hidayah"), Named(5, "Slamet"), Named(6, "Budi Santoso"), Named(7, "Rudi Santoso")});
  for (const char* query :
       {"Muhammad Rizki Hidayat", "moh. riski hidayat", "M. Rizky Hidayat", "Hidayat Rizki",
        "mochamad rizqi hidajat", "Muhamad Rizki", "Rizki Hidyaat", "H. Muhammad Rizki Hidayat, S.H."}) {
    EXPECT_EQ(Best(query), "Muhammad Rizki Hidayat") << query;
  }
  EXPECT_EQ(Best("Sukarno"), "Drs. Soekarno, M.Si.");
  EXPECT_EQ(Best("St. Nurhalisa"), "Siti Nurhaliza");
  EXPECT_EQ(Best("Nurhidayah"), "Nur Hidayah");
  EXPECT_EQ(Best("Slamte"), "Slamet");
  EXPECT_EQ(Best("R. Santoso"), "Rudi Santoso");
  EXPECT_THAT(Found(Query("Budi Santosa")), ElementsAre("Budi Santoso", "Rudi Santoso"));
  EXPECT_EQ(Search(Query("Budi Santoso")).matches(0).score(), 100);
  EXPECT_EQ(Search(Query("Budi Santoso")).matches(0).resident().nik(), "170209••••••9006");
  EXPECT_THAT(Found(Query("Wxyz Qqqq")), IsEmpty());
}

TEST_F(SearchResidentsTest, FiltersTellNamesakesApart) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 40; ++i) {
    rows.push_back(Named(i, "Siti Aminah"));
    *rows.back().mutable_birth_date() = ToProto(CivilDay(1960 + i, 5, 1));
  }
  rows[3].set_village_code(kVillage3);
  const auto imported = Import(rows);
  EXPECT_THAT(Found(Query("Siti Aminah")), SizeIs(20));
  v1::SearchResidentsRequest request = Query("Siti Aminah");
  request.set_page_size(1000);
  EXPECT_THAT(Found(request), SizeIs(40));
  request.set_birth_year(1975);
  ASSERT_THAT(Found(request), SizeIs(1));
  EXPECT_EQ(Search(request).matches(0).resident().name(), imported.results(14).name());
  *request.mutable_birth_date() = ToProto(CivilDay(1975, 5, 2));
  EXPECT_THAT(Found(request), IsEmpty());
  request.clear_birth_year();
  *request.mutable_birth_date() = ToProto(CivilDay(1975, 5, 1));
  EXPECT_THAT(Found(request), SizeIs(1));
  request = Query("Siti Aminah");
  request.set_region("regions/17.02.10");
  ASSERT_THAT(Found(request), SizeIs(1));
  EXPECT_EQ(Search(request).matches(0).resident().name(), imported.results(3).name());
  request.set_region("regions/17.02.09.2001");
  request.set_page_size(100);
  EXPECT_THAT(Found(request), SizeIs(39));
}

TEST_F(SearchResidentsTest, ANameThatChangesIsFoundByTheNewOneAlone) {
  const std::string name = ImportOne(Named(1, "Budi Santoso"));
  const std::int64_t rows = CountRows("SELECT COUNT(*) FROM resident_name");
  ImportOne(Named(1, "Joko Widodo"));
  EXPECT_THAT(Found(Query("Budi Santoso")), IsEmpty());
  EXPECT_EQ(Best("Joko Widodo"), "Joko Widodo");
  v1::UpdateResidentRequest update;
  update.set_name(name);
  for (const char* path : {"full_name", "birth_date"}) update.mutable_update_mask()->add_paths(path);
  update.mutable_resident()->set_full_name("Agus Salim");
  *update.mutable_resident()->mutable_birth_date() = ToProto(CivilDay(1991, 1, 1));
  ASSERT_TRUE(UpdateResident(*app_, testing::WriteCall(), update).ok());
  EXPECT_THAT(Found(Query("Joko Widodo")), IsEmpty());
  v1::SearchResidentsRequest request = Query("Agus Salim");
  request.set_birth_year(1991);
  EXPECT_THAT(Found(request), ElementsAre("Agus Salim"));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident_name"), rows);
}

TEST_F(SearchResidentsTest, NamesFromBeforeTheIndexAreIndexedAtTheNextStart) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 20; ++i) rows.push_back(Named(i, "Budi Santoso"));
  Import(rows);
  const std::vector<std::string> before =
      Lines("SELECT HEX(CONCAT(name_key, resident_id)) FROM resident_name");
  Damage("DELETE FROM resident_name");
  Damage("DELETE FROM name_spelling");
  EXPECT_TRUE(IndexOlderNames(app_->store).ok());
  EXPECT_THAT(Found(Query("Budi Santoso")), IsEmpty());  // nothing was registered before there was an index
  Damage("UPDATE name_index_progress SET is_done = 0");
  EXPECT_TRUE(IndexOlderNames(app_->store).ok());
  EXPECT_THAT(Found(Query("Budi Santosa")), SizeIs(20));
  EXPECT_EQ(Lines("SELECT HEX(CONCAT(name_key, resident_id)) FROM resident_name"), before);
  EXPECT_EQ(CountRows("SELECT is_done FROM name_index_progress"), 1);
}

TEST_F(SearchResidentsTest, RefusesBadInput) {
  v1::SearchResidentsRequest request = Query("A. B.");
  request.set_parent("regions/17");
  request.set_birth_year(3000);
  *request.mutable_birth_date() = ToProto(kToday);
  request.set_region("regions/17.02");
  request.set_page_size(-1);
  EXPECT_THAT(
      ViolationsOf(SearchResidents(*app_, testing::ReadCall(), request).status()),
      ElementsAre("parent MALFORMED_RESOURCE_NAME", "query NO_WORD", "birth_year OUT_OF_RANGE",
                  "birth_date CONTRADICTION", "region MALFORMED_RESOURCE_NAME", "page_size NEGATIVE"));
  request = Query("");
  request.set_region("regions/17.03.01");
  EXPECT_THAT(ViolationsOf(SearchResidents(*app_, testing::ReadCall(), request).status()),
              ElementsAre("query LENGTH", "query NO_WORD", "region WRONG_REGION"));
}

// The bar: of 2,000 misspelt names 95 of 100 are among the first five. The year of birth is given for most,
// as a clerk would, since names repeat.
TEST_F(SearchResidentsTest, FindsTwoThousandMisspeltNames) {
  constexpr int kResidents = 3000;
  constexpr int kQueries = 2000;
  NameMaker maker(20231014);
  std::vector<v1::ResidentRow> people;
  for (int i = 0; i < kResidents; ++i) {
    v1::ResidentRow row;
    row.set_full_name(maker.Name());
    const CivilDay born = CivilDay(1940, 1, 1) + maker.Below(70 * 365);
    *row.mutable_birth_date() = ToProto(born);
    row.set_nik(absl::StrCat("1702", 10 + i / 1000, "010190", 9000 + i % 1000));
    row.set_sex(v1::SEX_MALE);
    row.set_village_code(kVillage1);
    people.push_back(std::move(row));
  }
  std::vector<std::string> names;
  for (int first = 0; first < kResidents; first += 1000) {
    const auto imported = Import({people.begin() + first, people.begin() + first + 1000});
    for (const auto& result : imported.results()) {
      names.push_back(result.name());
    }
  }
  int found = 0, first_is_right = 0, first_has_the_name = 0;
  for (int i = 0; i < kQueries; ++i) {
    const auto person = static_cast<std::size_t>(maker.Below(kResidents));
    v1::SearchResidentsRequest request = Query(maker.Misspell(people[person].full_name()));
    request.set_page_size(5);
    const int hint = maker.Below(100);
    if (hint < 65) request.set_birth_year(people[person].birth_date().year());
    if (hint >= 65 && hint < 90) *request.mutable_birth_date() = people[person].birth_date();
    const auto matches = Search(request).matches();
    for (const auto& match : matches) found += match.resident().name() == names[person];
    if (matches.empty()) continue;
    first_is_right += matches[0].resident().name() == names[person];
    first_has_the_name += matches[0].resident().full_name() == people[person].full_name();
  }
  RecordProperty("recall_at_5", found * 100 / kQueries);
  RecordProperty("first_is_right", first_is_right * 100 / kQueries);
  RecordProperty("first_has_the_name", first_has_the_name * 100 / kQueries);
  EXPECT_GE(found, kQueries * 95 / 100);
  EXPECT_GE(first_has_the_name, kQueries * 90 / 100);
}

}  // namespace
}  // namespace dukcapil::population
