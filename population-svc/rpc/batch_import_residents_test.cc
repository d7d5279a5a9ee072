#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class BatchImportResidentsTest : public PopulationTest {};

TEST_F(BatchImportResidentsTest, CreatesUpdatesAndLeavesUnchanged) {
  const auto created = Import({Row(1), Row(2)});
  ASSERT_EQ(created.results_size(), 2);
  EXPECT_EQ(created.results(0).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(created.results(1).index(), 1);
  const std::string name = created.results(0).name();
  EXPECT_THAT(name, HasSubstr("regions/17.02/residents/"));

  v1::ResidentRow moved = Row(1);
  moved.set_village_code(kVillage3);
  moved.set_school_npsn("10700001");
  const auto again = Import({moved, Row(2)});
  EXPECT_EQ(again.results(0).outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(again.results(0).name(), name);
  EXPECT_EQ(again.results(1).outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  const v1::Resident resident = Get(name);
  EXPECT_EQ(resident.village(), "regions/17.02.10.1001");
  EXPECT_EQ(resident.school(), "regions/17.02/schools/10700001");
  EXPECT_EQ(resident.etag(), "2");
  EXPECT_EQ(CoverageOn(kToday, kVillage1).obliged(), 1);
  EXPECT_EQ(CoverageOn(kToday, kVillage3).obliged(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(BatchImportResidentsTest, ValidateOnlyJudgesAsAnImportAndWritesNothing) {
  const std::string name = ImportOne(Row(1));
  v1::ResidentRow moved = Row(1), unknown = Row(3);
  moved.set_village_code(kVillage3);
  unknown.set_village_code("17.02.09.2099");
  v1::BatchImportResidentsRequest request;
  request.set_parent(kParent);
  request.set_validate_only(true);
  for (const auto& row : {moved, Row(2), unknown}) *request.add_rows() = row;
  const auto response = BatchImportResidents(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->results(0).outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(response->results(0).name(), name);
  EXPECT_EQ(response->results(1).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(response->results(1).name(), "");
  EXPECT_THAT(ViolationsOf(response->results(2)), ElementsAre("village_code VILLAGE_UNKNOWN"));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident"), 1);
  EXPECT_EQ(Get(name).village(), "regions/17.02.09.2001");
  // The same without it is another request.
  EXPECT_EQ(Import({moved, Row(2), unknown}).results(1).outcome(), v1::IMPORT_OUTCOME_CREATED);
}

TEST_F(BatchImportResidentsTest, ARecordingCodeBecomesAnEvent) {
  const auto response = Import({Recorded(1, "PRINT_READY_RECORD", CivilDay(2012, 3, 4)),
                                Recorded(2, "A_CODE_OF_TOMORROW", CivilDay(2012, 3, 4)),
                                Recorded(3, "DUPLICATE_RECORD", CivilDay(2012, 3, 4))});
  const v1::Resident ready = Get(response.results(0).name());
  EXPECT_EQ(ready.recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(ready.print_ready_date().year(), 2012);
  EXPECT_EQ(ready.covered_date().day(), 4);
  EXPECT_EQ(Get(response.results(1).name()).recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 3);
  const v1::Coverage coverage = CoverageOn(kToday);
  EXPECT_EQ(coverage.obliged(), 3);
  EXPECT_EQ(coverage.covered(), 2);
  EXPECT_EQ(coverage.not_recorded(), 1);
  EXPECT_EQ(coverage.print_ready(), 1);
  EXPECT_EQ(coverage.blocked(), 1);
}

TEST_F(BatchImportResidentsTest, ALaterStatusAddsAnEvent) {
  const std::string name = ImportOne(Recorded(1, "SENT_FOR_ENROLLMENT", CivilDay(2023, 1, 1)));
  EXPECT_EQ(ImportOne(Recorded(1, "PRINT_READY_RECORD", CivilDay(2023, 1, 1))), name);
  const v1::Resident resident = Get(name);
  EXPECT_EQ(resident.recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM recording_event"), 2);
  const auto same = Import({Recorded(1, "PRINT_READY_RECORD", CivilDay(2023, 1, 1))});
  EXPECT_EQ(same.results(0).outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(BatchImportResidentsTest, ARefusedRowTellsEveryReasonAndTheOthersStand) {
  v1::ResidentRow bad = Row(2);
  bad.set_nik("1702093102900000");
  bad.set_full_name("\n");
  bad.clear_birth_date();
  bad.set_sex(v1::SEX_UNSPECIFIED);
  bad.set_village_code("17.03.01.2001");
  bad.set_school_npsn("1");
  bad.set_citizenship(static_cast<v1::Citizenship>(77));
  bad.set_recording_code("lower");
  bad.mutable_death_date()->set_year(2020);
  const auto response = Import({Row(1), bad, Row(3)});
  EXPECT_EQ(response.results(0).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(response.results(2).outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(response.results(1).outcome(), v1::IMPORT_OUTCOME_REFUSED);
  EXPECT_EQ(response.results(1).name(), "");
  EXPECT_THAT(ViolationsOf(response.results(1)),
              ElementsAre("nik NIK_IMPOSSIBLE_DATE", "nik NIK_SERIAL_ZERO", "full_name CONTROL_CHARACTER",
                          "birth_date REQUIRED", "sex REQUIRED", "citizenship UNKNOWN_VALUE",
                          "death_date INVALID_DATE", "village_code WRONG_REGION", "school_npsn MALFORMED",
                          "recording_code MALFORMED", "recording_date REQUIRED"));
  EXPECT_THAT(response.results(1).ShortDebugString(), Not(HasSubstr("1702093102900000")));
}

TEST_F(BatchImportResidentsTest, RefusesUnknownVillagesRepeatedNiksAndTheFuture) {
  v1::ResidentRow nowhere = Row(1);
  nowhere.set_village_code("17.02.09.2099");
  v1::ResidentRow malformed = Row(4);
  malformed.set_village_code("17.02.09");
  v1::ResidentRow unborn = Row(3);
  *unborn.mutable_birth_date() = ToProto(kToday + 1);
  v1::ResidentRow lone_date = Row(5);
  *lone_date.mutable_recording_date() = ToProto(kToday);
  const auto response = Import({nowhere, Row(2), Row(2), unborn, malformed, lone_date});
  EXPECT_THAT(ViolationsOf(response.results(0)), ElementsAre("village_code VILLAGE_UNKNOWN"));
  EXPECT_THAT(ViolationsOf(response.results(1)), IsEmpty());
  EXPECT_THAT(ViolationsOf(response.results(2)), ElementsAre("nik NIK_REPEATED"));
  EXPECT_THAT(ViolationsOf(response.results(3)), ElementsAre("birth_date DATE_IN_FUTURE"));
  EXPECT_THAT(ViolationsOf(response.results(4)), ElementsAre("village_code MALFORMED"));
  EXPECT_THAT(ViolationsOf(response.results(5)), ElementsAre("recording_code REQUIRED"));
}

TEST_F(BatchImportResidentsTest, RefusesWhatIsNoBatch) {
  v1::BatchImportResidentsRequest request;
  request.set_parent("regions/17.02.09");
  EXPECT_THAT(ViolationsOf(BatchImportResidents(*app_, testing::WriteCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "rows COUNT"));
  request.set_parent("regions/-");
  for (int i = 0; i < 1001; ++i) *request.add_rows() = Row(i % 999 + 1);
  EXPECT_THAT(ViolationsOf(BatchImportResidents(*app_, testing::WriteCall(), request).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "rows COUNT"));
  v1::BatchImportResidentsRequest one;
  one.set_parent(kParent);
  *one.add_rows() = Row(1);
  EXPECT_THAT(ViolationsOf(BatchImportResidents(*app_, testing::ReadCall(), one).status()),
              ElementsAre(HasSubstr("request_id")));
  one.set_parent("regions/17.03");
  const auto unknown = BatchImportResidents(*app_, testing::WriteCall(), one);
  EXPECT_EQ(unknown.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(GetErrorDetail(unknown.status()).reason, "REGENCY_UNKNOWN");
}

TEST_F(BatchImportResidentsTest, ARepeatedRequestAnswersAlikeAndDoesNothing) {
  v1::BatchImportResidentsRequest request;
  request.set_parent(kParent);
  *request.add_rows() = Row(1);
  const Call call = testing::WriteCall();
  const auto first = BatchImportResidents(*app_, call, request);
  const auto second = BatchImportResidents(*app_, call, request);
  ASSERT_TRUE(first.ok() && second.ok()) << first.status() << second.status();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident"), 1);
  EXPECT_EQ(CoverageOn(kToday).obliged(), 1);
}

TEST_F(BatchImportResidentsTest, KeepsNoNikInTheClear) {
  ImportOne(Row(1));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident WHERE INSTR(nik_sealed, '1702090101909001') > 0 "
                      "OR INSTR(nik_index, '1702090101909001') > 0"),
            0);
}

TEST_F(BatchImportResidentsTest, AFullBatch) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 999; ++i) rows.push_back(Row(i));
  v1::ResidentRow woman = Row(1);
  woman.set_nik("1702094101909001");
  woman.set_sex(v1::SEX_FEMALE);
  rows.push_back(woman);
  const auto response = Import(rows);
  ASSERT_EQ(response.results_size(), 1000);
  for (const auto& result : response.results()) EXPECT_EQ(result.outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(CoverageOn(kToday).obliged(), 1000);
  const auto again = Import(rows);
  for (const auto& result : again.results()) EXPECT_EQ(result.outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
}

}  // namespace
}  // namespace dukcapil::population
