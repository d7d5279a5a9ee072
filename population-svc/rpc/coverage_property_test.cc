// The law of coverage: whatever happened to the residents, the figures of any date are what a count of them
// gives.
#include <random>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "population-svc/rpc/population_test.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;

class CoveragePropertyTest : public PopulationTest {
 protected:
  static constexpr int kPeople = 150;
  static constexpr int kBatch = 100;

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  CivilDay Day(CivilDay from, CivilDay to) { return from + Below(static_cast<int>(to - from) + 1); }
  google::type::Date Between(CivilDay from, CivilDay to) { return ToProto(Day(from, to)); }
  std::string Village() {
    return std::vector<std::string>{kVillage1, kVillage2, kVillage3}.at(static_cast<std::size_t>(Below(3)));
  }

  // Somebody as a register or a clerk may tell; not all of it is in order, and then it is refused.
  template <class Proto>
  void Tell(Proto& person) {
    const CivilDay born = Day(CivilDay(1930, 1, 1), CivilDay(2008, 1, 1));
    person.set_full_name(Below(2) == 0 ? "Budi Santoso" : "Siti Aminah");
    *person.mutable_birth_date() = ToProto(born);
    person.set_sex(Below(2) == 0 ? v1::SEX_MALE : v1::SEX_FEMALE);
    person.set_citizenship(Below(8) == 0 ? v1::CITIZENSHIP_TEMPORARY_FOREIGNER : v1::CITIZENSHIP_INDONESIAN);
    const auto maybe = [&](int one_in, auto mutable_date) {
      if (Below(one_in) == 0) *(person.*mutable_date)() = Between(born, kToday);
    };
    maybe(3, &Proto::mutable_first_marriage_date);
    maybe(6, &Proto::mutable_arrival_date);
    maybe(8, &Proto::mutable_departure_date);
    maybe(8, &Proto::mutable_death_date);
    maybe(3, &Proto::mutable_digital_identity_date);
    if (Below(3) == 0) *person.mutable_first_card_date() = Between(born, kToday);
  }
  std::string Nik(int serial) { return absl::StrCat("170209010190", 9000 + serial); }

  void ImportBatch() {
    v1::BatchImportResidentsRequest request;
    request.set_parent(kParent);
    const int first = Below(kPeople - kBatch / 2);
    for (int i = 0; i < kBatch / 2; ++i) {
      v1::ResidentRow& row = *request.add_rows();
      Tell(row);
      row.set_nik(Nik(first + i));
      row.set_village_code(Village());
      if (Below(3) == 0) {
        row.set_recording_code(Code());
        *row.mutable_recording_date() = Between(CivilDay(2010, 1, 1), kToday);
      }
    }
    const auto response = BatchImportResidents(*app_, testing::WriteCall(), request);
    ASSERT_TRUE(response.ok()) << response.status();
    for (const auto& result : response->results()) {
      if (result.outcome() == v1::IMPORT_OUTCOME_CREATED) names_.push_back(result.name());
    }
    changes_ += kBatch / 2;
  }
  std::string Code() {
    return std::vector<std::string>{"BIO_CAPTURED",
                                    "PROCESSING",
                                    "SENT_FOR_ENROLLMENT",
                                    "RECEIVED_AT_CENTRAL",
                                    "ENROLL_FAILURE_AT_CENTRAL",
                                    "DUPLICATE_RECORD",
                                    "PRINT_READY_RECORD",
                                    "NOBODY_KNOWS_THIS"}
        .at(static_cast<std::size_t>(Below(8)));
  }
  std::string Outcome() {
    return std::vector<std::string>{"VISIT_ABSENT", "VISIT_MOVED", "VISIT_DECEASED", "VISIT_NOT_FOUND",
                                    "VISIT_PRESENT"}
        .at(static_cast<std::size_t>(Below(5)));
  }
  void SubmitBatch() {
    v1::BatchSubmitRecordingEventsRequest request;
    request.set_parent(kParent);
    for (int i = 0; i < kBatch; ++i) {
      v1::RecordingEvent& event = *request.add_events();
      event.set_resident(Somebody());
      const bool is_visit = Below(3) == 0;
      event.set_source(is_visit ? v1::RECORDING_SOURCE_VISIT : v1::RECORDING_SOURCE_CENTRE);
      event.set_raw_code(is_visit ? Outcome() : Code());
      event.set_sequence(Below(1000));
      event.mutable_event_time()->set_seconds(
          absl::ToUnixSeconds(absl::FromCivil(Day(CivilDay(2010, 1, 1), kToday), absl::UTCTimeZone())));
    }
    Call call = testing::WriteCall();
    call.caller.roles = {"administrator"};
    ASSERT_TRUE(BatchSubmitRecordingEvents(*app_, call, request).ok());
    changes_ += kBatch;
  }
  const std::string& Somebody() {
    return names_.at(static_cast<std::size_t>(Below(static_cast<int>(names_.size()))));
  }

