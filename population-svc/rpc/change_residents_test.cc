// CreateResident, UpdateResident and LookupResident.
#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ChangeResidentsTest : public PopulationTest {
 protected:
  // A woman in order, born on 2 January 1990 in village 1.
  static v1::CreateResidentRequest Wanted(int serial) {
    v1::CreateResidentRequest request;
    request.set_parent(kParent);
    v1::Resident& resident = *request.mutable_resident();
    resident.set_nik("170209420190" + std::to_string(9000 + serial));
    resident.set_full_name("Siti (Sintetis)");
    *resident.mutable_birth_date() = ToProto(CivilDay(1990, 1, 2));
    resident.set_sex(v1::SEX_FEMALE);
    resident.set_village("regions/17.02.09.2001");
    return request;
  }
  absl::StatusOr<v1::Resident> Create(const v1::CreateResidentRequest& request) {
    return CreateResident(*app_, testing::WriteCall(), request);
  }
  absl::StatusOr<v1::Resident> Lookup(const std::string& nik) {
    v1::LookupResidentRequest request;
    request.set_parent(kParent);
    request.set_nik(nik);
    return LookupResident(*app_, testing::ReadCall(), request);
  }
  static v1::UpdateResidentRequest Update(const std::string& name, const std::vector<std::string>& paths) {
    v1::UpdateResidentRequest request;
    request.set_name(name);
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    return request;
  }
  absl::StatusOr<v1::Resident> Send(const v1::UpdateResidentRequest& request) {
    return UpdateResident(*app_, testing::WriteCall(), request);
  }
  std::int64_t ObligedToday() { return CoverageOn(kToday).obliged(); }
  // The figures are what a recount gives.
  void ExpectProven() { EXPECT_EQ(Verify().difference_count(), 0); }
};

TEST_F(ChangeResidentsTest, CreatesWhatIsThenReadLookedUpAndCounted) {
  v1::CreateResidentRequest request = Wanted(1);
  v1::Resident& wanted = *request.mutable_resident();
  wanted.set_school("regions/17.02/schools/10700001");
  *wanted.mutable_arrival_date() = ToProto(CivilDay(2023, 10, 1));
  *wanted.mutable_first_card_date() = ToProto(CivilDay(2010, 1, 1));
  wanted.set_previous_name("regions/17.03/residents/0190b5a4-0000-7000-8000-000000000001");
  wanted.set_recording_state(v1::RECORDING_STATE_PRINT_READY);  // output only
  const auto created = Create(request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->nik(), "170209••••••9001");
  EXPECT_EQ(created->sex(), v1::SEX_UNSPECIFIED);
  EXPECT_EQ(created->previous_name(), wanted.previous_name());
  EXPECT_EQ(created->recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(created->obliged_date().year(), 2023);
  EXPECT_TRUE(created->synthetic());
  EXPECT_EQ(created->etag(), "1");
  v1::Resident read = Get(created->name());
  *read.mutable_create_time() = created->create_time();  // kept in microseconds
  *read.mutable_update_time() = created->update_time();
  EXPECT_EQ(read.DebugString(), created->DebugString());
  EXPECT_EQ(Lookup(wanted.nik())->name(), created->name());
  EXPECT_EQ(ObligedToday(), 1);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM `change` WHERE kind = 'RESIDENT_CREATED'"), 1);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM request WHERE INSTR(reply, '" + wanted.nik() + "') > 0"), 0);
  ExpectProven();
}

TEST_F(ChangeResidentsTest, CreateRefusesEveryBadFieldAtOnce) {
  v1::CreateResidentRequest request;
  request.set_parent(kParent);
  request.mutable_resident()->set_nik("1702093102900000");
  request.mutable_resident()->set_citizenship(static_cast<v1::Citizenship>(9));
  request.mutable_resident()->set_school("sma");
  request.mutable_resident()->set_previous_name(
      "regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001");
  EXPECT_THAT(
      ViolationsOf(Create(request).status()),
      ElementsAre("resident.nik NIK_IMPOSSIBLE_DATE", "resident.nik NIK_SERIAL_ZERO",
                  "resident.full_name LENGTH", "resident.birth_date REQUIRED", "resident.sex REQUIRED",
                  "resident.citizenship UNKNOWN_VALUE", "resident.village MALFORMED_RESOURCE_NAME",
                  "resident.school MALFORMED_RESOURCE_NAME", "resident.previous_name WRONG_REGION"));
  request = Wanted(1);
  *request.mutable_resident()->mutable_death_date() = ToProto(kToday + 1);
  *request.mutable_resident()->mutable_arrival_date() = ToProto(CivilDay(1980, 1, 1));
  EXPECT_THAT(ViolationsOf(Create(request).status()),
              ElementsAre("resident.arrival_date DATE_BEFORE_BIRTH", "resident.death_date DATE_IN_FUTURE"));
  request = Wanted(1);
  request.mutable_resident()->set_village("regions/17.02.09.2999");
  EXPECT_THAT(ViolationsOf(Create(request).status()), ElementsAre("resident.village VILLAGE_UNKNOWN"));
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident"), 0);
}

