#include "outreach-svc/rpc/convert_plan.h"

#include <limits>
#include <map>

#include "outreach-svc/domain/at.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"

namespace dukcapil::outreach {
namespace {

void AddSitesAndTeams(const PlanOrder& order, const PlanProblem& problem, const PlanResult& result,
                      v1::Plan& plan) {
  for (const Site& site : problem.sites) {
    v1::PlannedSite& proto = *plan.add_sites();
    proto.set_site(SiteName(order.regency, site.id));
    proto.set_display_name(site.display_name);
    proto.set_target(site.target);
    proto.set_turnout(TurnoutAt(problem, site).mean);
  }
  for (const Visit& visit : result.visits) {
    v1::PlannedSite& proto = *plan.mutable_sites(visit.site);
    proto.set_visits(proto.visits() + 1);
    proto.set_expected_recordings(proto.expected_recordings() + Recordings(visit.expected));
  }
  for (const Team& team : problem.teams) {
    v1::PlannedTeam& proto = *plan.add_teams();
    proto.set_team(TeamName(order.regency, team.id));
    proto.set_display_name(team.display_name);
    proto.set_kits(team.kits);
  }
  for (const Slot& slot : result.slots) {
    v1::PlannedTeam& proto = *plan.mutable_teams(slot.team);
    proto.set_slots(proto.slots() + 1);
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
    if (!out.taken.has_value()) continue;
    const Slot& slot = result.slots[At(out.taken->slot)];
    *proto.mutable_would_take_date() = dukcapil::ToProto(slot.date);
    proto.set_would_take_half_day(static_cast<v1::HalfDay>(slot.half));
    proto.set_would_take_team(TeamName(order.regency, problem.teams[At(slot.team)].id));
    if (out.taken->displaced_site < 0) continue;
    proto.set_would_displace(SiteName(order.regency, problem.sites[At(out.taken->displaced_site)].id));
  }
  plan.set_expected_recordings(Recordings(result.expected));
  plan.set_dual_bound(Recordings(result.dual_bound));
  plan.set_slots(static_cast<int>(result.slots.size()));
  plan.set_arcs(result.arcs);
  AddDistrictsAndDays(problem, result, plan);
  AddSitesAndTeams(order, problem, result, plan);
  return plan;
}

v1::TurnoutEstimate ToProto(const TurnoutEstimate& estimate) {
  v1::TurnoutEstimate proto;
  proto.set_mean(estimate.mean);
  proto.set_low(estimate.low);
  proto.set_high(estimate.high);
  proto.set_visits(estimate.visits);
  return proto;
}

v1::PlanGains ToProto(absl::string_view regency, const PlanProblem& problem, const Gains& gains) {
  v1::PlanGains proto;
  proto.set_one_more_team(Recordings(gains.team));
  proto.set_one_more_week(Recordings(gains.week));
  proto.set_one_more_kit(Recordings(gains.kit));
  proto.set_kit_team(TeamName(regency, problem.teams[At(gains.kit_team)].id));
  return proto;
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
