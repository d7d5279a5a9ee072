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
  // 28 of 100, 28 % of 72; 280 would come and 36 can be recorded, 18 with one kit.
  EXPECT_THAT(
      ExpectOf({To("17.02.09.2001"), To("17.02.09.2002"), To("17.02.09.2001"), To("17.02.09.2002", "a", 1)},
               sites, {TwoKits()}, Turnout()),
      ElementsAre(28 * kMicro, 36 * kMicro, 20'160'000, 18 * kMicro));
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
