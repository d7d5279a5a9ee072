#include "outreach-svc/domain/simulated_regency.h"

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace dukcapil::outreach {
namespace {

using Random = boost::random::mt19937_64;

constexpr std::int64_t kToRecord = 13'872;
constexpr std::int64_t kPupils = 2'600;
constexpr int kVillages = 156;
constexpr int kSchools = 40;
constexpr int kDistricts = 15;
constexpr double kKnownBacklogs[] = {2226, 1525, 244, 197, 13};
constexpr double kDistrictFactor = 2.2;
constexpr double kVillageFactor = 2;
constexpr double kSchoolFactor = 1.6;
constexpr double kKindLogit = 0.5;
constexpr double kDistrictLogit = 0.4;
constexpr double kSiteLogit = 0.6;
constexpr double kVisitLogit = 0.3;
constexpr double kVillageMean = 0.28;
constexpr double kSchoolMean = 0.60;
constexpr double kGoneOfVillage = 0.30;
constexpr double kGoneOfSchool = 0.10;
constexpr double kFailingVillage = 0.10;
constexpr double kFailingSchool = 0.03;
constexpr double kFieldLogit = 0.8;
constexpr double kFoundGone = 0.5;
constexpr double kToOfficeAWeek = 30;

double Normal(double spread, Random& random) {
  return boost::random::normal_distribution<double>(0, spread)(random);
}

double Logit(double share) {
  return std::log(share / (1 - share));
}

double Share(double logit) {
  return 1 / (1 + std::exp(-logit));
}

// `count` shares of `total` that scatter by `factor`.
std::vector<double> Scattered(double total, std::size_t count, double factor, Random& random) {
  std::vector<double> parts;
  for (std::size_t i = 0; i < count; ++i) parts.push_back(std::exp(Normal(std::log(factor), random)));
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  for (double& part : parts) part *= total / sum;
  return parts;
}

std::string DistrictCode(int district) {
  return absl::StrFormat("17.02.%02d", district + 1);
}

void AddVillages(SimulatedRegency& regency, Random& random) {
  std::vector<double> districts(std::begin(kKnownBacklogs), std::end(kKnownBacklogs));
  const double known = std::accumulate(districts.begin(), districts.end(), 0.0);
  for (const double backlog :
       Scattered(kToRecord - kPupils - known, kDistricts - districts.size(), kDistrictFactor, random)) {
    districts.push_back(backlog);
  }
  for (int district = 0; district < kDistricts; ++district) {
    const int villages = kVillages / kDistricts + (district < kVillages % kDistricts ? 1 : 0);
    const std::vector<double> parts = Scattered(districts[static_cast<std::size_t>(district)],
                                                static_cast<std::size_t>(villages), kVillageFactor, random);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string code = absl::StrCat(DistrictCode(district), ".", 2001 + i);
      regency.sites.push_back({code, SiteKind::kVillage, code, code, std::llround(parts[i])});
    }
  }
}

void AddSchools(SimulatedRegency& regency, Random& random) {
  const std::vector<double> parts = Scattered(kPupils, kSchools, kSchoolFactor, random);
  for (int i = 0; i < kSchools; ++i) {
    const std::string village = absl::StrCat(DistrictCode(i % kDistricts), ".2001");
    Site site = {absl::StrCat(10'702'001 + i), SiteKind::kSchool, "SMA", village,
                 std::llround(parts[static_cast<std::size_t>(i)])};
    site.access.closures = {{absl::CivilDay(2023, 12, 18), absl::CivilDay(2023, 12, 31)}};
    regency.sites.push_back(std::move(site));
  }
}

void AddTeams(SimulatedRegency& regency, Strength strength) {
  const int teams = strength == Strength::kThreeTeams ? 3 : 1;
  for (int i = 0; i < teams; ++i) {
    Team& team = regency.teams.emplace_back();
    team.id = absl::StrCat("tim-", i + 1);
    team.kits = 2;
    team.recordings_per_kit_hour = 8;
    team.base = DistrictCode(i * 5);
    team.work_week.days = {false, true, true, true, false, false, false};
    if (strength == Strength::kThreeVillagesAWeek) team.mornings_only = team.work_week;
  }
}

// Who is in the backlog and can never come, and what keeps teams from their visits.
void AddTheField(SimulatedRegency& regency, Random& random) {
  std::int64_t can_come = 0;
  for (std::size_t i = 0; i < regency.sites.size(); ++i) {
    const bool is_school = regency.sites[i].kind == SiteKind::kSchool;
    const double gone = is_school ? kGoneOfSchool : kGoneOfVillage;
    const double share = Share(Logit(gone) + Normal(kFieldLogit, random));
    const double failing = is_school ? kFailingSchool : kFailingVillage;
    regency.gone[i] = std::llround(share * static_cast<double>(regency.sites[i].target));
    regency.failing[i] = Share(Logit(failing) + Normal(kFieldLogit, random));
    constexpr double kHighest = 0.95;
    regency.turnouts[i] = std::min(regency.turnouts[i] / (1 - gone), kHighest);
    can_come += regency.sites[i].target - regency.gone[i];
  }
  regency.to_office = kToOfficeAWeek / static_cast<double>(can_come);
}

enum class Draw : std::uint64_t { kCome = 0, kFall = 1, kFind = 2, kOffice = 3 };

// `number`: of the visit or week.
Random Chance(const SimulatedRegency& regency, Draw draw, int site, int number) {
  return Random(regency.seed * 1'000'003 + static_cast<std::uint64_t>(site) * 1'009 +
                static_cast<std::uint64_t>(number) + static_cast<std::uint64_t>(draw) * 1'000'000'007);
}

std::int64_t Some(std::int64_t of, double share, Random random) {
  return boost::random::binomial_distribution<std::int64_t, double>(of, share)(random);
}

}  // namespace

SimulatedRegency SimulateRegency(std::uint64_t seed, Strength strength, World world, double scatter) {
  Random random(seed);
  SimulatedRegency regency;
  regency.seed = seed;
  regency.scatter = scatter;
  AddTeams(regency, strength);
  AddVillages(regency, random);
  AddSchools(regency, random);
  const double villages = Logit(kVillageMean) + Normal(scatter * kKindLogit, random);
  const double schools = Logit(kSchoolMean) + Normal(scatter * kKindLogit, random);
  std::vector<double> districts;
  districts.reserve(kDistricts);
  for (int i = 0; i < kDistricts; ++i) districts.push_back(Normal(scatter * kDistrictLogit, random));
  for (const Site& site : regency.sites) {
    const std::size_t district = static_cast<std::size_t>(std::stoi(site.village.substr(6, 2)) - 1);
    const double mean = (site.kind == SiteKind::kSchool ? schools : villages) + districts[district];
    regency.turnouts.push_back(Share(mean + Normal(scatter * kSiteLogit, random)));
  }
  regency.gone.resize(regency.sites.size());
  regency.failing.resize(regency.sites.size());
  if (world == World::kAsInTheField) AddTheField(regency, random);
  return regency;
}

SiteTurnout TrueTurnout(const SimulatedRegency& regency, int site) {
  const double share = regency.turnouts[static_cast<std::size_t>(site)];
  const double failing = regency.failing[static_cast<std::size_t>(site)];
  const double mean = share * (1 - failing);
  // A small step of the logit moves the share by share x (1 - share) times as much.
  const double of_visits = std::pow(regency.scatter * kVisitLogit * share * (1 - share), 2);
  const double variance = (1 - failing) * of_visits + failing * (1 - failing) * share * share;
  return {mean, variance / (mean * (1 - mean))};
}

bool FallsThrough(const SimulatedRegency& regency, int site, int visit) {
  return Some(1, regency.failing[static_cast<std::size_t>(site)],
              Chance(regency, Draw::kFall, site, visit)) == 1;
}

std::int64_t Come(const SimulatedRegency& regency, int site, int visit, std::int64_t left) {
  Random random = Chance(regency, Draw::kCome, site, visit);
  const double today = Share(Logit(regency.turnouts[static_cast<std::size_t>(site)]) +
                             Normal(regency.scatter * kVisitLogit, random));
  return Some(left, today, random);
}

std::int64_t FoundGone(const SimulatedRegency& regency, int site, int visit, std::int64_t left) {
  return Some(left, kFoundGone, Chance(regency, Draw::kFind, site, visit));
}

std::int64_t GoToOffice(const SimulatedRegency& regency, int site, int week, std::int64_t left) {
  return Some(left, regency.to_office, Chance(regency, Draw::kOffice, site, week));
}

}  // namespace dukcapil::outreach
