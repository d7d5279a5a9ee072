// Possible doubles: listing, dismissing, merging and undoing; the findings on the data.
#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MergeResidentsTest : public PopulationTest {
 protected:
  static v1::ResidentRow Person(int serial, const std::string& name, CivilDay born) {
    v1::ResidentRow row = Row(serial);
    row.set_full_name(name);
    *row.mutable_birth_date() = ToProto(born);
    return row;
  }
  static std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

  v1::ListPossibleDoublesResponse List(const v1::ListPossibleDoublesRequest& request) {
    const auto response = ListPossibleDoubles(*app_, testing::ReadCall(), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListPossibleDoublesResponse());
  }
  // `name + name` of all pairs, over all pages.
  std::vector<std::string> Pairs(int page_size = 0, int min_score = 0) {
    v1::ListPossibleDoublesRequest request;
    request.set_parent(kParent);
    request.set_page_size(page_size);
    request.set_min_score(min_score);
    std::vector<std::string> pairs;
    do {
      const auto response = List(request);
      for (const auto& pair : response.possible_doubles()) {
        EXPECT_LT(pair.first().name(), pair.second().name());
        pairs.push_back(absl::StrCat(pair.first().full_name(), " + ", pair.second().full_name()));
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return pairs;
  }
  // All that is kept of residents, but for the number and time of the last change.
  std::vector<std::string> Everything() {
    std::vector<std::string> lines;
    for (const char* sql :
         {"SELECT CONCAT_WS('|', id, HEX(nik_sealed), HEX(nik_index), full_name, birth_date, sex, village, "
          "COALESCE(school_npsn, '-'), citizenship, COALESCE(first_marriage_date, '-'), "
          "COALESCE(arrival_date, '-'), COALESCE(departure_date, '-'), COALESCE(death_date, '-'), "
          "COALESCE(first_card_date, '-'), COALESCE(digital_identity_date, '-'), COALESCE(obliged_date, "
          "'-'), "
          "COALESCE(end_date, '-'), recording_state, COALESCE(recording_since, '-'), COALESCE(covered_date, "
          "'-'), "
          "nik_findings, synthetic, COALESCE(merged_into, '-'), COALESCE(merge_date, '-'), previous_name, "
          "COALESCE(doubt, '-'), COALESCE(doubtful_since, '-')) "
          "FROM resident ORDER BY id",
          "SELECT CONCAT_WS('|', resident_id, event_time, source, kit, sequence, raw_code) FROM "
          "recording_event "
          "ORDER BY resident_id, event_time, source, kit, sequence",
          "SELECT CONCAT_WS('|', level, bucket, village, obliged, covered, print_ready, blocked, first_card, "
          "digital_identity) FROM coverage_delta WHERE obliged <> 0 OR covered <> 0 OR print_ready <> 0 OR "
          "blocked <> 0 OR first_card <> 0 OR digital_identity <> 0 ORDER BY level, bucket, village",
          "SELECT CONCAT_WS('|', HEX(name_key), birth_year, resident_id, initials) FROM resident_name "
          "ORDER BY name_key, birth_year, resident_id",
          "SELECT CONCAT_WS('|', merged_id, kept_id) FROM resident_merge"}) {
      const std::vector<std::string> more = Lines(sql);
      lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
  }
  std::string Told(const std::string& name) {
    v1::ListResidentStatesRequest request;
    request.set_parent(kParent);
    request.set_page_size(1000);
    const auto states = ListResidentStates(*app_, testing::ReadCall(), request);
    for (const auto& state : states->residents()) {
      if (state.name() == name) {
        return absl::StrCat(state.has_obliged_date() ? "obliged" : "free", " ",
                            state.has_departure_date() ? "gone" : "here", " ", state.recording_state());
      }
    }
    return "";
  }
};

TEST_F(MergeResidentsTest, ListsThoseWhoMayBeOnePersonInPages) {
  const CivilDay day(1990, 3, 7);
  Import({Person(1, "Muhammad Rizki Hidayat", day), Person(2, "Moh. Riski Hidajat", day),
          Person(3, "Siti Aminah", day), Person(4, "Siti Aminah", CivilDay(1990, 7, 3)),
          Person(5, "Budi Santoso", day), Person(6, "Budi Santoso", day + 1),
          Person(7, "Budi Santoso", CivilDay(1995, 3, 7)), Person(8, "Joko Widodo", day)});
  const std::vector<std::string> all = Pairs();
  EXPECT_THAT(all, SizeIs(3));
  for (const int page_size : {1, 2, 3}) EXPECT_EQ(Pairs(page_size), all) << page_size;
  EXPECT_THAT(Pairs(0, 95), SizeIs(1));
  v1::ListPossibleDoublesRequest request;
  request.set_parent(kParent);
  *request.mutable_born_from() = ToProto(day + 1);
  EXPECT_THAT(List(request).possible_doubles(), IsEmpty());
  request.clear_born_from();
  request.set_min_score(93);
  const auto swapped = List(request).possible_doubles(1);
  EXPECT_EQ(swapped.birth_likeness() + List(request).possible_doubles(0).birth_likeness(),
            v1::BIRTH_LIKENESS_DAY_AND_MONTH_SWAPPED + v1::BIRTH_LIKENESS_SAME);
  EXPECT_TRUE(swapped.same_sex() && swapped.same_village());
  EXPECT_EQ(swapped.first().sex(), v1::SEX_UNSPECIFIED);
  request.set_min_score(101);
  EXPECT_THAT(ViolationsOf(ListPossibleDoubles(*app_, testing::ReadCall(), request).status()),
              ElementsAre("min_score OUT_OF_RANGE"));
}

TEST_F(MergeResidentsTest, ADismissedPairIsNotListedAgain) {
  const CivilDay day(1990, 3, 7);
  const auto imported = Import({Person(1, "Rina Sari", day), Person(2, "Rini Sari", day)});
  ASSERT_THAT(Pairs(), SizeIs(1));
  v1::DismissPossibleDoubleRequest request;
  request.set_parent(kParent);
  request.set_first(imported.results(0).name());
  request.set_second(imported.results(0).name());
  EXPECT_THAT(ViolationsOf(DismissPossibleDouble(*app_, testing::WriteCall(), request).status()),
              ElementsAre("second SAME_RESIDENT"));
  request.set_second("regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001");
  EXPECT_EQ(DismissPossibleDouble(*app_, testing::WriteCall(), request).status().code(),
            absl::StatusCode::kNotFound);
  request.set_first(imported.results(1).name());
  request.set_second(imported.results(0).name());
  EXPECT_TRUE(DismissPossibleDouble(*app_, testing::WriteCall(), request).ok());
  EXPECT_TRUE(DismissPossibleDouble(*app_, testing::WriteCall(), request).ok());
  EXPECT_THAT(Pairs(), IsEmpty());
}

TEST_F(MergeResidentsTest, TheOneKeptHasBothHistoriesAndTheDoubleIsNowhere) {
  v1::ResidentRow ready = Recorded(2, "PRINT_READY_RECORD", CivilDay(2023, 2, 1));
  *ready.mutable_first_card_date() = ToProto(CivilDay(2023, 3, 1));
  const std::string kept = ImportOne(Recorded(1, "BIO_CAPTURED", CivilDay(2023, 1, 1)));
  const std::string duplicate = ImportOne(ready);
  EXPECT_EQ(CoverageOn(kToday).obliged(), 2);
  const auto merged = Merge(kept, duplicate);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->recording_state(), v1::RECORDING_STATE_PRINT_READY);
  EXPECT_EQ(merged->covered_date().month(), 1);
  EXPECT_EQ(merged->first_card_date().month(), 3);
  EXPECT_EQ(CoverageOn(kToday).obliged(), 1);
  EXPECT_EQ(CoverageOn(CivilDay(2023, 1, 15)).obliged(), 1);
  EXPECT_EQ(CoverageOn(kToday).print_ready(), 1);
  EXPECT_EQ(Verify().difference_count(), 0);
  EXPECT_EQ(Get(duplicate).merged_into(), kept);
  v1::ListRecordingEventsRequest history;
  history.set_parent(kept);
  EXPECT_THAT(ListRecordingEvents(*app_, testing::ReadCall(), history)->events(), SizeIs(2));
  EXPECT_EQ(Told(duplicate), "free gone 4");
  EXPECT_EQ(Told(kept), "obliged here 4");
  v1::ListResidentsRequest list;
  list.set_parent(kParent);
  EXPECT_THAT(ListResidents(*app_, testing::ReadCall(), list)->residents(), SizeIs(1));
  // Nothing changes the double any more; what is told of it is of the one kept.
  v1::UpdateResidentRequest update;
  update.set_name(duplicate);
  update.mutable_update_mask()->add_paths("school");
  EXPECT_EQ(GetErrorDetail(UpdateResident(*app_, testing::WriteCall(), update).status()).reason,
            "RESIDENT_MERGED");
  EXPECT_THAT(ViolationsOf(Import({ready}).results(0)), ElementsAre("nik RESIDENT_MERGED"));
  v1::BatchSubmitRecordingEventsRequest events;
  events.set_parent(kParent);
  v1::RecordingEvent& event = *events.add_events();
  event.set_resident(duplicate);
  event.set_source(v1::RECORDING_SOURCE_CENTRE);
  event.set_raw_code("DUPLICATE_RECORD");
  event.mutable_event_time()->set_seconds(1696118400);  // 1 October 2023
  Call centre = testing::WriteCall();
  centre.caller.roles = {"administrator"};
  ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, centre, events).ok());
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_DUPLICATE);
  EXPECT_EQ(Verify().difference_count(), 0);
  EXPECT_EQ(CountRows("SELECT COUNT(*) FROM `change` WHERE kind = 'RESIDENTS_MERGED'"), 1);
}

