#include <algorithm>
#include <functional>
#include <set>

#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class ResidentsTest : public PopulationTest {
 protected:
  v1::GetResidentRequest Full(const std::string& name, const std::string& purpose) {
    v1::GetResidentRequest request;
    request.set_name(name);
    request.set_view(v1::RESIDENT_VIEW_FULL);
    request.set_purpose(purpose);
    return request;
  }
  // Names of all residents that `request` lists, over all pages.
  std::vector<std::string> Names(v1::ListResidentsRequest request) {
    request.set_parent(kParent);
    std::vector<std::string> names;
    do {
      const auto response = ListResidents(*app_, testing::ReadCall(), request);
      EXPECT_TRUE(response.ok()) << response.status();
      if (!response.ok()) break;
      for (const auto& resident : response->residents()) names.push_back(resident.name());
      request.set_page_token(response->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};

TEST_F(ResidentsTest, BasicViewMasks) {
  const v1::Resident resident = Get(ImportOne(Row(1)));
  EXPECT_EQ(resident.nik(), "170209••••••9001");
  EXPECT_EQ(resident.sex(), v1::SEX_UNSPECIFIED);
  EXPECT_EQ(resident.full_name(), "Budi (Sintetis)");
  EXPECT_EQ(resident.obliged_date().year(), 2007);
  EXPECT_EQ(resident.recording_state(), v1::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(resident.citizenship(), v1::CITIZENSHIP_INDONESIAN);
  EXPECT_TRUE(resident.synthetic());
  EXPECT_GT(resident.create_time().seconds(), 0);
}

TEST_F(ResidentsTest, FullViewIsAudited) {
  const std::string name = ImportOne(Row(1));
  const auto resident = GetResident(*app_, testing::ReadCall("test.Get"), Full(name, "counter request 12"));
  ASSERT_TRUE(resident.ok()) << resident.status();
  EXPECT_EQ(resident->nik(), "1702090101909001");
  EXPECT_EQ(resident->sex(), v1::SEX_MALE);
  EXPECT_EQ(
      CountRows("SELECT COUNT(*) FROM audit WHERE method = 'test.Get' AND purpose = 'counter request 12'"),
      1);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM request WHERE INSTR(reply, '1702090101909001') > 0"), 0);
}

TEST_F(ResidentsTest, FullViewNeedsPermissionAndPurpose) {
  const std::string name = ImportOne(Row(1));
  EXPECT_THAT(ViolationsOf(GetResident(*app_, testing::ReadCall(), Full(name, "why")).status()),
              ElementsAre("purpose LENGTH"));
  Call team = testing::ReadCall();
  team.caller.roles = {"outreach-team"};
  const auto denied = GetResident(*app_, team, Full(name, "on a visit"));
  EXPECT_EQ(denied.status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM audit WHERE purpose <> ''"), 0);
}

TEST_F(ResidentsTest, GetRefusesBadInputAndUnknownNames) {
  v1::GetResidentRequest request;
  request.set_name("regions/17.02/residents/17020901");
  request.set_view(static_cast<v1::ResidentView>(9));
  EXPECT_THAT(ViolationsOf(GetResident(*app_, testing::ReadCall(), request).status()),
              ElementsAre("name MALFORMED_RESOURCE_NAME", "view UNKNOWN_VALUE"));
  request.clear_view();
  request.set_name("regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001");
  EXPECT_EQ(GetResident(*app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
  // A resident of another regency is not found under this one's name.
  const std::string name = ImportOne(Row(1));
  request.set_name("regions/17.03" + name.substr(std::string(kParent).size()));
  EXPECT_EQ(GetResident(*app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ResidentsTest, ASealedNikMovedToAnotherRowDoesNotOpen) {
  const auto response = Import({Row(1), Row(2)});
  ASSERT_EQ(Damage("UPDATE resident a JOIN (SELECT MIN(nik_sealed) AS sealed FROM resident) b "
                   "SET a.nik_sealed = b.sealed WHERE a.nik_sealed <> b.sealed"),
            1);
  int lost = 0;
  for (const auto& result : response.results()) {
    v1::GetResidentRequest request;
    request.set_name(result.name());
    const auto resident = GetResident(*app_, testing::ReadCall(), request);
    if (resident.status().code() == absl::StatusCode::kDataLoss) ++lost;
  }
  EXPECT_EQ(lost, 1);
}

TEST_F(ResidentsTest, EachFilterHolds) {
  v1::ResidentRow pupil = Row(1);
  *pupil.mutable_birth_date() = ToProto(CivilDay(2006, 12, 1));
  pupil.set_school_npsn("10700001");
  v1::ResidentRow ready = Recorded(2, "PRINT_READY_RECORD", CivilDay(2023, 1, 1));
  v1::ResidentRow carded = Recorded(3, "PRINT_READY_RECORD", CivilDay(2023, 1, 1));
  *carded.mutable_first_card_date() = ToProto(CivilDay(2023, 2, 1));
  v1::ResidentRow unsent = Recorded(4, "BIO_CAPTURED", CivilDay(2023, 10, 1));
  unsent.set_village_code(kVillage2);
  v1::ResidentRow old = Row(5);
  *old.mutable_birth_date() = ToProto(CivilDay(1910, 1, 1));
  v1::ResidentRow other_sex = Row(6);
  other_sex.set_sex(v1::SEX_FEMALE);
  v1::ResidentRow gone = Row(7);
  *gone.mutable_departure_date() = ToProto(CivilDay(2023, 1, 1));
  const auto imported = Import({pupil, ready, carded, unsent, old, other_sex, gone});
  const auto name = [&](int row) { return imported.results(row - 1).name(); };

  const auto names = [&](auto set) {
    v1::ListResidentsRequest request;
    set(request);
    return Names(request);
  };
  EXPECT_THAT(names([](auto& r) { r.set_page_size(3); }),
              UnorderedElementsAre(name(1), name(2), name(3), name(4), name(5), name(6), name(7)));
  EXPECT_THAT(names([](auto& r) { r.set_village("regions/17.02.09.2002"); }), ElementsAre(name(4)));
  EXPECT_THAT(names([](auto& r) { r.set_school("regions/17.02/schools/10700001"); }), ElementsAre(name(1)));
  EXPECT_THAT(names([](auto& r) { r.set_recording_state(v1::RECORDING_STATE_PRINT_READY); }),
              UnorderedElementsAre(name(2), name(3)));
  EXPECT_THAT(names([](auto& r) { r.set_awaiting_first_card(true); }), ElementsAre(name(2)));
  EXPECT_THAT(names([](auto& r) {
                r.set_recording_state(v1::RECORDING_STATE_NOT_RECORDED);
                *r.mutable_obliged_by() = ToProto(kToday);
              }),
              UnorderedElementsAre(name(5), name(6)));
  EXPECT_THAT(names([](auto& r) {
                r.set_recording_state(v1::RECORDING_STATE_NOT_RECORDED);
                *r.mutable_obliged_by() = ToProto(CivilDay(2024, 2, 14));
              }),
              UnorderedElementsAre(name(1), name(5), name(6)));
  EXPECT_THAT(names([](auto& r) {
                *r.mutable_born_from() = ToProto(CivilDay(2006, 12, 1));
                *r.mutable_born_to() = ToProto(CivilDay(2006, 12, 1));
              }),
              ElementsAre(name(1)));
  EXPECT_THAT(names([](auto& r) { r.set_days_unsent(13); }), ElementsAre(name(4)));
  EXPECT_THAT(names([](auto& r) { r.set_days_unsent(14); }), IsEmpty());
  EXPECT_THAT(names([](auto& r) { r.set_data_quality_flag(v1::DATA_QUALITY_FLAG_VERY_OLD); }),
              ElementsAre(name(5)));
  EXPECT_THAT(names([](auto& r) { r.set_data_quality_flag(v1::DATA_QUALITY_FLAG_NIK_SEX_DIFFERS); }),
              ElementsAre(name(6)));
  EXPECT_THAT(names([](auto& r) { r.set_data_quality_flag(v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS); }),
              UnorderedElementsAre(name(1), name(5)));
  EXPECT_THAT(Get(name(5)).data_quality_flags(),
              ElementsAre(v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS, v1::DATA_QUALITY_FLAG_VERY_OLD));
}

// Every combination of filters, in pages of three, lists those of whom each filter alone holds.
TEST_F(ResidentsTest, FiltersHoldTogetherOnEveryPage) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 48; ++i) {
    v1::ResidentRow row =
        i % 2 == 0 ? Recorded(i, i % 4 == 0 ? "BIO_CAPTURED" : "PRINT_READY_RECORD", kToday - 20) : Row(i);
    row.set_village_code(i % 3 == 0 ? kVillage3 : i % 3 == 1 ? kVillage1 : kVillage2);
    if (i % 5 == 0) row.set_school_npsn("10700001");
    if (i % 7 == 0) *row.mutable_birth_date() = ToProto(CivilDay(2007, 1, 1));
    if (i % 11 == 0) row.set_nik("170209010190" + std::to_string(1000 + i));  // not made up
    rows.push_back(row);
  }
  Import(rows);
  using Filter = std::function<void(v1::ListResidentsRequest&)>;
  const std::vector<Filter> filters = {
      [](auto& r) { r.set_district("regions/17.02.09"); },
      [](auto& r) { r.set_village("regions/17.02.09.2001"); },
      [](auto& r) { r.set_school("regions/17.02/schools/10700001"); },
      [](auto& r) { r.set_recording_state(v1::RECORDING_STATE_NOT_RECORDED); },
      [](auto& r) { *r.mutable_obliged_by() = ToProto(kToday); },
      [](auto& r) { *r.mutable_born_from() = ToProto(CivilDay(2000, 1, 1)); },
      [](auto& r) { r.set_data_quality_flag(v1::DATA_QUALITY_FLAG_NIK_DATE_DIFFERS); },
      [](auto& r) { r.set_days_unsent(14); },
      [](auto& r) { r.set_synthetic(true); }};
  std::vector<std::set<std::string>> alone;
  for (const Filter& filter : filters) {
    v1::ListResidentsRequest request;
    filter(request);
    const std::vector<std::string> names = Names(request);
    EXPECT_FALSE(names.empty() || names.size() == rows.size());
    alone.emplace_back(names.begin(), names.end());
  }
  for (std::size_t a = 0; a < filters.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      v1::ListResidentsRequest request;
      filters[a](request);
      filters[b](request);
      request.set_page_size(3);
      std::vector<std::string> both;
      std::set_intersection(alone[a].begin(), alone[a].end(), alone[b].begin(), alone[b].end(),
                            std::back_inserter(both));
      EXPECT_EQ(Names(request), both) << request.ShortDebugString();
    }
  }
}

TEST_F(ResidentsTest, PagesAreInOrderWithoutGapOrRepeat) {
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 120; ++i) rows.push_back(Row(i));
  Import(rows);
  v1::ListResidentsRequest request;
  request.set_page_size(7);
  const std::vector<std::string> names = Names(request);
  EXPECT_EQ(names.size(), 120u);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 120u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  request.set_parent(kParent);
  request.clear_page_size();
  EXPECT_EQ(ListResidents(*app_, testing::ReadCall(), request)->residents_size(), 50);
}

TEST_F(ResidentsTest, ListRefusesBadInput) {
  v1::ListResidentsRequest request;
  request.set_parent(kParent);
  request.set_village("regions/17.03.01.2001");
  request.set_district("regions/17.02");
  request.set_school("regions/17.03/schools/10700001");
  request.set_recording_state(static_cast<v1::RecordingState>(99));
  request.mutable_obliged_by()->set_year(2023);
  *request.mutable_born_from() = ToProto(kToday);
  *request.mutable_born_to() = ToProto(kToday - 1);
  request.set_data_quality_flag(static_cast<v1::DataQualityFlag>(99));
  request.set_days_unsent(-1);
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), request).status()),
              ElementsAre("village WRONG_REGION", "district MALFORMED_RESOURCE_NAME", "school WRONG_REGION",
                          "recording_state UNKNOWN_VALUE", "obliged_by INVALID_DATE", "born_to EMPTY_RANGE",
                          "data_quality_flag UNKNOWN_VALUE", "days_unsent OUT_OF_RANGE"));
  v1::ListResidentsRequest names;
  names.set_parent("regions/-");
  names.set_village("curup");
  names.set_school("sma");
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), names).status()),
              ElementsAre("parent MALFORMED_RESOURCE_NAME", "village MALFORMED_RESOURCE_NAME",
                          "school MALFORMED_RESOURCE_NAME"));
  v1::ListResidentsRequest page;
  page.set_parent(kParent);
  page.set_page_size(-1);
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), page).status()),
              ElementsAre(HasSubstr("page_size")));
}

