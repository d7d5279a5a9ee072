#include "outreach-svc/domain/turnout.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>

namespace dukcapil::outreach {
namespace {

// Assumptions, not figures from the field: villages of one district differ by some 9 in 100 people, districts
// and the days of one village by 6.
constexpr double kDistrictScatter = 0.02;
constexpr double kSiteScatter = 0.04;
constexpr double kVisitScatter = 0.02;
constexpr double kPriorInvited = 500;
constexpr double kPriorVariance = 1 / kPriorInvited + kVisitScatter + kSiteScatter + kDistrictScatter;

// Shares that were seen, each counted by its precision.
struct Seen {
  double precision = 0;
  double weighted = 0;  // sum of precision x share
  int visits = 0;

  void Add(double share, double variance, int of_visits) {
    precision += 1 / variance;
    weighted += share / variance;
    visits += of_visits;
  }
  double mean() const { return weighted / precision; }
  double variance() const { return 1 / precision; }
};

}  // namespace

Turnout::Turnout(const std::vector<VisitResult>& results) {
  // Upwards: what each level says of the one above.
  std::map<DistrictKey, std::map<std::string, Seen>> seen_at;
  for (const VisitResult& result : results) {
    if (result.invited <= 0) continue;
    const double invited = static_cast<double>(result.invited);
    const double came = static_cast<double>(std::clamp<std::int64_t>(result.came, 0, result.invited));
    seen_at[{result.kind, result.district}][result.site].Add(came / invited, 1 / invited + kVisitScatter, 1);
  }
  std::map<SiteKind, Seen> seen_of_kind;
  std::map<DistrictKey, Seen> seen_in;
  for (const SiteKind kind : {SiteKind::kVillage, SiteKind::kSchool}) {
    seen_of_kind[kind].Add(PriorTurnout(kind), kPriorVariance, 0);
  }
  for (const auto& [district, sites] : seen_at) {
    Seen& seen = seen_in[district];
    for (const auto& [id, site] : sites) seen.Add(site.mean(), site.variance() + kSiteScatter, site.visits);
    seen_of_kind[district.first].Add(seen.mean(), seen.variance() + kDistrictScatter, seen.visits);
  }
  // Downwards: each level with the one above as its prior, which is not certain either.
  const auto within = [](const Level& above, double scatter, const Seen& seen) {
    const double own = seen.precision / (seen.precision + 1 / scatter);
    return Level{own * seen.mean() + (1 - own) * above.mean,
                 1 / (seen.precision + 1 / scatter) + (1 - own) * (1 - own) * above.variance, seen.visits};
  };
  for (const auto& [kind, seen] : seen_of_kind) {
    // Before any visit exactly the prior's figure, not the quotient that rounding makes of it.
    const double mean = seen.visits == 0 ? PriorTurnout(kind) : seen.mean();
    kinds_[kind] = {mean, seen.variance(), seen.visits};
  }
  for (const auto& [district, sites] : seen_at) {
    const Level& level = districts_[district] =
        within(kinds_[district.first], kDistrictScatter, seen_in[district]);
    for (const auto& [id, seen] : sites) sites_[{district.first, id}] = within(level, kSiteScatter, seen);
  }
}

TurnoutEstimate Turnout::OfKind(SiteKind kind) const {
  return Estimate(kinds_.at(kind));
}

TurnoutEstimate Turnout::OfSite(const Site& site) const {
  return Estimate(LevelOf(site));
}

SiteTurnout Turnout::ShareAt(const Site& site) const {
  const Level level = LevelOf(site);
  return {level.mean, level.variance + kVisitScatter};
}

Turnout::Level Turnout::LevelOf(const Site& site) const {
  if (const auto seen = sites_.find({site.kind, site.id}); seen != sites_.end()) return seen->second;
  const auto district = districts_.find({site.kind, std::string(DistrictOf(site.village))});
  Level level = district != districts_.end() ? district->second : kinds_.at(site.kind);
  level.variance += kSiteScatter + (district != districts_.end() ? 0 : kDistrictScatter);
  level.visits = 0;
  return level;
}

TurnoutEstimate Turnout::Estimate(const Level& level) {
  // Of weight w, a Beta distribution has the variance mean x (1 - mean) / (w + 1). A mean of 0 or 1 has none.
  constexpr double kLeast = 1e-6;
  const double mean = std::clamp(level.mean, kLeast, 1 - kLeast);
  const double weight = 1 / level.variance - 1;
  const boost::math::beta_distribution<double> beta(mean * weight, (1 - mean) * weight);
  return {mean, boost::math::quantile(beta, 0.1), boost::math::quantile(beta, 0.9), level.visits};
}

}  // namespace dukcapil::outreach
