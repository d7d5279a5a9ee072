#include "outreach-svc/rpc/plan_order.h"

#include <algorithm>

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
constexpr int kMostExtraKits = 20;
constexpr int kMostExtraWeeks = 10;
constexpr int kDaysOfWeek = 7;
constexpr int kDaysKept = 14;  // of an announced plan, unless given
constexpr int kMostVisits = 20;
constexpr int kMostBlackouts = 1000;
constexpr int kMostPins = 1000;
constexpr absl::string_view kInputs = "plan.inputs.";

std::string Path(absl::string_view field) {
  return absl::StrCat(kInputs, field);
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

void ReadPins(const v1::PlanInputs& inputs, PlanOrder& order, Violations& violations) {
  if (inputs.pins_size() > kMostPins) {
    violations.Add(Path("pins"), "TOO_MANY", absl::StrCat("must be at most ", kMostPins));
    return;
  }
  for (int i = 0; i < inputs.pins_size(); ++i) {
    const v1::PinnedVisit& pin = inputs.pins(i);
    const std::string path = Path(absl::StrCat("pins[", i, "]."));
    NamedPin& read = order.pins.emplace_back();
    read.site = ParseSite(pin.site(), order.regency, path + "site", violations).value_or("");
    read.team = ParseTeam(pin.team(), order.regency, path + "team", violations).value_or("");
    read.date = FromProto(pin.date(), path + "date", violations).value_or(absl::CivilDay());
    read.half = static_cast<HalfDay>(pin.half_day());
    if (pin.half_day() != v1::HALF_DAY_MORNING && pin.half_day() != v1::HALF_DAY_AFTERNOON) {
      violations.Add(path + "half_day", "REQUIRED", "must be morning or afternoon");
    }
  }
}

void ReadBasePlan(const v1::PlanInputs& inputs, PlanOrder& order, Violations& violations) {
  order.keep_until =
      OptionalFromProto(inputs.has_keep_until(), inputs.keep_until(), Path("keep_until"), violations)
          .value_or(order.problem.start + (kDaysKept - 1));
  if (inputs.base_plan().empty()) return;
  const auto key = ParsePlan(inputs.base_plan(), Path("base_plan"), violations);
  if (!key.has_value()) return;
  order.base_plan = key->id;
  if (key->regency != order.regency)
    violations.Add(Path("base_plan"), "WRONG_REGION", "must belong to the parent");
}

void ReadWhatIfs(const v1::CreatePlanRequest& request, PlanOrder& order, Violations& violations) {
  const v1::PlanInputs& inputs = request.plan().inputs();
  const auto read = [&](int value, int most, absl::string_view field) {
    CheckRange(value, 0, most, Path(field), violations);
    if (value == 0 || request.validate_only()) return;
    violations.Add(Path(field), "WHAT_IF_NEEDS_VALIDATE_ONLY", "only answers a what-if: set validate_only");
  };
  read(inputs.extra_teams(), kMostExtraTeams, "extra_teams");
  read(inputs.extra_kits(), kMostExtraKits, "extra_kits");
  read(inputs.extra_weeks(), kMostExtraWeeks, "extra_weeks");
  // A number of weeks that is refused may be too large to be multiplied.
  const absl::civil_diff_t weeks = std::clamp(inputs.extra_weeks(), 0, kMostExtraWeeks);
  order.problem.deadline = order.deadline + kDaysOfWeek * weeks;
}

// Why a pin cannot be; empty where it was added.
absl::string_view AddPin(const NamedPin& pin, const WorkingCalendar& calendar, PlanProblem& problem) {
  const auto team = absl::c_find_if(problem.teams, [&](const Team& known) { return known.id == pin.team; });
  if (team == problem.teams.end()) return "TEAM_UNKNOWN";
  const auto site = absl::c_find_if(problem.sites, [&](const Site& known) { return known.id == pin.site; });
  if (site == problem.sites.end()) return "SITE_UNKNOWN";
  if (pin.date < problem.start || pin.date > problem.deadline || calendar.IsHoliday(pin.date) ||
      !team->Works(pin.date, pin.half)) {
    return "NO_SUCH_SLOT";
  }
  const int team_index = static_cast<int>(team - problem.teams.begin());
  if (absl::c_any_of(problem.pins, [&](const Pin& other) {
        return other.team == team_index && other.date == pin.date && other.half == pin.half;
      })) {
    return "PINNED_TWICE";
  }
  problem.pins.push_back({team_index, static_cast<int>(site - problem.sites.begin()), pin.date, pin.half});
  return "";
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
  order.deadline = problem.deadline;
  ReadWhatIfs(request, order, violations);
  ReadBlackouts(inputs, order.regency, problem, violations);
  ReadPins(inputs, order, violations);
  ReadBasePlan(inputs, order, violations);
  order.inputs = inputs;
  *order.inputs.mutable_start_date() = dukcapil::ToProto(problem.start);
  order.inputs.set_maximum_visits_per_site(problem.maximum_visits_per_site);
  return order;
}

std::vector<NamedPin> PinsOf(const std::vector<storage::VisitRow>& visits) {
  std::vector<NamedPin> pins;
  pins.reserve(visits.size());
  for (const storage::VisitRow& visit : visits) {
    pins.push_back({visit.site, visit.team, visit.date, visit.half});
  }
  return pins;
}

void AddWhatIfs(const v1::PlanInputs& inputs, std::vector<Team>& teams) {
  if (teams.empty()) return;
  const Team first = teams.front();
  teams.front().kits += inputs.extra_kits();
  for (int i = 1; i <= inputs.extra_teams(); ++i) {
    teams.push_back(first);
    teams.back().id = absl::StrCat("extra-", i);
  }
}

absl::Status AddPins(const PlanOrder& order, const WorkingCalendar& calendar, PlanProblem& problem) {
  Violations violations;
  for (std::size_t i = 0; i < order.pins.size(); ++i) {
    const absl::string_view reason = AddPin(order.pins[i], calendar, problem);
    if (!reason.empty())
      violations.Add(Path(absl::StrCat("pins[", i, "]")), reason, "cannot be a visit of this plan");
  }
  return violations.ToStatus();
}

void KeepAnnounced(const std::vector<NamedPin>& announced, const PlanOrder& order,
                   const WorkingCalendar& calendar, PlanProblem& problem) {
  for (const NamedPin& pin : announced) {
    if (pin.date <= order.keep_until) AddPin(pin, calendar, problem);
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

}  // namespace dukcapil::outreach