  void CreateOne() {
    v1::CreateResidentRequest request;
    request.set_parent(kParent);
    Tell(*request.mutable_resident());
    request.mutable_resident()->set_nik(Nik(kPeople + Below(kPeople)));
    request.mutable_resident()->set_village("regions/" + Village());
    const auto created = CreateResident(*app_, testing::WriteCall(), request);
    if (created.ok()) names_.push_back(created->name());
    ++changes_;
  }
  void UpdateOne() {
    v1::UpdateResidentRequest request;
    request.set_name(Somebody());
    Tell(*request.mutable_resident());
    request.mutable_resident()->set_village("regions/" + Village());
    const std::vector<std::string> fields = {"birth_date",
                                             "sex",
                                             "citizenship",
                                             "village",
                                             "first_marriage_date",
                                             "arrival_date",
                                             "departure_date",
                                             "death_date",
                                             "digital_identity_date",
                                             "full_name",
                                             "school"};
    for (int i = 0; i <= Below(3); ++i) {
      request.mutable_update_mask()->add_paths(
          fields.at(static_cast<std::size_t>(Below(static_cast<int>(fields.size())))));
    }
    (void)UpdateResident(*app_, testing::WriteCall(), request);
    ++changes_;
  }
  void MergeTwo() {
    v1::MergeResidentsRequest request;
    request.set_name(Somebody());
    request.set_double_name(Somebody());
    if (MergeResidents(*app_, testing::WriteCall(), request).ok()) closed_.push_back(request.double_name());
    ++changes_;
  }
  void UnmergeOne() {
    if (closed_.empty()) return;
    v1::UnmergeResidentsRequest request;
    request.set_name(closed_.at(static_cast<std::size_t>(Below(static_cast<int>(closed_.size())))));
    (void)UnmergeResidents(*app_, testing::WriteCall(), request);
    ++changes_;
  }

  // Figures of `village` on `day`, counted from the rows of residents.
  std::vector<std::int64_t> Counted(const std::string& village, CivilDay day) {
    const std::string on = absl::StrCat("'", absl::FormatCivilTime(day), "'");
    const auto by = [&](absl::string_view date) {
      return absl::StrCat(", COALESCE(SUM(", date, " <= ", on, "), 0)");
    };
    const std::string sql = absl::StrCat(
        "SELECT CONCAT_WS(',', COUNT(*)", by("covered_date"),
        by("IF(recording_state = 4, recording_since, NULL)"),
        by("IF(recording_state IN (5, 6), recording_since, NULL)"), by("first_card_date"),
        by("digital_identity_date"), by(absl::StrCat("IF(covered_date <= ", on, ", NULL, doubtful_since)")),
        ") FROM resident WHERE village = '", village, "' AND merged_into IS NULL AND ",
        "obliged_date <= ", on, " AND (end_date IS NULL OR end_date > ", on, ")");
    std::vector<std::int64_t> figures;
    const std::string line = Lines(sql).at(0);
    for (const absl::string_view part : absl::StrSplit(line, ',')) {
      std::int64_t figure = 0;
      EXPECT_TRUE(absl::SimpleAtoi(part, &figure));
      figures.push_back(figure);
    }
    return figures;
  }

  std::mt19937 random_{20231014};
  std::vector<std::string> names_;
  std::vector<std::string> closed_;
  int changes_ = 0;
};

TEST_F(CoveragePropertyTest, FiguresOfAnyDateAreACountAfterTenThousandChanges) {
  ImportBatch();
  while (changes_ < 10'000) {
    const int kind = Below(20);
    if (kind < 3) {
      ImportBatch();
    } else if (kind < 8) {
      SubmitBatch();
    } else if (kind < 10) {
      CreateOne();
    } else if (kind < 15) {
      UpdateOne();
    } else if (kind < 18) {
      MergeTwo();
    } else {
      UnmergeOne();
    }
    if (HasFatalFailure()) return;
  }
  const v1::VerifyCoverageResponse proof = Verify();
  EXPECT_EQ(proof.difference_count(), 0) << proof.ShortDebugString();
  EXPECT_GT(proof.residents_checked(), kPeople);
  for (int i = 0; i < 40; ++i) {
    const std::string village = Village();
    const CivilDay day = Day(CivilDay(2011, 1, 1), CivilDay(2030, 1, 1));
    const v1::Coverage coverage = CoverageOn(day, village);
    EXPECT_THAT(Counted(village, day),
                ::testing::ElementsAre(coverage.obliged(), coverage.covered(), coverage.print_ready(),
                                       coverage.blocked(), coverage.first_card(), coverage.digital_identity(),
                                       coverage.doubtful()))
        << village << " on " << day;
  }
}

}  // namespace
}  // namespace dukcapil::population
