#include "samples/sample.h"

#include <libfccp/csv.h>

#include <map>
#include <optional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "platform/civil_date/civil_date.h"
#include "samples/cards.h"
#include "samples/figures.h"
#include "samples/holidays.h"
#include "samples/office.h"
#include "samples/strata.h"

namespace dukcapil::samples {
namespace {

namespace v1 = ::dukcapil::population::v1;
using absl::CivilDay;

// The real villages, from the npm package that population-svc loads. ctest runs in the repository's root.
std::vector<Village> RealVillages() {
  io::CSVReader<2> reader("node_modules/idn-area-data/data/villages.csv");
  reader.read_header(io::ignore_extra_column, "code", "name");
  std::vector<Village> villages;
  Village village;
  while (reader.read_row(village.code, village.name)) {
    if (absl::StartsWith(village.code, "17.02.")) villages.push_back(village);
  }
  return villages;
}

const Sample& TheSample() {
  static const auto& sample = *new Sample(MakeSample(RealVillages(), ReferenceHolidays()).value());
  return sample;
}

CivilDay Day(const google::type::Date& date) {
  return CivilDay(date.year(), date.month(), date.day());
}

// The register's rule, written anew: first day obliged and living here.
std::optional<CivilDay> ObligedFrom(const v1::ResidentRow& row) {
  if (row.citizenship() == v1::CITIZENSHIP_TEMPORARY_FOREIGNER) return std::nullopt;
  const CivilDay birth = Day(row.birth_date());
  CivilDay from(birth.year() + 17, birth.month(), birth.day());
  if (row.has_first_marriage_date()) from = std::min(from, Day(row.first_marriage_date()));
  if (row.has_arrival_date()) from = std::max(from, Day(row.arrival_date()));
  return from;
}

bool IsObligedOn(const v1::ResidentRow& row, CivilDay day) {
  const std::optional<CivilDay> from = ObligedFrom(row);
  if (!from || *from > day) return false;
  if (row.has_departure_date() && Day(row.departure_date()) <= day) return false;
  return !row.has_death_date() || Day(row.death_date()) > day;
}

bool IsRecorded(const v1::ResidentRow& row) {
  return !row.recording_code().empty();
}

TEST(Sample, MeetsTheReportsFigures) {
  std::int64_t obliged = 0, not_recorded = 0;
  for (const v1::ResidentRow& row : TheSample().residents) {
    if (!IsObligedOn(row, kToday)) continue;
    ++obliged;
    not_recorded += IsRecorded(row) ? 0 : 1;
  }
  EXPECT_EQ(kToday, ReferenceReport().as_of);
  EXPECT_EQ(kElectionDay, ReferenceReport().deadline);
  EXPECT_EQ(obliged, ReferenceReport().obliged);
  EXPECT_EQ(not_recorded, ReferenceReport().not_recorded);
}

TEST(Sample, MeetsTheDistrictsFiguresInAllVillages) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> districts;
  std::set<std::string> villages;
  for (const v1::ResidentRow& row : TheSample().residents) {
    villages.insert(row.village_code());
    if (!IsObligedOn(row, kToday)) continue;
    auto& [obliged, not_recorded] = districts[row.village_code().substr(0, 8)];
    ++obliged;
    not_recorded += IsRecorded(row) ? 0 : 1;
  }
  EXPECT_EQ(villages.size(), 156u);
  ASSERT_EQ(districts.size(), ReferenceDistricts().size());
  for (const DistrictFigures& district : ReferenceDistricts()) {
    EXPECT_EQ(districts[district.code], std::pair(district.obliged, district.not_recorded)) << district.name;
  }
}

TEST(Sample, HasThoseWhoTurn17UntilElectionDay) {
  int turning = 0, not_recorded = 0;
  for (const v1::ResidentRow& row : TheSample().residents) {
    if (IsObligedOn(row, kToday) || !IsObligedOn(row, kElectionDay)) continue;
    ++turning;
    not_recorded += IsRecorded(row) ? 0 : 1;
  }
  EXPECT_EQ(turning, 1650);
  EXPECT_EQ(not_recorded, 1200);
}

TEST(Sample, HasFiveThousandPupilsWhoReach17InTheElectionsSeason) {
  int reaching = 0, in_the_report = 0;
  std::set<std::string> known;
  for (const v1::SchoolRow& school : TheSample().schools) {
    known.insert(school.npsn());
    EXPECT_THAT(school.display_name(), ::testing::HasSubstr("(sintetis)"));
  }
  for (const v1::ResidentRow& row : TheSample().residents) {
    if (row.school_npsn().empty()) continue;
    EXPECT_TRUE(known.contains(row.school_npsn()));
    const CivilDay seventeen(row.birth_date().year() + 17, row.birth_date().month(), row.birth_date().day());
    reaching += seventeen >= CivilDay(2023, 1, 1) && seventeen <= kElectionDay ? 1 : 0;
    in_the_report += IsObligedOn(row, kToday) && !IsRecorded(row) ? 1 : 0;
  }
  EXPECT_EQ(known.size(), 40u);
  EXPECT_EQ(reaching, 5000);
  EXPECT_EQ(in_the_report, 2100);
}

// Day of the month as a NIK has it, on a day that the month can have.
bool IsNik(const std::string& nik) {
  int day = 0, month = 0, year = 0, serial = 0;
  if (nik.size() != 16 || !absl::SimpleAtoi(nik.substr(6, 2), &day) ||
      !absl::SimpleAtoi(nik.substr(8, 2), &month) || !absl::SimpleAtoi(nik.substr(10, 2), &year) ||
      !absl::SimpleAtoi(nik.substr(12), &serial)) {
    return false;
  }
  if (day > 40) day -= 40;
  const CivilDay date(2000 + year, month, day);
  return date.month() == month && date.day() == day && serial >= 9000;
}

TEST(Sample, MarksEveryResidentAsMadeUp) {
  std::set<std::string> niks;
  for (const v1::ResidentRow& row : TheSample().residents) {
    EXPECT_TRUE(IsNik(row.nik())) << row.nik();
    EXPECT_TRUE(absl::EndsWith(row.full_name(), "(Sintetis)")) << row.full_name();
    niks.insert(row.nik());
  }
  EXPECT_EQ(niks.size(), TheSample().residents.size());
}

TEST(Sample, KeepsTheOrderOfALife) {
  for (const v1::ResidentRow& row : TheSample().residents) {
    const CivilDay birth = Day(row.birth_date());
    const auto is_after_birth = [&](bool is_set, const google::type::Date& date) {
      return !is_set || (Day(date) >= birth && Day(date) <= kToday);
    };
    EXPECT_TRUE(is_after_birth(row.has_recording_date(), row.recording_date()));
    EXPECT_TRUE(is_after_birth(row.has_first_card_date(), row.first_card_date()));
    EXPECT_TRUE(is_after_birth(row.has_arrival_date(), row.arrival_date()));
    EXPECT_TRUE(is_after_birth(row.has_digital_identity_date(), row.digital_identity_date()));
    EXPECT_TRUE(is_after_birth(row.has_first_marriage_date(), row.first_marriage_date()));
    EXPECT_EQ(IsRecorded(row), row.has_recording_date());
    if (!row.has_first_card_date()) continue;
    EXPECT_EQ(row.recording_code(), "PRINT_READY_RECORD");
    EXPECT_GE(Day(row.first_card_date()), Day(row.recording_date()));
    EXPECT_GE(Day(row.first_card_date()), *ObligedFrom(row));
    EXPECT_LT(Day(row.first_card_date()), kStockDay);
  }
}

TEST(Sample, HasTheStatedBacklogAndOddities) {
  std::map<std::string, int> codes;
  int backlog = 0, elsewhere = 0, married = 0, departed = 0, deceased = 0, other_date = 0, very_old = 0,
      women = 0;
  for (const v1::ResidentRow& row : TheSample().residents) {
    ++codes[row.recording_code()];
    const bool is_ready = row.recording_code() == "PRINT_READY_RECORD" && !row.has_first_card_date();
    backlog += is_ready && IsObligedOn(row, kToday) ? 1 : 0;
    elsewhere += absl::StartsWith(row.nik(), "1702") ? 0 : 1;
    married += row.has_first_marriage_date() ? 1 : 0;
    departed += row.has_departure_date() ? 1 : 0;
    deceased += row.has_death_date() ? 1 : 0;
    very_old += row.birth_date().year() < 1913 ? 1 : 0;
    women += row.sex() == v1::SEX_FEMALE ? 1 : 0;
    int day = 0;
    ASSERT_TRUE(absl::SimpleAtoi(row.nik().substr(6, 2), &day));
    other_date += day % 40 == row.birth_date().day() % 40 ? 0 : 1;
  }
  EXPECT_EQ(backlog, 350 + 1400);  // 1,400 of them get a card of the sample
  EXPECT_EQ(codes["SENT_FOR_ENROLLMENT"], 120);
  EXPECT_EQ(codes["BIO_CAPTURED"], 40);
  EXPECT_EQ(codes["ENROLL_FAILURE_AT_CENTRAL"], 15);
  EXPECT_EQ(codes["DUPLICATE_RECORD"], 60);
  EXPECT_EQ(codes["ADJUDICATE"], 25);
  EXPECT_EQ(elsewhere, 900);
  EXPECT_EQ(married, 30);
  EXPECT_EQ(departed, 60);
  EXPECT_EQ(deceased, 60);
  EXPECT_EQ(other_date, 12);
  EXPECT_EQ(very_old, 3);
  EXPECT_NEAR(women, static_cast<int>(TheSample().residents.size()) / 2, 2000);
}

TEST(Sample, PrintsTwoThousandCardsWithinCapacity) {
  const Sample& sample = TheSample();
  ASSERT_EQ(sample.cards.size(), static_cast<std::size_t>(ReferenceReport().used));
  std::map<CivilDay, std::int64_t> per_day;
  std::map<int, std::size_t> per_reason;
  std::set<std::size_t> residents;
  for (std::size_t i = 0; i < sample.cards.size(); ++i) {
    const Card& card = sample.cards[i];
    ++per_day[card.print_date];
    ++per_reason[card.reason];
    EXPECT_TRUE(residents.insert(card.resident).second);
    EXPECT_EQ(card.serial, Serial(i));
    EXPECT_GT(card.delivery_date, card.print_date);
    EXPECT_LE(card.delivery_date, kToday);
    const v1::ResidentRow& row = sample.residents[card.resident];
    const bool is_first = card.reason == inventory::v1::CARD_APPLICATION_REASON_FIRST_ISSUE;
    EXPECT_EQ(is_first, !row.has_first_card_date());
    EXPECT_EQ(is_first, card.evidence_number.empty());
    EXPECT_TRUE(IsObligedOn(row, card.print_date));
    EXPECT_LE(Day(row.recording_date()), card.print_date);
  }
  EXPECT_EQ(per_reason[inventory::v1::CARD_APPLICATION_REASON_FIRST_ISSUE], kFirstCards);
  EXPECT_EQ(per_reason[inventory::v1::CARD_APPLICATION_REASON_LOST], kLostCards);
  EXPECT_EQ(per_reason[inventory::v1::CARD_APPLICATION_REASON_STATUS_CHANGE], kStatusChangeCards);
  const std::vector<PrintDay> days =
      PrintDays(kFirstPrintDay, kLastPrintDay, sample.location.print_capacity(), ReferenceHolidays());
  EXPECT_EQ(per_day.size(), days.size());
  for (const PrintDay& day : days) EXPECT_LE(per_day[day.day], day.capacity) << day.day;
  EXPECT_FALSE(per_day.contains(CivilDay(2023, 9, 28)));  // Maulid
  EXPECT_FALSE(per_day.contains(CivilDay(2023, 10, 8)));  // a Sunday
}

TEST(Sample, ReceivesSixThousandBlanks) {
  std::int64_t cards = 0;
  for (const auto& range : TheSample().receipt.receipt().serials()) {
    std::int64_t first = 0, last = 0;
    ASSERT_TRUE(absl::SimpleAtoi(range.first().substr(3), &first));
    ASSERT_TRUE(absl::SimpleAtoi(range.last().substr(3), &last));
    cards += last - first + 1;
  }
  EXPECT_EQ(cards, ReferenceReport().received);
  EXPECT_EQ(TheSample().teams.size(), 3u);
}

TEST(Sample, IsTheSameEachTime) {
  const Sample again = MakeSample(RealVillages(), ReferenceHolidays()).value();
  ASSERT_EQ(again.residents.size(), TheSample().residents.size());
  for (std::size_t i = 0; i < again.residents.size(); i += 997) {
    EXPECT_EQ(again.residents[i].SerializeAsString(), TheSample().residents[i].SerializeAsString());
  }
  EXPECT_EQ(again.cards.back().resident, TheSample().cards.back().resident);
}

TEST(Sample, AnotherEditionHasAsManyOthers) {
  NikMaker niks;
  const auto own = MakeResidents(RealVillages(), niks, 0).value();
  const auto others = MakeResidents(RealVillages(), niks, 1).value();
  EXPECT_EQ(own.back().SerializeAsString(), TheSample().residents.back().SerializeAsString());
  ASSERT_EQ(others.size(), own.size());
  absl::flat_hash_set<std::string> seen;
  for (const auto* residents : {&own, &others}) {
    for (const v1::ResidentRow& row : *residents) EXPECT_TRUE(seen.insert(row.nik()).second);
  }
}

TEST(Sample, RefusesOtherVillages) {
  EXPECT_EQ(MakeSample({{"17.02.06.2001", "A"}}, ReferenceHolidays()).status().code(),
            absl::StatusCode::kInvalidArgument);
  std::vector<Village> villages = RealVillages();
  villages.push_back({"17.03.01.2001", "B"});
  EXPECT_EQ(MakeSample(villages, ReferenceHolidays()).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace dukcapil::samples