TEST_F(MergeResidentsTest, WhatIsToldOfEachMeanwhileIsItsOwnAfterwards) {
  const CivilDay day(2023, 5, 2);
  v1::ResidentRow with_card = Recorded(2, "BIO_CAPTURED", day);
  *with_card.mutable_first_card_date() = ToProto(CivilDay(2023, 6, 1));
  const std::string kept = ImportOne(Row(1));
  const std::string duplicate = ImportOne(with_card);
  ASSERT_TRUE(Merge(kept, duplicate).ok());
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_RECORDED);
  // The register now tells the same of the one kept: nothing new while they are one.
  v1::ResidentRow same = Recorded(1, "BIO_CAPTURED", day);
  *same.mutable_first_card_date() = ToProto(CivilDay(2023, 8, 1));
  ImportOne(same);
  EXPECT_EQ(Get(kept).first_card_date().month(), 6);
  v1::ListRecordingEventsRequest history;
  history.set_parent(kept);
  EXPECT_THAT(ListRecordingEvents(*app_, testing::ReadCall(), history)->events(), SizeIs(1));
  // And a kit tells of the double.
  v1::BatchSubmitRecordingEventsRequest events;
  events.set_parent(kParent);
  v1::RecordingEvent& event = *events.add_events();
  event.set_resident(duplicate);
  event.set_source(v1::RECORDING_SOURCE_KIT);
  event.set_kit("KIT-1");
  event.set_raw_code("SENT_FOR_ENROLLMENT");
  event.mutable_event_time()->set_seconds(1696118400);  // 1 October 2023
  ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, testing::WriteCall(), events).ok());
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_SENT_FOR_ENROLMENT);
  EXPECT_EQ(Verify().difference_count(), 0);

  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(Get(kept).recording_state(), v1::RECORDING_STATE_RECORDED);
  EXPECT_EQ(Get(kept).first_card_date().month(), 8);
  EXPECT_EQ(Get(duplicate).recording_state(), v1::RECORDING_STATE_SENT_FOR_ENROLMENT);
  EXPECT_EQ(Get(duplicate).first_card_date().month(), 6);
  EXPECT_EQ(Verify().difference_count(), 0);
}

