#include "outreach-svc/rpc/convert_plan.h"

#include <limits>
#include <map>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::outreach {
namespace {

constexpr int kLongestPlanDays = 366;
constexpr int kMostExtraTeams = 10;
constexpr int kMostVisits = 20;
constexpr int kMostBlackouts = 1000;
constexpr absl::string_view kInputs = "plan.inputs.";

std::string Path(absl::string_view field) {
  return absl::StrCat(kInputs, field);
}

std::size_t At(int index) {
  return static_cast<std::size_t>(index);
}

void ReadDates(const v1::PlanInputs& inputs, absl::CivilDay today, PlanProblem& problem,
               Violations& violations) {
  const auto start =
      OptionalFromProto(inputs.has_start_date(), inputs.start_date(), Path("start_date"), violations);
  problem.start = start.value_or(today + 1);
  if (problem.start < today) violations.Add(Path("start_date"), "IN_THE_PAST", "must not be before today");
  if (!inputs.has_deadline()) {
    violations.Add(Path("deadline"), "REQUIRED", "is required");
    return;
  }
  const auto deadline = FromProto(inputs.deadline(), Path("deadline"), violations);
  if (!deadline.has_value()) return;
  problem.deadline = *deadline;
  if (problem.deadline < problem.start) {
    violations.Add(Path("deadline"), "BEFORE_START", "must not be before the first day");
  } else if (problem.deadline - problem.start > kLongestPlanDays) {
    violations.Add(Path("deadline"), "TOO_LATE",
                   absl::StrCat("must be at most ", kLongestPlanDays, " days after the first day"));
  }
}

// 0 leaves the default.
void ReadTurnout(double given, absl::string_view field, double& turnout, Violations& violations) {
  if (given == 0) return;
  turnout = given;
  if (!(given > 0 && given <= 1)) violations.Add(Path(field), "OUT_OF_RANGE", "must be above 0, at most 1");
}

void ReadBlackouts(const v1::PlanInputs& inputs, absl::string_view regency, PlanProblem& problem,
                   Violations& violations) {
  if (inputs.blackouts_size() > kMostBlackouts) {
    violations.Add(Path("blackouts"), "TOO_MANY", absl::StrCat("must be at most ", kMostBlackouts));
    return;
  }
  for (int i = 0; i < inputs.blackouts_size(); ++i) {
    const v1::Blackout& blackout = inputs.blackouts(i);
    const std::string path = Path(absl::StrCat("blackouts[", i, "]."));
    Blackout& read = problem.blackouts.emplace_back();
    if (!blackout.site().empty()) {
      read.site = ParseSite(blackout.site(), regency, path + "site", violations).value_or("");
    }
    const auto first = FromProto(blackout.first(), path + "first", violations);
    const auto last = FromProto(blackout.last(), path + "last", violations);
    if (!first.has_value() || !last.has_value()) continue;
    read.first = *first;
    read.last = *last;
    if (*last < *first) violations.Add(path + "last", "BEFORE_START", "must not be before the first day");
  }
}

void AddDistrictsAndDays(const PlanProblem& problem, const PlanResult& result, v1::Plan& plan) {
  struct District {
    std::int64_t target = 0;
    Micro expected = 0;
    int visits = 0;
  };
  std::map<std::string, District> districts;
  std::map<absl::CivilDay, Micro> days;
  std::int64_t target = 0;
  for (const Site& site : problem.sites) {
    districts[std::string(DistrictOf(site.village))].target += site.target;
    target += site.target;
  }
  for (const Visit& visit : result.visits) {
    District& district = districts[std::string(DistrictOf(problem.sites[At(visit.site)].village))];
    district.expected += visit.expected;
    ++district.visits;
    days[visit.date] += visit.expected;
  }
  plan.set_target(target);
  for (const auto& [code, district] : districts) {
    v1::DistrictExpectation& proto = *plan.add_districts();
    proto.set_district(RegionName(code));
    proto.set_target(district.target);
    proto.set_expected_recordings(Recordings(district.expected));
    proto.set_visits(district.visits);
  }
  for (const auto& [day, expected] : days) {
    v1::DayExpectation& proto = *plan.add_days();
    *proto.mutable_date() = dukcapil::ToProto(day);
    proto.set_expected_recordings(Recordings(expected));
  }
}

}  // namespace

