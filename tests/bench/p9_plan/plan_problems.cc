#include "tests/bench/p9_plan/plan_problems.h"

#include <random>
#include <string>

#include "absl/strings/str_format.h"

namespace dukcapil::bench {
namespace {

constexpr int kDistricts = 15;
constexpr int kVillages = 160;
constexpr int kSchools = 40;
constexpr absl::CivilDay kStart(2023, 10, 15);

std::string DistrictCode(int regency, int district) {
  return absl::StrFormat("17.%02d.%02d", regency + 1, district + 1);
}

}  // namespace

outreach::PlanProblem RegenciesProblem(int regencies, int teams, int days) {
  std::mt19937_64 random(20231014);
  const outreach::Turnout turnout;  // nothing learnt yet, as at the start of a campaign
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  outreach::PlanProblem problem;
  problem.start = kStart;
  problem.deadline = kStart + days - 1;
  problem.minimum_visits_per_district = 1;
  for (int regency = 0; regency < regencies; ++regency) {
    for (int i = 0; i < kVillages + kSchools; ++i) {
      outreach::Site& site = problem.sites.emplace_back();
      site.village = absl::StrFormat("%s.%d", DistrictCode(regency, i % kDistricts), 2001 + i % kVillages);
      site.kind = i < kVillages ? outreach::SiteKind::kVillage : outreach::SiteKind::kSchool;
      site.id = i < kVillages ? site.village : absl::StrFormat("%08d", 10700000 + regency * 100 + i);
      site.target = i < kVillages ? below(150) : below(100);
      site.turnout = turnout.ShareAt(site);
    }
  }
  for (int i = 0; i < teams; ++i) {
    outreach::Team& team = problem.teams.emplace_back();
    team.id = absl::StrFormat("t%02d", i);
    team.kits = 1 + i % 3;
    team.recordings_per_kit_hour = 6;
    team.base = DistrictCode(i % regencies, below(kDistricts));
    team.work_week.days = {true, true, true, true, true, true, false};
  }
  return problem;
}

outreach::PlanProblem ReferenceProblem() {
  outreach::PlanProblem problem = RegenciesProblem(1, 3, 122);
  for (outreach::Team& team : problem.teams) {
    team.kits = 2;
    team.base = problem.teams.front().base;
  }
  return problem;
}

}  // namespace dukcapil::bench
