#include "absl/strings/str_format.h"
#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CoverageTest : public PopulationTest {
 protected:
  static v1::ResidentRow Born(int serial, CivilDay day, const char* village) {
    v1::ResidentRow row = Row(serial);
    *row.mutable_birth_date() = ToProto(day);
    row.set_village_code(village);
    return row;
  }
};

TEST_F(CoverageTest, AtAnyDateWithThoseWhoTurn17) {
  Import({Born(1, CivilDay(2006, 10, 14), kVillage1), Born(2, CivilDay(2006, 10, 15), kVillage1),
          Born(3, CivilDay(2007, 2, 14), kVillage2), Born(4, CivilDay(1950, 1, 1), kVillage3)});
  EXPECT_EQ(CoverageOn(CivilDay(2011, 1, 1)).obliged(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 10, 13)).obliged(), 1);
  EXPECT_EQ(CoverageOn(kToday).obliged(), 2);
  EXPECT_EQ(CoverageOn(CivilDay(2024, 2, 14)).obliged(), 4);
  EXPECT_EQ(CoverageOn(CivilDay(2024, 2, 14), "17.02.09").obliged(), 3);
  EXPECT_EQ(CoverageOn(CivilDay(2024, 2, 14), kVillage2).obliged(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(9999, 12, 31)).obliged(), 4);

  v1::GetCoverageRequest request;
  request.set_name("regions/17.02/coverage");
  *request.mutable_date() = ToProto(CivilDay(2024, 2, 14));
  *request.mutable_newly_obliged_since() = ToProto(kToday);
  const auto coverage = GetCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_EQ(coverage->newly_obliged(), 2);
  EXPECT_EQ(coverage->region().display_name(), "KABUPATEN REJANG LEBONG");
  EXPECT_EQ(coverage->name(), "regions/17.02/coverage");
  EXPECT_GT(coverage->as_of_time().seconds(), 0);
}

TEST_F(CoverageTest, TodayWhereNoDateIsGiven) {
  ImportOne(Born(1, CivilDay(2006, 10, 14), kVillage1));
  v1::GetCoverageRequest request;
  request.set_name("regions/17.02/coverage");
  const auto coverage = GetCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(coverage.ok());
  EXPECT_EQ(coverage->date().ShortDebugString(), ToProto(kToday).ShortDebugString());
  EXPECT_EQ(coverage->obliged(), 1);
}

TEST_F(CoverageTest, NewlyObligedCountsPeopleNotTheDifference) {
  // One leaves in the same time in which another turns 17.
  v1::ResidentRow gone = Born(1, CivilDay(1990, 1, 1), kVillage1);
  *gone.mutable_departure_date() = ToProto(CivilDay(2023, 6, 1));
  Import({gone, Born(2, CivilDay(2006, 6, 1), kVillage1)});
  v1::GetCoverageRequest request;
  request.set_name("regions/17.02.09.2001/coverage");
  *request.mutable_newly_obliged_since() = ToProto(CivilDay(2023, 1, 1));
  const auto coverage = GetCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(coverage.ok());
  EXPECT_EQ(coverage->obliged(), 1);
  EXPECT_EQ(coverage->newly_obliged(), 1);
}