TEST_F(ResidentsTest, AListWithAPurposeIsAudited) {
  Import({Row(1)});
  v1::ListResidentsRequest request;
  request.set_parent(kParent);
  ASSERT_TRUE(ListResidents(*app_, testing::ReadCall("test.List"), request).ok());
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM audit WHERE method = 'test.List'"), 0);
  request.set_purpose("call list: undangan");
  ASSERT_EQ(ListResidents(*app_, testing::ReadCall("test.List"), request)->residents_size(), 1);
  EXPECT_EQ(
      CountRows("SELECT COUNT(*) FROM audit WHERE method = 'test.List' AND purpose = 'call list: undangan'"),
      1);
  request.set_purpose("why");
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), request).status()),
              ElementsAre("purpose LENGTH"));
}

TEST_F(ResidentsTest, APageTokenBelongsToItsQuery) {
  Import({Row(1), Row(2)});
  v1::ListResidentsRequest request;
  request.set_parent(kParent);
  request.set_page_size(1);
  const auto first = ListResidents(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(first.ok());
  request.set_page_token(first->next_page_token());
  EXPECT_TRUE(ListResidents(*app_, testing::ReadCall(), request).ok());
  request.set_awaiting_first_card(true);
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), request).status()),
              ElementsAre(HasSubstr("page_token")));
  request.set_page_token("bm9uc2Vuc2U");
  EXPECT_THAT(ViolationsOf(ListResidents(*app_, testing::ReadCall(), request).status()),
              ElementsAre(HasSubstr("page_token")));
}

}  // namespace
}  // namespace dukcapil::population
