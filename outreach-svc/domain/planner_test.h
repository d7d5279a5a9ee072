// What the tests of the planner share: small problems.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "outreach-svc/domain/planner.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

inline constexpr absl::CivilDay kMonday(2023, 10, 16);

inline Team MakeTeam(const std::string& id, int kits, const std::string& base) {
  return {id, id, 3, kits, 6, base, {{true, true, true, true, true, false, false}}};
}

inline Site Village(const std::string& code, std::int64_t target) {
  return {code, SiteKind::kVillage, code, code, target};
}

inline PlanProblem Problem(std::vector<Team> teams, std::vector<Site> sites, int days) {
  PlanProblem problem;
  problem.teams = std::move(teams);
  problem.sites = std::move(sites);
  problem.start = kMonday;
  problem.deadline = kMonday + days - 1;
  return problem;
}

inline std::string ReasonOf(const absl::Status& status) {
  return GetErrorDetail(status).reason;
}

}  // namespace dukcapil::outreach