TEST_F(MergeResidentsTest, RefusesWhatCannotBeMergedOrUndone) {
  const std::string a = ImportOne(Row(1)), b = ImportOne(Row(2)), c = ImportOne(Row(3));
  const auto reason = [](const absl::Status& status) { return GetErrorDetail(status).reason; };
  EXPECT_THAT(ViolationsOf(Merge(a, a).status()), ElementsAre("double_name SAME_RESIDENT"));
  EXPECT_THAT(ViolationsOf(Merge(a, "regions/17.03/residents/" + IdOf(b)).status()),
              ElementsAre("double_name WRONG_REGION"));
  EXPECT_EQ(Merge(a, "regions/17.02/residents/0190b5a4-0000-7000-8000-000000000001").status().code(),
            absl::StatusCode::kNotFound);
  v1::MergeResidentsRequest stale;
  stale.set_name(a);
  stale.set_double_name(b);
  stale.set_double_etag("7");
  EXPECT_EQ(reason(MergeResidents(*app_, testing::WriteCall(), stale).status()), "ETAG_MISMATCH");
  EXPECT_EQ(reason(Unmerge(b).status()), "RESIDENT_NOT_MERGED");
  ASSERT_TRUE(Merge(a, b).ok());
  EXPECT_EQ(reason(Merge(a, b).status()), "RESIDENT_MERGED");
  EXPECT_EQ(reason(Merge(b, c).status()), "RESIDENT_MERGED");
  EXPECT_EQ(reason(Merge(c, a).status()), "RESIDENT_HAS_MERGED");
  EXPECT_TRUE(Merge(a, c).ok());
  EXPECT_EQ(reason(Unmerge(a).status()), "RESIDENT_NOT_MERGED");
}