TEST_F(ChangeResidentsTest, ANikIsRegisteredOnceUnderAnyIndexKey) {
  const auto first = Create(Wanted(1));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto refused = [&] {
    const absl::Status status = Create(Wanted(1)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists) << status;
    const ErrorDetail detail = GetErrorDetail(status);
    EXPECT_EQ(detail.reason, "RESIDENT_EXISTS");
    EXPECT_THAT(detail.metadata, ElementsAre(std::pair<std::string, std::string>("resident", first->name())));
  };
  refused();
  // The key of the index is rotated: what was written under the one before is found.
  Key old_key, new_key;
  old_key.fill(2);
  new_key.fill(7);
  app_->nik_index = BlindIndex(KeyRing({{1, old_key}, {2, new_key}}), "resident.nik");
  EXPECT_EQ(Lookup(Wanted(1).resident().nik())->name(), first->name());
  refused();
  v1::ResidentRow row = Row(1);
  row.set_nik(Wanted(1).resident().nik());
  EXPECT_EQ(ImportOne(row), first->name());
  v1::BatchSubmitRecordingEventsRequest events;
  events.set_parent(kParent);
  v1::RecordingEvent& event = *events.add_events();
  event.set_nik(row.nik());
  event.set_source(v1::RECORDING_SOURCE_VISIT);
  event.set_raw_code("VISIT_RECORDED");
  event.mutable_event_time()->set_seconds(1696118400);  // 1 October 2023
  ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, testing::WriteCall(), events).ok());
  EXPECT_EQ(Get(first->name()).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident"), 1);
  ImportSchools({School("10700001")});
  v1::BatchImportPupilsRequest pupils;
  pupils.set_parent(kParent);
  pupils.add_rows()->set_nik(row.nik());
  pupils.mutable_rows(0)->set_school_npsn("10700001");
  ASSERT_TRUE(BatchImportPupils(*app_, testing::WriteCall(), pupils).ok());
  EXPECT_EQ(Get(first->name()).school(), "regions/17.02/schools/10700001");
  const auto second = Create(Wanted(2));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(Lookup(Wanted(2).resident().nik())->name(), second->name());
}

TEST_F(ChangeResidentsTest, LookupTellsTheUnknownFromTheMalformed) {
  const absl::Status unknown = Lookup("1702090101909001").status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(unknown.message()), ::testing::Not(HasSubstr("1702")));
  EXPECT_THAT(ViolationsOf(Lookup("17020901").status()), ElementsAre("nik NIK_NOT_16_DIGITS"));
  EXPECT_THAT(ViolationsOf(Lookup("1702093113909001").status()), ElementsAre("nik NIK_IMPOSSIBLE_DATE"));
}