TEST_F(CoverageTest, ListsDistrictsAndVillagesWithZeros) {
  ImportSchools({School("10700001")});
  v1::ResidentRow pupil = Born(1, CivilDay(2006, 12, 1), kVillage1);
  pupil.set_school_npsn("10700001");
  v1::ResidentRow recorded_pupil = Recorded(2, "PRINT_READY_RECORD", CivilDay(2023, 3, 1));
  recorded_pupil.set_school_npsn("10700001");
  recorded_pupil.set_village_code(kVillage1);
  v1::ResidentRow pupil_elsewhere = Born(3, CivilDay(2000, 1, 1), kVillage2);
  pupil_elsewhere.set_school_npsn("10800001");  // of no school here: to be found in the village
  Import({pupil, recorded_pupil, pupil_elsewhere});

  v1::ListCoverageRequest request;
  request.set_parent(kParent);
  *request.mutable_date() = ToProto(CivilDay(2024, 2, 14));
  *request.mutable_newly_obliged_since() = ToProto(kToday);
  request.set_with_school_pupils(true);
  auto districts = ListCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(districts.ok()) << districts.status();
  ASSERT_EQ(districts->coverages_size(), 2);
  const v1::Coverage& curup = districts->coverages(0);
  EXPECT_EQ(curup.region().code(), "17.02.09");
  EXPECT_EQ(curup.obliged(), 3);
  EXPECT_EQ(curup.covered(), 1);
  EXPECT_EQ(curup.not_recorded(), 2);
  EXPECT_EQ(curup.newly_obliged(), 1);
  EXPECT_EQ(curup.not_recorded_pupils(), 1);
  EXPECT_EQ(districts->coverages(1).obliged(), 0);

  request.set_level(v1::REGION_LEVEL_VILLAGE);
  const auto villages = ListCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(villages.ok());
  ASSERT_EQ(villages->coverages_size(), 3);
  EXPECT_EQ(villages->coverages(1).region().code(), kVillage2);
  EXPECT_EQ(villages->coverages(1).obliged(), 1);

  request.set_parent("regions/17.02.09");
  request.clear_level();
  request.clear_with_school_pupils();
  const auto below = ListCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(below.ok());
  ASSERT_EQ(below->coverages_size(), 2);
  EXPECT_EQ(below->coverages(0).not_recorded_pupils(), 0);
}