// The law: to merge and then undo is to have done nothing, whoever was merged with whom before and in
// whatever order it is undone.
TEST_F(MergeResidentsTest, UndoneAMergeLeavesNoTrace) {
  std::mt19937 random(20231014);
  const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  const std::vector<std::string> codes = {"BIO_CAPTURED", "PROCESSING", "SENT_FOR_ENROLLMENT",
                                          "PRINT_READY_RECORD", "DUPLICATE_RECORD"};
  std::vector<v1::ResidentRow> rows;
  for (int i = 1; i <= 24; ++i) {
    v1::ResidentRow row = Row(i);
    if (below(4) > 0) {
      row = Recorded(i, codes[static_cast<std::size_t>(below(5))], CivilDay(2023, 1, 1) + below(200));
    }
    if (below(2) == 0) *row.mutable_first_card_date() = ToProto(CivilDay(2023, 3, 1) + below(200));
    if (below(3) == 0) *row.mutable_departure_date() = ToProto(CivilDay(2023, 5, 1) + below(100));
    row.set_village_code(below(2) == 0 ? kVillage1 : kVillage2);
    rows.push_back(std::move(row));
  }
  std::vector<std::string> names;
  const auto imported = Import(rows);
  for (const auto& result : imported.results()) names.push_back(result.name());
  for (int round = 0; round < 12; ++round) {
    const std::vector<std::string> before = Everything();
    std::shuffle(names.begin(), names.end(), random);
    std::vector<std::string> closed(names.begin() + 1, names.begin() + 2 + below(3));
    for (const std::string& duplicate : closed) ASSERT_TRUE(Merge(names[0], duplicate).ok());
    EXPECT_EQ(Verify().difference_count(), 0);
    EXPECT_NE(Everything(), before);
    std::shuffle(closed.begin(), closed.end(), random);
    for (const std::string& duplicate : closed) {
      const auto reopened = Unmerge(duplicate);
      ASSERT_TRUE(reopened.ok()) << reopened.status();
      EXPECT_EQ(reopened->merged_into(), "");
    }
    EXPECT_EQ(Everything(), before);
    EXPECT_EQ(Verify().difference_count(), 0);
  }
}

TEST_F(MergeResidentsTest, FindingsAreCountedAsTheyAreListed) {
  v1::ResidentRow both = Person(1, "A B", CivilDay(1910, 1, 1));
  both.set_sex(v1::SEX_FEMALE);
  v1::ResidentRow dead = Person(2, "C D", CivilDay(1905, 1, 1));
  *dead.mutable_death_date() = ToProto(CivilDay(2000, 1, 1));
  Import({both, dead, Row(3)});
  v1::GetDataQualityRequest request;
  request.set_name("regions/17.02/dataQuality");
  const auto quality = GetDataQuality(*app_, testing::ReadCall(), request);
  ASSERT_TRUE(quality.ok()) << quality.status();
  std::vector<std::string> counts;
  for (const auto& count : quality->counts()) {
    counts.push_back(absl::StrCat(v1::DataQualityFlag_Name(count.flag()), " ", count.residents()));
    v1::ListResidentsRequest list;
    list.set_parent(kParent);
    list.set_data_quality_flag(count.flag());
    EXPECT_EQ(ListResidents(*app_, testing::ReadCall(), list)->residents_size(), count.residents());
  }
  EXPECT_THAT(counts, ElementsAre("DATA_QUALITY_FLAG_NIK_DATE_DIFFERS 2",
                                  "DATA_QUALITY_FLAG_NIK_SEX_DIFFERS 1", "DATA_QUALITY_FLAG_VERY_OLD 1"));
  request.set_name("regions/17/dataQuality");
  EXPECT_THAT(ViolationsOf(GetDataQuality(*app_, testing::ReadCall(), request).status()),
              ElementsAre("name MALFORMED_RESOURCE_NAME"));
  request.set_name("regions/17.02");
  EXPECT_THAT(ViolationsOf(GetDataQuality(*app_, testing::ReadCall(), request).status()),
              ElementsAre("name MALFORMED_RESOURCE_NAME"));
}

}  // namespace
}  // namespace dukcapil::population
