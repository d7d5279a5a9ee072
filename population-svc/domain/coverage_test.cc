#include "population-svc/domain/coverage.h"

#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "population-svc/domain/obligation.h"

namespace dukcapil::population {
namespace {

using absl::CivilDay;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

Resident Citizen(CivilDay born) {
  Resident resident;
  resident.birth_date = born;
  resident.village = "17.02.09.2001";
  return resident;
}

TEST(CoverageTest, ContributionsOfAnUnrecordedResident) {
  EXPECT_THAT(Contributions(Citizen(CivilDay(2000, 5, 1))),
              ElementsAre(Contribution{CivilDay(2017, 5, 1), Figure::kObliged, +1}));
}

TEST(CoverageTest, RecordedAt16CountsFromTheObligation) {
  Resident resident = Citizen(CivilDay(2006, 12, 1));
  resident.recording = {RecordingState::kPrintReady, CivilDay(2023, 3, 1), CivilDay(2023, 3, 5)};
  EXPECT_THAT(Contributions(resident),
              ElementsAre(Contribution{CivilDay(2023, 12, 1), Figure::kObliged, +1},
                          Contribution{CivilDay(2023, 12, 1), Figure::kCovered, +1},
                          Contribution{CivilDay(2023, 12, 1), Figure::kPrintReady, +1}));
}

TEST(CoverageTest, EverythingEndsWithResidence) {
  Resident resident = Citizen(CivilDay(1990, 1, 1));
  resident.recording = {RecordingState::kDuplicate, CivilDay(2012, 1, 1), CivilDay(2012, 2, 1)};
  resident.first_card_date = CivilDay(2013, 1, 1);
  resident.departure_date = CivilDay(2012, 6, 1);
  EXPECT_THAT(Contributions(resident), ElementsAre(Contribution{CivilDay(2007, 1, 1), Figure::kObliged, +1},
                                                   Contribution{CivilDay(2012, 6, 1), Figure::kObliged, -1},
                                                   Contribution{CivilDay(2012, 1, 1), Figure::kCovered, +1},
                                                   Contribution{CivilDay(2012, 6, 1), Figure::kCovered, -1},
                                                   Contribution{CivilDay(2012, 2, 1), Figure::kBlocked, +1},
                                                   Contribution{CivilDay(2012, 6, 1), Figure::kBlocked, -1}));
}

TEST(CoverageTest, DoubtfulUntilCovered) {
  Resident resident = Citizen(CivilDay(1990, 1, 1));
  resident.recording.doubt = Doubt::kNotFound;
  resident.recording.doubtful_since = CivilDay(2023, 5, 1);
  const Contribution doubtful{CivilDay(2023, 5, 1), Figure::kDoubtful, +1};
  EXPECT_THAT(Contributions(resident),
              ElementsAre(Contribution{CivilDay(2007, 1, 1), Figure::kObliged, +1}, doubtful));
  resident.recording.covered_date = CivilDay(2023, 8, 1);
  EXPECT_THAT(Contributions(resident), Contains(Contribution{CivilDay(2023, 8, 1), Figure::kDoubtful, -1}));
  resident.death_date = CivilDay(2023, 6, 1);
  EXPECT_THAT(Contributions(resident), Contains(Contribution{CivilDay(2023, 6, 1), Figure::kDoubtful, -1}));
  resident.recording.covered_date = CivilDay(2023, 4, 1);
  EXPECT_THAT(Contributions(resident), Not(Contains(Field(&Contribution::figure, Figure::kDoubtful))));
}

TEST(CoverageTest, NobodyWhoIsNeverObligedContributes) {
  Resident resident = Citizen(CivilDay(1990, 1, 1));
  resident.citizenship = Citizenship::kTemporaryForeigner;
  resident.first_card_date = CivilDay(2013, 1, 1);
  EXPECT_THAT(Contributions(resident), IsEmpty());
}

TEST(CoverageTest, BucketsOfOneResident) {
  CoverageChange change;
  change.Add(Citizen(CivilDay(2006, 12, 24)), +1);
  const auto buckets = change.Take().buckets;
  ASSERT_EQ(buckets.size(), 3u);
  EXPECT_EQ(BucketName(buckets[0].first.level, buckets[0].first.first_day), "D:2023-12-24");
  EXPECT_EQ(BucketName(buckets[1].first.level, buckets[1].first.first_day), "M:2023-12-01");
  EXPECT_EQ(BucketName(buckets[2].first.level, buckets[2].first.first_day), "Y:2023-01-01");
  EXPECT_THAT(buckets[0].second, ElementsAre(1, 0, 0, 0, 0, 0, 0));
}

TEST(CoverageTest, BeforeRecordingBeganThereIsOneBucket) {
  CoverageChange change;
  change.Add(Citizen(CivilDay(1950, 3, 4)), +1);
  change.Add(Citizen(CivilDay(1993, 12, 31)), +1);  // obliged on 31 December 2010
  const auto buckets = change.Take().buckets;
  ASSERT_EQ(buckets.size(), 1u);
  EXPECT_EQ(BucketName(buckets[0].first.level, buckets[0].first.first_day), "Y:2010-01-01");
  EXPECT_EQ(buckets[0].second[0], 2);
}

TEST(CoverageTest, WhatDoesNotChangeIsNotTold) {
  CoverageChange change;
  const Resident resident = Citizen(CivilDay(2000, 1, 1));
  change.Replace(resident, resident);
  const CoverageRows rows = change.Take();
  EXPECT_THAT(rows.buckets, IsEmpty());
  EXPECT_THAT(rows.revisions, IsEmpty());
}

class CoverageLaws : public ::testing::Test {
 protected:
  std::size_t Pick(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  std::optional<CivilDay> MaybeDay(CivilDay from, CivilDay to, std::size_t one_in) {
    if (Pick(one_in) != 0) return std::nullopt;
    return from + static_cast<int>(Pick(static_cast<std::size_t>(to - from)));
  }
  Resident Anybody() {
    Resident resident = Citizen(CivilDay(1930, 1, 1) + static_cast<int>(Pick(365 * 90)));
    resident.village = "17.02.09.200" + std::to_string(1 + Pick(3));
    resident.citizenship = static_cast<Citizenship>(1 + (Pick(10) == 0 ? Pick(3) : 0));
    const CivilDay from(2005, 1, 1), to(2026, 1, 1);
    resident.first_marriage_date = MaybeDay(from, to, 5);
    resident.arrival_date = MaybeDay(from, to, 5);
    resident.departure_date = MaybeDay(from, to, 5);
    resident.death_date = MaybeDay(from, to, 5);
    resident.first_card_date = MaybeDay(from, to, 2);
    resident.digital_identity_date = MaybeDay(from, to, 4);
    if (const auto covered = MaybeDay(from, to, 2)) {
      resident.recording = {static_cast<RecordingState>(2 + Pick(5)), *covered,
                            *covered + static_cast<int>(Pick(100))};
    }
    if (const auto doubtful = MaybeDay(from, to, 3)) {
      resident.recording.doubt = Doubt::kMoved;
      resident.recording.doubtful_since = *doubtful;
    }
    return resident;
  }
  std::mt19937 random_{20231014};
};

// A recount that knows nothing of contributions: it asks each resident about the day.
Figures Recount(const std::vector<Resident>& residents, CivilDay date) {
  Figures sum{};
  for (const Resident& r : residents) {
    const bool here = (!r.arrival_date || *r.arrival_date <= date) &&
                      (!r.departure_date || date < *r.departure_date) &&
                      (!r.death_date || date < *r.death_date);
    const bool grown = Birthday(r.birth_date, kObligedAge) <= date ||
                       (r.first_marriage_date && *r.first_marriage_date <= date);
    if (!here || !grown || r.citizenship == Citizenship::kTemporaryForeigner) continue;
    const auto by = [&](std::optional<CivilDay> day) { return day && *day <= date ? 1 : 0; };
    sum += Figures{1,
                   by(r.recording.covered_date),
                   r.recording.state == RecordingState::kPrintReady ? by(r.recording.since) : 0,
                   IsBlocked(r.recording.state) ? by(r.recording.since) : 0,
                   by(r.first_card_date),
                   by(r.digital_identity_date),
                   by(r.recording.doubtful_since) * (1 - by(r.recording.covered_date))};
  }
  return sum;
}

// The law: contributions, bucketed and changed step by step, sum up to a recount at any date.
TEST_F(CoverageLaws, BucketsSumUpToARecountAtAnyDate) {
  for (int round = 0; round < 20; ++round) {
    std::vector<Resident> residents;
    std::map<Bucket, Figures> stored;
    for (int i = 0; i < 60; ++i) {
      CoverageChange change;
      if (residents.empty() || Pick(3) != 0) {
        residents.push_back(Anybody());
        change.Add(residents.back(), +1);
      } else {
        Resident& resident = residents[Pick(residents.size())];
        const Resident after = Anybody();
        change.Replace(resident, after);
        resident = after;
      }
      for (const auto& [bucket, figures] : change.Take().buckets) {
        stored.try_emplace(bucket, Figures{}).first->second += figures;
      }
    }
    for (int i = 0; i < 60; ++i) {
      const CivilDay date = kFirstCoverageDay + static_cast<int>(Pick(365 * 18));
      const BucketRanges ranges = RangesFor(date);
      Figures sum{};
      for (const auto& [bucket, figures] : stored) {
        const CivilDay day = bucket.first_day;
        const bool in_sum = bucket.level == 'Y'   ? day < ranges.before_year
                            : bucket.level == 'M' ? day >= ranges.from_month && day < ranges.before_month
                                                  : day >= ranges.from_day && day <= ranges.to_day;
        if (in_sum) sum += figures;
      }
      EXPECT_EQ(sum, Recount(residents, date)) << date;
    }
  }
}

Figures SumUntil(const std::vector<std::pair<Revision, Figures>>& revisions, CivilDay date) {
  Figures sum{};
  for (const auto& [revision, figures] : revisions) {
    if (revision.day <= date) sum += figures;
  }
  return sum;
}

TEST(CoverageTest, EachStepOfAChangeHasItsCause) {
  Resident before = Citizen(CivilDay(1990, 1, 1));
  Resident after = before;
  after.recording = {RecordingState::kRecorded, CivilDay(2023, 6, 1), CivilDay(2023, 6, 1)};
  after.death_date = CivilDay(2023, 6, 20);
  CoverageChange change;
  change.Replace(before, after);
  const auto revisions = change.Take().revisions;
  // Died on the 20th: neither obliged from then on; recorded on the 1st: covered until then.
  EXPECT_THAT(
      revisions,
      ElementsAre(
          Pair(Revision{RevisionCause::kDeath, CivilDay(2023, 6, 20)}, ElementsAre(-1, 0, 0, 0, 0, 0, 0)),
          Pair(Revision{RevisionCause::kRecording, CivilDay(2023, 6, 1)}, ElementsAre(0, 1, 0, 0, 0, 0, 0)),
          Pair(Revision{RevisionCause::kRecording, CivilDay(2023, 6, 20)},
               ElementsAre(0, -1, 0, 0, 0, 0, 0))));
}

// The law: whatever changes, the causes sum up to the difference of a recount, at any date.
TEST_F(CoverageLaws, CausesSumUpToTheDifferenceAtAnyDate) {
  for (int round = 0; round < 20; ++round) {
    std::vector<Resident> residents;
    for (int i = 0; i < 20; ++i) residents.push_back(Anybody());
    const std::vector<Resident> before = residents;
    CoverageChange change;
    for (int i = 0; i < 20; ++i) {
      if (Pick(4) == 0) {
        residents.push_back(Anybody());
        change.Add(residents.back(), +1);
        continue;
      }
      Resident& resident = residents[Pick(residents.size())];
      const Resident after = Anybody();
      change.Replace(resident, after);
      resident = after;
    }
    const auto revisions = change.Take().revisions;
    for (int i = 0; i < 30; ++i) {
      const CivilDay date = kFirstCoverageDay + static_cast<int>(Pick(365 * 18));
      Figures expected = Recount(before, date);
      expected += SumUntil(revisions, date);
      EXPECT_EQ(expected, Recount(residents, date)) << date;
    }
  }
}

}  // namespace
}  // namespace dukcapil::population
