#include "outreach-svc/domain/expectation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;

AnnouncedVisit To(const std::string& site, const std::string& team = "a", int kits = 0) {
  AnnouncedVisit visit;
  visit.site = site;
  visit.team = team;
  visit.kits = kits;
  return visit;
}

// Two kits, six recordings an hour each, three hours at the site within the base district: 36 at most.
Team TwoKits() {
  Team team;
  team.id = "a";
  team.kits = 2;
  team.recordings_per_kit_hour = 6;
  team.base = "17.02.09";
  return team;
}

TEST(Expectation, VisitsToASiteFollowEachOther) {
  const std::vector<Site> sites = {{"17.02.09.2001", SiteKind::kVillage, "Desa Satu", "17.02.09.2001", 100},
                                   {"17.02.09.2002", SiteKind::kVillage, "Desa Dua", "17.02.09.2002", 1000}};
  const SiteTurnout share = Turnout().ShareAt(sites[0]);
  const Micro first = ExpectedRecordings(100 * kMicro, share, 36 * kMicro);
  const Micro in_large = ExpectedRecordings(1000 * kMicro, share, 36 * kMicro);
  EXPECT_THAT(
      ExpectOf({To("17.02.09.2001"), To("17.02.09.2002"), To("17.02.09.2001"), To("17.02.09.2002", "a", 1)},
               sites, {TwoKits()}, Turnout()),
      ElementsAre(first, in_large, ExpectedRecordings(100 * kMicro - first, share, 36 * kMicro),
                  ExpectedRecordings(1000 * kMicro - in_large, share, 18 * kMicro)));
  // On average 28 come of 100 and 280 of 1,000, but not every time.
  EXPECT_GT(first, 20 * kMicro);
  EXPECT_LT(first, 28 * kMicro);
  EXPECT_GT(in_large, 35 * kMicro);
  EXPECT_LT(in_large, 36 * kMicro);
}

TEST(Expectation, WhatWasSeenCounts) {
  const std::vector<Site> sites = {{"17.02.09.2001", SiteKind::kVillage, "Desa", "17.02.09.2001", 100}};
  std::vector<VisitResult> results(20, {SiteKind::kVillage, "17.02.09", "17.02.09.2001", 100, 5});
  const std::vector<Micro> learnt =
      ExpectOf({To("17.02.09.2001")}, sites, {TwoKits()}, Turnout(std::move(results)));
  EXPECT_LT(learnt[0], 15 * kMicro);
  EXPECT_GT(learnt[0], 4 * kMicro);
}

TEST(Expectation, NobodyIsExpectedOfWhatIsUnknown) {
  EXPECT_THAT(
      ExpectOf({To("17.02.09.2001"), To("17.02.09.2002", "b")},
               {{"17.02.09.2002", SiteKind::kVillage, "Desa", "17.02.09.2002", 10}}, {TwoKits()}, Turnout()),
      ElementsAre(0, 0));
}

}  // namespace
}  // namespace dukcapil::outreach
