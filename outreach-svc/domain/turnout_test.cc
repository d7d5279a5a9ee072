#include "outreach-svc/domain/turnout.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dukcapil::outreach {
namespace {

using ::testing::AllOf;
using ::testing::DoubleNear;
using ::testing::Gt;
using ::testing::Lt;

Site VillageIn(const std::string& district, int number) {
  const std::string code = district + "." + std::to_string(2000 + number);
  return {code, SiteKind::kVillage, code, code, 100};
}

VisitResult Came(const Site& site, std::int64_t invited, std::int64_t came) {
  return {site.kind, std::string(DistrictOf(site.village)), site.id, invited, came};
}

TEST(Turnout, BeforeAnyVisitIsTheFieldsFigureWithAWideBand) {
  const TurnoutEstimate villages = Turnout().OfKind(SiteKind::kVillage);
  EXPECT_EQ(villages.mean, 0.28);
  EXPECT_THAT(villages.low, AllOf(Gt(0.08), Lt(0.2)));
  EXPECT_THAT(villages.high, AllOf(Gt(0.36), Lt(0.5)));
  EXPECT_EQ(villages.visits, 0);
  EXPECT_EQ(Turnout().OfKind(SiteKind::kSchool).mean, 0.60);
  const TurnoutEstimate one_site = Turnout().OfSite(VillageIn("17.02.09", 1));
  EXPECT_DOUBLE_EQ(one_site.mean, 0.28);
  EXPECT_LT(one_site.low, villages.low);  // a site scatters about the mean
  EXPECT_GT(one_site.high, villages.high);
}

TEST(Turnout, MovesTowardsWhatIsSeenAndOnlyForThatKind) {
  std::vector<VisitResult> results;
  double mean = 0.28;
  for (int i = 1; i <= 20; ++i) {
    results.push_back(Came(VillageIn("17.02." + std::to_string(10 + i), i), 100, 50));
    const TurnoutEstimate seen = Turnout(results).OfKind(SiteKind::kVillage);
    EXPECT_GT(seen.mean, mean);
    EXPECT_EQ(seen.visits, i);
    mean = seen.mean;
  }
  EXPECT_THAT(mean, AllOf(Gt(0.47), Lt(0.50)));
  EXPECT_DOUBLE_EQ(Turnout(results).OfKind(SiteKind::kSchool).mean, 0.60);
}

TEST(Turnout, KnowsASiteBetterThanItsDistrictAndADistrictBetterThanItsKind) {
  const Site good = VillageIn("17.02.09", 1), neighbour = VillageIn("17.02.09", 2),
             far = VillageIn("17.02.15", 3);
  const Turnout turnout({Came(good, 100, 80), Came(good, 40, 30)});
  EXPECT_GT(turnout.OfSite(good).mean, turnout.OfSite(neighbour).mean);
  EXPECT_GT(turnout.OfSite(neighbour).mean, turnout.OfSite(far).mean);
  EXPECT_DOUBLE_EQ(turnout.OfSite(far).mean, turnout.OfKind(SiteKind::kVillage).mean);
  EXPECT_EQ(turnout.OfSite(good).visits, 2);
  EXPECT_EQ(turnout.OfSite(neighbour).visits, 0);
}

TEST(Turnout, OfAVisitScattersLessTheMoreIsKnownOfItsSite) {
  const Site seen = VillageIn("17.02.09", 1), neighbour = VillageIn("17.02.09", 2),
             far = VillageIn("17.02.15", 3);
  const Turnout turnout(std::vector<VisitResult>(5, Came(seen, 200, 60)));
  EXPECT_DOUBLE_EQ(turnout.ShareAt(seen).mean, turnout.OfSite(seen).mean);
  EXPECT_LT(turnout.ShareAt(seen).scatter, turnout.ShareAt(neighbour).scatter);
  EXPECT_LT(turnout.ShareAt(neighbour).scatter, turnout.ShareAt(far).scatter);
  // However often a site was visited, its days differ.
  const Turnout sure(std::vector<VisitResult>(10'000, Came(seen, 200, 60)));
  EXPECT_NEAR(sure.ShareAt(seen).scatter, 0.02, 0.001);
}

TEST(Turnout, TellsNothingFromNobodyAndTakesNoMoreThanAll) {
  const Site site = VillageIn("17.02.09", 1);
  EXPECT_DOUBLE_EQ(Turnout({Came(site, 0, 0)}).OfSite(site).mean, 0.28);
  EXPECT_DOUBLE_EQ(Turnout({Came(site, 10, 15)}).OfSite(site).mean,
                   Turnout({Came(site, 10, 10)}).OfSite(site).mean);
  std::vector<VisitResult> nobody(200, Came(site, 500, 0));
  const TurnoutEstimate seen = Turnout(nobody).OfSite(site);
  EXPECT_GE(seen.low, 0);
  EXPECT_LT(seen.low, seen.high);
}

TEST(Turnout, OrderDoesNotMatter) {
  std::mt19937_64 random(4);
  std::vector<VisitResult> results;
  for (int i = 0; i < 60; ++i) {
    const Site site = VillageIn("17.02.1" + std::to_string(i % 4), i % 17);
    results.push_back(Came(site, 20 + i, static_cast<std::int64_t>(random() % 20)));
  }
  const Turnout first(results);
  std::shuffle(results.begin(), results.end(), random);
  const Turnout second(results);
  for (int i = 0; i < 17; ++i) {
    const Site site = VillageIn("17.02.1" + std::to_string(i % 4), i);
    EXPECT_THAT(second.OfSite(site).mean, DoubleNear(first.OfSite(site).mean, 1e-12));
  }
  EXPECT_THAT(second.OfKind(SiteKind::kVillage).high,
              DoubleNear(first.OfKind(SiteKind::kVillage).high, 1e-9));
}

// In worlds drawn from the model, the band holds the true mean of the kind in about 80 of 100.
TEST(Turnout, BandHoldsTheTruthAsOftenAsItSays) {
  std::mt19937_64 random(80);
  const auto scatter = [&](double mean, double part) {
    const double weight = 1 / part - 1;
    const double a = std::gamma_distribution<>(mean * weight, 1)(random);
    const double b = std::gamma_distribution<>((1 - mean) * weight, 1)(random);
    return std::clamp(a / (a + b), 1e-3, 1 - 1e-3);
  };
  int inside = 0;
  constexpr int kWorlds = 400;
  for (int world = 0; world < kWorlds; ++world) {
    const double truth = scatter(0.28, 0.082);
    std::vector<VisitResult> results;
    for (int d = 0; d < 6; ++d) {
      const double district = scatter(truth, 0.02);
      for (int s = 0; s < 3; ++s) {
        const double site = scatter(district, 0.04);
        const double visit = scatter(site, 0.02);
        const std::int64_t came = std::binomial_distribution<std::int64_t>(60, visit)(random);
        results.push_back(Came(VillageIn("17.02.1" + std::to_string(d), s), 60, came));
      }
    }
    const TurnoutEstimate seen = Turnout(results).OfKind(SiteKind::kVillage);
    inside += seen.low <= truth && truth <= seen.high ? 1 : 0;
  }
  EXPECT_GT(inside, kWorlds * 74 / 100);
  EXPECT_LT(inside, kWorlds * 88 / 100);
}

}  // namespace
}  // namespace dukcapil::outreach
