#include "population-svc/domain/resident_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const CivilDay kToday(2023, 10, 14);

ImportRow Row() {
  Violations violations;
  ImportRow row;
  row.nik = *ParseNik("1702090101909001", "nik", violations);
  row.resident.full_name = "Budi (Sintetis)";
  row.resident.birth_date = CivilDay(1990, 1, 1);
  row.resident.village = "17.02.09.2001";
  return row;
}

std::vector<std::string> Findings(const ImportRow& row) {
  Violations violations;
  CheckImportRow(row, kToday, violations);
  std::vector<std::string> list;
  for (const auto& violation : violations.list()) list.push_back(violation.field + " " + violation.reason);
  return list;
}

TEST(ResidentImportTest, AcceptsAPlainRowAndDatesOfToday) {
  ImportRow row = Row();
  EXPECT_THAT(Findings(row), IsEmpty());
  row.resident.birth_date = kToday;
  EXPECT_THAT(Findings(row), IsEmpty());
}

TEST(ResidentImportTest, TellsEveryDateThatCannotBe) {
  ImportRow row = Row();
  row.resident.first_marriage_date = CivilDay(1989, 12, 31);
  row.resident.arrival_date = kToday + 1;
  row.resident.digital_identity_date = kToday + 1;
  row.recording = ImportedEvent("BIO_CAPTURED", CivilDay(2008, 12, 31));
  EXPECT_THAT(Findings(row),
              ElementsAre("first_marriage_date DATE_BEFORE_BIRTH", "arrival_date DATE_IN_FUTURE",
                          "digital_identity_date DATE_IN_FUTURE", "recording_date RECORDING_TOO_EARLY"));
  row = Row();
  row.resident.birth_date = kToday + 1;
  EXPECT_THAT(Findings(row), ElementsAre("birth_date DATE_IN_FUTURE"));
  row = Row();
  row.recording = ImportedEvent("BIO_CAPTURED", kToday + 1);
  EXPECT_THAT(Findings(row), ElementsAre("recording_date DATE_IN_FUTURE"));
}

TEST(ResidentImportTest, ArrivalDepartureAndDeathMustFollow) {
  ImportRow row = Row();
  row.resident.arrival_date = CivilDay(2020, 1, 2);
  row.resident.departure_date = CivilDay(2020, 1, 1);
  row.resident.death_date = CivilDay(2019, 1, 1);
  EXPECT_THAT(Findings(row),
              ElementsAre("departure_date DEPARTURE_BEFORE_ARRIVAL", "departure_date DEPARTURE_AFTER_DEATH",
                          "arrival_date ARRIVAL_AFTER_DEATH"));
}

TEST(ResidentImportTest, MergeReplacesTheCivilRecordAndKeepsWhatHappenedHere) {
  Resident known;
  known.id = "id";
  known.full_name = "Old";
  known.school_npsn = "10700001";
  known.recording = {RecordingState::kRecorded, CivilDay(2022, 1, 1), CivilDay(2022, 1, 1)};
  known.first_card_date = CivilDay(2022, 2, 2);
  known.digital_identity_date = CivilDay(2022, 3, 3);
  ImportRow row = Row();
  row.resident.digital_identity_date = CivilDay(2022, 4, 4);
  row.resident.sex = Sex::kFemale;
  const Resident merged = Merge(row, &known);
  EXPECT_EQ(merged.id, "id");
  EXPECT_EQ(merged.full_name, "Budi (Sintetis)");
  EXPECT_EQ(merged.school_npsn, std::nullopt);
  EXPECT_EQ(merged.recording, known.recording);
  EXPECT_EQ(merged.first_card_date, CivilDay(2022, 2, 2));
  EXPECT_EQ(merged.digital_identity_date, CivilDay(2022, 4, 4));
  EXPECT_EQ(merged.nik_findings, kNikSexDiffers);
  EXPECT_TRUE(merged.synthetic);
  EXPECT_EQ(Merge(row, nullptr).recording, Recording{});
}

TEST(ResidentImportTest, MergeKeepsTheEarlierFirstCard) {
  Resident known;
  known.first_card_date = CivilDay(2023, 10, 10);
  ImportRow row = Row();
  row.resident.first_card_date = CivilDay(2023, 12, 1);
  EXPECT_EQ(Merge(row, &known).first_card_date, CivilDay(2023, 10, 10));
  row.resident.first_card_date = CivilDay(2023, 1, 1);
  EXPECT_EQ(Merge(row, &known).first_card_date, CivilDay(2023, 1, 1));
}

}  // namespace
}  // namespace dukcapil::population
