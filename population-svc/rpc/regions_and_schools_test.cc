#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RegionsTest : public PopulationTest {
 protected:
  std::vector<std::string> Codes(v1::ListRegionsRequest request) {
    std::vector<std::string> codes;
    do {
      const auto response = ListRegions(*app_, testing::ReadCall(), request);
      EXPECT_TRUE(response.ok()) << response.status();
      if (!response.ok()) break;
      for (const auto& region : response->regions()) codes.push_back(region.code());
      request.set_page_token(response->next_page_token());
    } while (!request.page_token().empty());
    return codes;
  }
};

TEST_F(RegionsTest, GetsOne) {
  v1::GetRegionRequest request;
  request.set_name("regions/17.02.10.1001");
  const auto region = GetRegion(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(region.ok()) << region.status();
  EXPECT_EQ(region->name(), "regions/17.02.10.1001");
  EXPECT_EQ(region->display_name(), "Kelurahan Tiga");
  EXPECT_EQ(region->level(), v1::REGION_LEVEL_VILLAGE);
  request.set_name("regions/17.02.10.1002");
  EXPECT_EQ(GetRegion(*app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
  for (const char* name : {"", "regions/", "regions/-", "regions/17.2", "regions/17.02/coverage", "17.02"}) {
    request.set_name(name);
    EXPECT_THAT(ViolationsOf(GetRegion(*app_, testing::ReadCall(), request).status()),
                ElementsAre("name MALFORMED_RESOURCE_NAME"))
        << name;
  }
}

TEST_F(RegionsTest, ListsWhatIsBelow) {
  v1::ListRegionsRequest request;
  request.set_parent("regions/17");
  EXPECT_THAT(Codes(request), ElementsAre("17.02"));
  request.set_parent(kParent);
  EXPECT_THAT(Codes(request), ElementsAre("17.02.09", "17.02.10"));
  request.set_level(v1::REGION_LEVEL_VILLAGE);
  request.set_page_size(1);
  EXPECT_THAT(Codes(request), ElementsAre(kVillage1, kVillage2, kVillage3));
  request.set_parent("regions/17.02.09");
  request.clear_level();
  EXPECT_THAT(Codes(request), ElementsAre(kVillage1, kVillage2));
  request.set_parent("regions/-");
  EXPECT_THAT(Codes(request), ElementsAre("17"));
  request.set_level(v1::REGION_LEVEL_REGENCY);
  EXPECT_THAT(Codes(request), ElementsAre("17.02"));
}

TEST_F(RegionsTest, ListRefusesBadInput) {
  v1::ListRegionsRequest request;
  request.set_parent("regions/17.02.09.2001");
  EXPECT_THAT(ViolationsOf(ListRegions(*app_, testing::ReadCall(), request).status()),
              ElementsAre("parent NOTHING_BELOW"));
  request.set_parent("regions/--");
  EXPECT_THAT(ViolationsOf(ListRegions(*app_, testing::ReadCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME"));
  request.set_parent(kParent);
  request.set_level(v1::REGION_LEVEL_REGENCY);
  EXPECT_THAT(ViolationsOf(ListRegions(*app_, testing::ReadCall(), request).status()),
              ElementsAre("level LEVEL_NOT_BELOW"));
  request.set_level(static_cast<v1::RegionLevel>(12));
  EXPECT_THAT(ViolationsOf(ListRegions(*app_, testing::ReadCall(), request).status()),
              ElementsAre("level LEVEL_NOT_BELOW"));
  request.clear_level();
  request.set_page_size(-1);
  EXPECT_THAT(ViolationsOf(ListRegions(*app_, testing::ReadCall(), request).status()),
              ElementsAre(HasSubstr("page_size")));
  request.clear_page_size();
  request.set_parent("regions/17.99");
  EXPECT_EQ(ListRegions(*app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
}

using SchoolsTest = PopulationTest;

TEST_F(SchoolsTest, ImportsUpdatesAndRefusesRowByRow) {
  v1::SchoolRow bad = School("123");
  bad.set_display_name("");
  bad.clear_kind();
  bad.set_village_code("17.02.09.2099");
  const auto first = ImportSchools({School("10700001"), bad, School("10700002"), School("10700002")});
  EXPECT_EQ(first.results(0).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(first.results(0).name(), "regions/17.02/schools/10700001");
  EXPECT_THAT(ViolationsOf(first.results(1)),
              ElementsAre("npsn MALFORMED", "display_name LENGTH", "kind UNKNOWN_VALUE",
                          "village_code VILLAGE_UNKNOWN"));
  EXPECT_EQ(first.results(2).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_THAT(ViolationsOf(first.results(3)), ElementsAre("npsn NPSN_REPEATED"));
  v1::SchoolRow renamed = School("10700002");
  renamed.set_display_name("SMK 2 (sintetis)");
  renamed.set_kind(v1::SCHOOL_KIND_SMK);
  const auto second = ImportSchools({School("10700001"), renamed});
  EXPECT_EQ(second.results(0).outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(second.results(1).outcome(), v1::IMPORT_OUTCOME_UPDATED);
  v1::ListSchoolsRequest request;
  request.set_parent(kParent);
  const auto list = ListSchools(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->schools_size(), 2);
  EXPECT_EQ(list->schools(1).display_name(), "SMK 2 (sintetis)");
  EXPECT_EQ(list->schools(1).kind(), v1::SCHOOL_KIND_SMK);
  EXPECT_EQ(list->schools(1).village(), "regions/17.02.09.2001");
}

TEST_F(SchoolsTest, ImportRefusesWhatIsNoBatchAndRepeatsItsAnswer) {
  v1::BatchImportSchoolsRequest request;
  request.set_parent("regions/17");
  EXPECT_THAT(ViolationsOf(BatchImportSchools(*app_, testing::WriteCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "rows COUNT"));
  request.set_parent(kParent);
  *request.add_rows() = School("10700001");
  EXPECT_THAT(ViolationsOf(BatchImportSchools(*app_, testing::ReadCall(), request).status()),
              ElementsAre(HasSubstr("request_id")));
  const Call call = testing::WriteCall();
  const auto first = BatchImportSchools(*app_, call, request);
  const auto second = BatchImportSchools(*app_, call, request);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second->results(0).outcome(), v1::IMPORT_OUTCOME_CREATED);
  request.set_parent("regions/17.99");
  EXPECT_EQ(BatchImportSchools(*app_, testing::WriteCall(), request).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(SchoolsTest, ImportCanBeJudgedAlone) {
  ImportSchools({School("10700001")});
  v1::BatchImportSchoolsRequest request;
  request.set_parent(kParent);
  request.set_validate_only(true);
  *request.add_rows() = School("10700001");
  *request.add_rows() = School("10700002");
  const auto response = BatchImportSchools(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->results(0).outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(response->results(1).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM school"), 1);
}

TEST_F(SchoolsTest, ImportsPupilsWhoLiveHere) {
  ImportSchools({School("10700001")});
  v1::ResidentRow at_school = Row(2), gone = Row(3);
  at_school.set_school_npsn("10700001");
  *gone.mutable_departure_date() = ToProto(kToday);
  const std::string name = ImportOne(Row(1));
  ImportOne(at_school);
  ImportOne(gone);
  v1::BatchImportPupilsRequest request;
  request.set_parent(kParent);
  const auto add = [&](const std::string& nik, const std::string& npsn) {
    request.add_rows()->set_nik(nik);
    request.mutable_rows()->rbegin()->set_school_npsn(npsn);
  };
  for (const auto& row : {Row(1), at_school, gone}) add(row.nik(), "10700001");
  add("1771020101909001", "10700001");
  add(Row(1).nik(), "10700001");
  add("170209", "107");
  add(Row(4).nik(), "10700009");
  const auto outcomes = [&](const Call& call) {
    const auto response = BatchImportPupils(*app_, call, request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<int> list;
    for (const auto& result : response->results()) list.push_back(result.outcome());
    EXPECT_EQ(response->results(0).name(), name);
    EXPECT_THAT(ViolationsOf(response->results(4)), ElementsAre("nik NIK_REPEATED"));
    EXPECT_THAT(ViolationsOf(response->results(5)),
                ElementsAre("nik NIK_NOT_16_DIGITS", "school_npsn MALFORMED"));
    EXPECT_THAT(ViolationsOf(response->results(6)), ElementsAre("school_npsn SCHOOL_UNKNOWN"));
    return list;
  };
  request.set_validate_only(true);
  const std::vector<int> judged = outcomes(testing::ReadCall());
  EXPECT_THAT(judged, ElementsAre(v1::IMPORT_OUTCOME_UPDATED, v1::IMPORT_OUTCOME_UNCHANGED,
                                  v1::IMPORT_OUTCOME_ELSEWHERE, v1::IMPORT_OUTCOME_ELSEWHERE,
                                  v1::IMPORT_OUTCOME_REFUSED, v1::IMPORT_OUTCOME_REFUSED,
                                  v1::IMPORT_OUTCOME_REFUSED));
  EXPECT_EQ(Get(name).school(), "");
  request.clear_validate_only();
  EXPECT_EQ(outcomes(testing::WriteCall()), judged);
  EXPECT_EQ(Get(name).school(), "regions/17.02/schools/10700001");
  EXPECT_EQ(Get(name).etag(), "2");
  EXPECT_THAT(
      outcomes(testing::WriteCall()),
      ElementsAre(v1::IMPORT_OUTCOME_UNCHANGED, v1::IMPORT_OUTCOME_UNCHANGED, v1::IMPORT_OUTCOME_ELSEWHERE,
                  v1::IMPORT_OUTCOME_ELSEWHERE, v1::IMPORT_OUTCOME_REFUSED, v1::IMPORT_OUTCOME_REFUSED,
                  v1::IMPORT_OUTCOME_REFUSED));
  EXPECT_EQ(Get(name).etag(), "2");
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(SchoolsTest, APupilUnderTheNikOfADoubleIsTheResidentKept) {
  ImportSchools({School("10700001")});
  const std::string kept = ImportOne(Row(1));
  ASSERT_TRUE(Merge(kept, ImportOne(Row(2))).ok());
  v1::BatchImportPupilsRequest request;
  request.set_parent(kParent);
  for (const int serial : {2, 1}) {
    v1::PupilRow& row = *request.add_rows();
    row.set_nik(Row(serial).nik());
    row.set_school_npsn("10700001");
  }
  const auto response = BatchImportPupils(*app_, testing::WriteCall(), request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(ViolationsOf(response->results(1)), ElementsAre("nik NIK_REPEATED"));
  EXPECT_EQ(response->results(0).outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(response->results(0).name(), kept);
  EXPECT_EQ(Get(kept).school(), "regions/17.02/schools/10700001");
}

TEST_F(SchoolsTest, CountsPupils) {
  ImportSchools({School("10700001"), School("10700002"), School("10700003")});
  const auto pupil = [](int serial, CivilDay born, const char* npsn) {
    v1::ResidentRow row = Row(serial);
    *row.mutable_birth_date() = ToProto(born);
    row.set_school_npsn(npsn);
    return row;
  };
  v1::ResidentRow recorded = pupil(3, CivilDay(2006, 11, 1), "10700001");
  recorded.set_recording_code("PRINT_READY_RECORD");
  *recorded.mutable_recording_date() = ToProto(CivilDay(2023, 9, 1));
  v1::ResidentRow gone = pupil(6, CivilDay(2006, 11, 1), "10700001");
  *gone.mutable_departure_date() = ToProto(CivilDay(2023, 9, 1));
  Import({pupil(1, CivilDay(2006, 10, 14), "10700001"),  // 17 today, unrecorded
          pupil(2, CivilDay(2007, 2, 14), "10700001"),   // 17 on election day, unrecorded
          recorded,                                      // turns 17, recorded at 16
          pupil(4, CivilDay(2007, 2, 15), "10700001"),   // too young
          pupil(5, CivilDay(2006, 12, 1), "10700003"), gone,
          // At no school that is known here: unrecorded, recorded, too young.
          pupil(7, CivilDay(2006, 10, 15), ""), pupil(8, CivilDay(2007, 2, 15), ""),
          pupil(10, CivilDay(2006, 10, 15), "10809999"), [&] {
            v1::ResidentRow row = recorded;
            row.set_nik(Row(9).nik());
            row.clear_school_npsn();
            return row;
          }()});
  v1::ListSchoolsRequest request;
  request.set_parent(kParent);
  *request.mutable_turning_17_by() = ToProto(CivilDay(2024, 2, 14));
  request.set_page_size(2);
  const auto page = ListSchools(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->schools_size(), 2);
  EXPECT_EQ(page->schools(0).pupils(), 4);
  EXPECT_EQ(page->schools(0).pupils_turning_17(), 2);
  EXPECT_EQ(page->schools(0).unrecorded_pupils(), 2);
  EXPECT_EQ(page->schools(1).pupils(), 0);
  EXPECT_EQ(page->turning_17_without_school(), 3);
  EXPECT_EQ(page->unrecorded_without_school(), 2);
  request.set_page_token(page->next_page_token());
  const auto last = ListSchools(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(last.ok()) << last.status();
  ASSERT_EQ(last->schools_size(), 1);
  EXPECT_EQ(last->schools(0).unrecorded_pupils(), 1);
  EXPECT_EQ(last->turning_17_without_school(), 0);
  EXPECT_EQ(last->next_page_token(), "");
}

TEST_F(SchoolsTest, ListRefusesBadInputAndIsEmptyWithoutSchools) {
  v1::ListSchoolsRequest request;
  request.set_parent(kParent);
  EXPECT_THAT(ListSchools(*app_, testing::ReadCall(), request)->schools(), IsEmpty());
  request.set_parent("regions/17.02.09");
  request.mutable_turning_17_by()->set_year(2024);
  EXPECT_THAT(ViolationsOf(ListSchools(*app_, testing::ReadCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "turning_17_by INVALID_DATE"));
  v1::ListSchoolsRequest page;
  page.set_parent(kParent);
  page.set_page_size(-5);
  EXPECT_THAT(ViolationsOf(ListSchools(*app_, testing::ReadCall(), page).status()),
              ElementsAre(HasSubstr("page_size")));
}

}  // namespace
}  // namespace dukcapil::population