TEST_F(ChangeResidentsTest, UpdateOfEveryFieldFollowsInTheFigures) {
  v1::Resident resident = *Create(Wanted(1));
  const std::string name = resident.name();
  // Only what is in the mask changes; the same fields unset and in the mask are cleared.
  v1::UpdateResidentRequest request = Update(name, {"death_date"});
  *request.mutable_resident()->mutable_death_date() = ToProto(CivilDay(2023, 10, 1));
  request.mutable_resident()->set_full_name("not in the mask");
  request.set_etag("1");
  resident = *Send(request);
  EXPECT_EQ(resident.full_name(), "Siti (Sintetis)");
  EXPECT_EQ(resident.etag(), "2");
  EXPECT_EQ(ObligedToday(), 0);
  EXPECT_FALSE(Send(Update(name, {"death_date"}))->has_death_date());
  EXPECT_EQ(ObligedToday(), 1);
  ExpectProven();

  request = Update(name, {"village", "school", "arrival_date", "departure_date", "digital_identity_date"});
  request.mutable_resident()->set_village("regions/17.02.10.1001");
  request.mutable_resident()->set_school("regions/17.02/schools/10700001");
  *request.mutable_resident()->mutable_arrival_date() = ToProto(CivilDay(2020, 1, 1));
  *request.mutable_resident()->mutable_departure_date() = ToProto(CivilDay(2023, 9, 1));
  *request.mutable_resident()->mutable_digital_identity_date() = ToProto(CivilDay(2023, 2, 1));
  ASSERT_TRUE(Send(request).ok());
  EXPECT_EQ(CoverageOn(CivilDay(2023, 8, 1), kVillage3).digital_identity(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 8, 1), kVillage1).obliged(), 0);
  EXPECT_EQ(ObligedToday(), 0);
  ExpectProven();

  request = Update(name, {"departure_date", "birth_date", "sex", "full_name", "citizenship"});
  *request.mutable_resident()->mutable_birth_date() = ToProto(CivilDay(2007, 1, 2));
  request.mutable_resident()->set_sex(v1::SEX_MALE);
  request.mutable_resident()->set_full_name("Sitti (Sintetis)");
  EXPECT_THAT(Send(request)->data_quality_flags(),
              ElementsAre(v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS, v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS));
  EXPECT_EQ(ObligedToday(), 0);
  request = Update(name, {"first_marriage_date"});
  *request.mutable_resident()->mutable_first_marriage_date() = ToProto(CivilDay(2023, 6, 1));
  resident = *Send(request);
  EXPECT_EQ(resident.full_name(), "Sitti (Sintetis)");
  EXPECT_EQ(ObligedToday(), 1);
  request = Update(name, {"citizenship"});
  request.mutable_resident()->set_citizenship(v1::CITIZENSHIP_TEMPORARY_FOREIGNER);
  ASSERT_TRUE(Send(request).ok());
  EXPECT_EQ(ObligedToday(), 0);
  ExpectProven();
  // Each is told at once, with a version that rises.
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM `change` WHERE kind = 'RESIDENT_UPDATED'"), 6);
}

TEST_F(ChangeResidentsTest, UpdateRefusesWhatItMayNotChange) {
  const std::string name = Create(Wanted(1))->name();
  EXPECT_THAT(ViolationsOf(Send(Update(name, {})).status()), ElementsAre("update_mask REQUIRED"));
  EXPECT_THAT(ViolationsOf(Send(Update(name, {"nik", "death_date", "obliged_date", "etag", "pet"})).status()),
              ElementsAre("update_mask.paths[0] NOT_UPDATABLE", "update_mask.paths[2] NOT_UPDATABLE",
                          "update_mask.paths[3] NOT_UPDATABLE", "update_mask.paths[4] NOT_UPDATABLE"));
  EXPECT_THAT(ViolationsOf(Send(Update(name, {"full_name", "birth_date", "village"})).status()),
              ElementsAre("resident.full_name LENGTH", "resident.birth_date REQUIRED",
                          "resident.village MALFORMED_RESOURCE_NAME"));
  v1::UpdateResidentRequest request = Update(name, {"village"});
  request.mutable_resident()->set_village("regions/17.02.09.2999");
  EXPECT_THAT(ViolationsOf(Send(request).status()), ElementsAre("resident.village VILLAGE_UNKNOWN"));
  request = Update(name, {"departure_date", "death_date"});
  *request.mutable_resident()->mutable_departure_date() = ToProto(CivilDay(2023, 10, 2));
  *request.mutable_resident()->mutable_death_date() = ToProto(CivilDay(2023, 10, 1));
  EXPECT_THAT(ViolationsOf(Send(request).status()),
              ElementsAre("resident.departure_date DEPARTURE_AFTER_DEATH"));
  request = Update(name, {"death_date"});
  request.set_etag("7");
  EXPECT_EQ(GetErrorDetail(Send(request).status()).reason, "ETAG_MISMATCH");
  request = Update("regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001", {"death_date"});
  EXPECT_EQ(Send(request).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get(name).etag(), "1");
  // What changes nothing is no change.
  EXPECT_EQ(Send(Update(name, {"school"}))->etag(), "1");
  EXPECT_THAT(ViolationsOf(Send(Update(name, {"school"})).status()), IsEmpty());
}

TEST_F(ChangeResidentsTest, ARepeatedRequestHasOneEffect) {
  const v1::CreateResidentRequest request = Wanted(1);
  const Call call = testing::WriteCall();
  const auto first = CreateResident(*app_, call, request);
  const auto again = CreateResident(*app_, call, request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->DebugString(), again->DebugString());
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM resident"), 1);
}

}  // namespace
}  // namespace dukcapil::population