PlanOrder FromProto(const v1::CreatePlanRequest& request, absl::CivilDay today, Violations& violations) {
  PlanOrder order;
  order.regency = ParseRegency(request.parent(), "parent", violations).value_or("");
  const v1::PlanInputs& inputs = request.plan().inputs();
  PlanProblem& problem = order.problem;
  ReadDates(inputs, today, problem, violations);
  ReadTurnout(inputs.village_turnout(), "village_turnout", problem.village_turnout, violations);
  ReadTurnout(inputs.school_turnout(), "school_turnout", problem.school_turnout, violations);
  problem.minimum_visits_per_district = inputs.minimum_visits_per_district();
  CheckRange(problem.minimum_visits_per_district, 0, kMostVisits, Path("minimum_visits_per_district"),
             violations);
  if (inputs.maximum_visits_per_site() != 0)
    problem.maximum_visits_per_site = inputs.maximum_visits_per_site();
  CheckRange(problem.maximum_visits_per_site, 1, kMostVisits, Path("maximum_visits_per_site"), violations);
  order.extra_teams = inputs.extra_teams();
  CheckRange(order.extra_teams, 0, kMostExtraTeams, Path("extra_teams"), violations);
  if (order.extra_teams > 0 && !request.validate_only()) {
    violations.Add(Path("extra_teams"), "EXTRA_TEAMS_NEED_VALIDATE_ONLY",
                   "only answers a what-if: set validate_only");
  }
  ReadBlackouts(inputs, order.regency, problem, violations);
  order.inputs = inputs;
  *order.inputs.mutable_start_date() = dukcapil::ToProto(problem.start);
  order.inputs.set_village_turnout(problem.village_turnout);
  order.inputs.set_school_turnout(problem.school_turnout);
  order.inputs.set_maximum_visits_per_site(problem.maximum_visits_per_site);
  return order;
}

void AddExtraTeams(int count, std::vector<Team>& teams) {
  if (teams.empty()) return;
  for (int i = 1; i <= count; ++i) {
    Team extra = teams.front();
    extra.id = absl::StrCat("extra-", i);
    teams.push_back(extra);
  }
}

absl::Status CheckBlackouts(const PlanProblem& problem) {
  absl::flat_hash_set<absl::string_view> known;
  for (const Site& site : problem.sites) known.insert(site.id);
  Violations violations;
  for (std::size_t i = 0; i < problem.blackouts.size(); ++i) {
    const std::string& site = problem.blackouts[i].site;
    if (site.empty() || known.contains(site)) continue;
    violations.Add(Path(absl::StrCat("blackouts[", i, "].site")), "SITE_UNKNOWN",
                   "is no site of the regency");
  }
  return violations.ToStatus();
}

v1::Plan ToProto(const PlanOrder& order, const PlanProblem& problem, const PlanResult& result) {
  v1::Plan plan;
  *plan.mutable_inputs() = order.inputs;
  for (const Visit& visit : result.visits) {
    v1::PlannedVisit& proto = *plan.add_visits();
    proto.set_site(SiteName(order.regency, problem.sites[At(visit.site)].id));
    proto.set_team(TeamName(order.regency, problem.teams[At(visit.team)].id));
    *proto.mutable_date() = dukcapil::ToProto(visit.date);
    proto.set_half_day(static_cast<v1::HalfDay>(visit.half));
    proto.set_ordinal(visit.ordinal);
    proto.set_expected_recordings(Recordings(visit.expected));
  }
  for (const LeftOut& out : result.left_out) {
    v1::LeftOutSite& proto = *plan.add_left_out();
    const Site& site = problem.sites[At(out.site)];
    proto.set_site(SiteName(order.regency, site.id));
    proto.set_reason(static_cast<v1::LeftOutReason>(out.reason));
    proto.set_target(site.target);
    proto.set_expected_recordings(Recordings(out.first_visit));
    if (out.reason != LeftOutReason::kOutbid) continue;
    proto.set_price(out.price.has_value() ? Recordings(*out.price) : std::numeric_limits<double>::infinity());
  }
  plan.set_expected_recordings(Recordings(result.expected));
  plan.set_dual_bound(Recordings(result.dual_bound));
  plan.set_slots(result.slots);
  plan.set_arcs(result.arcs);
  AddDistrictsAndDays(problem, result, plan);
  return plan;
}

std::vector<storage::VisitRow> ToRows(const PlanProblem& problem, const PlanResult& result) {
  std::vector<storage::VisitRow> rows;
  rows.reserve(result.visits.size());
  for (const Visit& visit : result.visits) {
    const Site& site = problem.sites[At(visit.site)];
    rows.push_back({site.id, std::string(DistrictOf(site.village)), problem.teams[At(visit.team)].id,
                    visit.date, visit.half, visit.ordinal, visit.expected});
  }
  return rows;
}

}  // namespace dukcapil::outreach