TEST_F(CoverageTest, ProvincesAndTheCountryAreTheSumOfTheirRegencies) {
  Must(app_->store.WriteInternal(testing::ReadCall(), [](storage::Tx& tx) {
    tx.NoChange();
    using storage::RegionLevel;
    return tx.SaveRegions({{"16", RegionLevel::kProvince, "SUMATERA SELATAN"},
                           {"17.03", RegionLevel::kRegency, "KABUPATEN BENGKULU UTARA"},
                           {"17.03.01", RegionLevel::kDistrict, "Enggano"},
                           {"17.03.01.2001", RegionLevel::kVillage, "Desa Empat"}});
  }));
  Import({Born(1, CivilDay(1990, 1, 1), kVillage1), Born(2, CivilDay(2006, 10, 1), kVillage3)});
  v1::BatchImportResidentsRequest elsewhere;
  elsewhere.set_parent("regions/17.03");
  v1::ResidentRow row = Recorded(3, "PRINT_READY_RECORD", CivilDay(2023, 3, 1));
  row.set_village_code("17.03.01.2001");
  *elsewhere.add_rows() = row;
  ASSERT_TRUE(BatchImportResidents(*app_, testing::WriteCall(), elsewhere).ok());

  EXPECT_EQ(CoverageOn(kToday, "17").obliged(), 3);
  EXPECT_EQ(CoverageOn(kToday, "17").not_recorded(), 2);
  EXPECT_EQ(CoverageOn(kToday, "16").obliged(), 0);
  const v1::Coverage country = CoverageOn(kToday, "-");
  EXPECT_EQ(country.obliged(), 3);
  EXPECT_EQ(country.name(), "regions/-/coverage");
  EXPECT_EQ(country.region().code(), "-");
  v1::GetCoverageRequest newly;
  newly.set_name("regions/17/coverage");
  *newly.mutable_newly_obliged_since() = ToProto(CivilDay(2023, 1, 1));
  EXPECT_EQ(GetCoverage(*app_, testing::ReadCall(), newly)->newly_obliged(), 1);

  v1::ListCoverageRequest request;
  request.set_parent("regions/-");
  const auto provinces = ListCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(provinces.ok()) << provinces.status();
  ASSERT_EQ(provinces->coverages_size(), 2);
  EXPECT_EQ(provinces->coverages(0).obliged(), 0);
  EXPECT_EQ(provinces->coverages(1).obliged(), 3);
  request.set_parent("regions/17");
  const auto regencies = ListCoverage(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(regencies.ok()) << regencies.status();
  ASSERT_EQ(regencies->coverages_size(), 2);
  EXPECT_EQ(regencies->coverages(0).obliged(), 2);
  EXPECT_EQ(regencies->coverages(1).covered(), 1);
  request.set_level(v1::REGION_LEVEL_VILLAGE);
  EXPECT_EQ(ListCoverage(*app_, testing::ReadCall(), request)->coverages_size(), 4);
}

TEST_F(CoverageTest, GetRefusesBadInput) {
  const auto violations = [&](const v1::GetCoverageRequest& request) {
    return ViolationsOf(GetCoverage(*app_, testing::ReadCall(), request).status());
  };
  v1::GetCoverageRequest request;
  request.set_name("regions/17.02");
  EXPECT_THAT(violations(request), ElementsAre("name MALFORMED_RESOURCE_NAME"));
  request.set_name("regions/1702/coverage");
  EXPECT_THAT(violations(request), ElementsAre("name MALFORMED_RESOURCE_NAME"));
  request.set_name("regions/17.02/coverage");
  *request.mutable_date() = ToProto(CivilDay(2010, 12, 31));
  EXPECT_THAT(violations(request), ElementsAre("date DATE_TOO_EARLY"));
  request.mutable_date()->set_month(13);
  EXPECT_THAT(violations(request), ElementsAre("date INVALID_DATE"));
  *request.mutable_date() = ToProto(kToday);
  *request.mutable_newly_obliged_since() = ToProto(kToday + 1);
  EXPECT_THAT(violations(request), ElementsAre("newly_obliged_since AFTER_DATE"));
  v1::GetCoverageRequest unknown;
  unknown.set_name("regions/17.99/coverage");
  EXPECT_EQ(GetCoverage(*app_, testing::ReadCall(), unknown).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(CoverageTest, ListRefusesBadInput) {
  const auto violations = [&](const v1::ListCoverageRequest& request) {
    return ViolationsOf(ListCoverage(*app_, testing::ReadCall(), request).status());
  };
  v1::ListCoverageRequest request;
  request.set_parent("regions/17.02.09.2001");
  EXPECT_THAT(violations(request), ElementsAre("parent NOTHING_BELOW"));
  request.set_parent("regions/1702");
  EXPECT_THAT(violations(request), ElementsAre("parent MALFORMED_RESOURCE_NAME"));
  request.set_parent("regions/17.02.09");
  request.set_level(v1::REGION_LEVEL_DISTRICT);
  EXPECT_THAT(violations(request), ElementsAre("level LEVEL_NOT_BELOW"));
  request.set_level(static_cast<v1::RegionLevel>(9));
  EXPECT_THAT(violations(request), ElementsAre("level LEVEL_NOT_BELOW"));
  request.set_parent("regions/-");
  request.set_level(v1::REGION_LEVEL_VILLAGE);
  EXPECT_THAT(violations(request), ElementsAre("level TOO_MANY"));
  request.set_parent("regions/17.02.09");
  request.clear_level();
  *request.mutable_date() = ToProto(CivilDay(1999, 1, 1));
  EXPECT_THAT(violations(request), ElementsAre("date DATE_TOO_EARLY"));
  request.clear_date();
  request.set_parent("regions/17.99");
  EXPECT_EQ(ListCoverage(*app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(CoverageTest, VerifyNamesEveryDifference) {
  v1::ResidentRow recorded = Recorded(1, "PRINT_READY_RECORD", CivilDay(2023, 3, 5));
  Import({recorded, Born(2, CivilDay(2006, 12, 1), kVillage2)});
  const auto clean = Verify();
  EXPECT_EQ(clean.difference_count(), 0);
  EXPECT_EQ(clean.residents_checked(), 2);
  EXPECT_GT(clean.figures_checked(), 0);

  ASSERT_EQ(
      Damage("UPDATE coverage_delta SET covered = covered + 1 WHERE level = 'D' AND bucket = '2023-03-05'"),
      1);
  const auto damaged = Verify();
  EXPECT_EQ(damaged.difference_count(), 1);
  ASSERT_EQ(damaged.differences_size(), 1);
  EXPECT_EQ(damaged.differences(0).village(), "regions/17.02.09.2001");
  EXPECT_EQ(damaged.differences(0).bucket(), "D:2023-03-05");
  EXPECT_EQ(damaged.differences(0).column(), "covered");
  EXPECT_EQ(damaged.differences(0).expected(), 1);
  EXPECT_EQ(damaged.differences(0).stored(), 2);

  ASSERT_EQ(Damage("DELETE FROM coverage_delta WHERE level = 'D' AND bucket = '2023-03-05'"), 1);
  EXPECT_EQ(Verify().difference_count(), 2);  // covered and print-ready are missing
}

TEST_F(CoverageTest, VerifySeesAResidentChangedByHandAndARowTooMany) {
  Import({Born(1, CivilDay(2006, 12, 1), kVillage2)});
  ASSERT_EQ(Damage("UPDATE resident SET village = '17.02.10.1001'"), 1);
  EXPECT_EQ(Verify().difference_count(), 6);  // year, month and day, there and here
  ASSERT_EQ(Damage("DELETE FROM resident"), 1);
  const auto response = Verify();
  EXPECT_EQ(response.difference_count(), 3);
  EXPECT_EQ(response.differences(0).expected(), 0);
  EXPECT_EQ(response.differences(0).stored(), 1);
}

TEST_F(CoverageTest, VerifySeesDerivedColumnsThatDoNotFollow) {
  Import(
      {Recorded(1, "PRINT_READY_RECORD", CivilDay(2023, 3, 5)), Born(2, CivilDay(2006, 12, 1), kVillage2)});
  ASSERT_EQ(Verify().difference_count(), 0);
  ASSERT_EQ(Damage("DELETE FROM recording_event"), 1);
  ASSERT_EQ(Damage("UPDATE resident SET obliged_date = '2023-12-02' WHERE village = '17.02.09.2002'"), 1);
  const auto damaged = Verify();
  ASSERT_EQ(damaged.differences_size(), 2) << damaged.ShortDebugString();
  EXPECT_EQ(damaged.differences(0).village(), "regions/17.02.09.2001");
  EXPECT_EQ(damaged.differences(0).bucket(), "residents");
  EXPECT_EQ(damaged.differences(0).column(), "recording");
  EXPECT_EQ(damaged.differences(0).stored(), 1);
  EXPECT_EQ(damaged.differences(1).column(), "obliged_date");
}

TEST_F(CoverageTest, VerifyRefusesWhatIsNoRegency) {
  v1::VerifyCoverageRequest request;
  request.set_parent("regions/17");
  EXPECT_THAT(ViolationsOf(VerifyCoverage(*app_, testing::ReadCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME"));
}

TEST_F(CoverageTest, VerifyReadsInChunks) {
  // More residents and buckets than a chunk holds.
  int serial = 0;
  for (int batch = 0; batch < 6; ++batch) {
    std::vector<v1::ResidentRow> rows;
    for (int i = 0; i < 1000; ++i, ++serial) {
      const CivilDay born = CivilDay(1994, 1, 1) + serial;
      v1::ResidentRow row = Born(1, born, i % 2 == 0 ? kVillage1 : kVillage3);
      row.set_nik(absl::StrFormat("170209%02d%02d%02d9001", born.day(), born.month(), born.year() % 100));
      rows.push_back(row);
    }
    Import(rows);
  }
  const auto response = Verify();
  EXPECT_EQ(response.residents_checked(), 6000);
  EXPECT_GT(response.figures_checked(), 6000 * 6);
  EXPECT_EQ(response.difference_count(), 0);
}

}  // namespace
}  // namespace dukcapil::population
