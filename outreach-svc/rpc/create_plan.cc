#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/convert_plan.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/learn_turnout.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_plan.h"
#include "outreach-svc/rpc/read_teams.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

struct MadePlan {
  v1::Plan plan;
  std::vector<storage::VisitRow> visits;
};

// The sites, with the learnt turnout where none is given.
void AddSites(const PlanOrder& order, std::vector<Site> sites, const Turnout& turnout, PlanProblem& problem) {
  problem.sites = std::move(sites);
  for (Site& site : problem.sites) {
    const bool is_given =
        (site.kind == SiteKind::kSchool ? order.inputs.school_turnout() : order.inputs.village_turnout()) > 0;
    if (!is_given) site.turnout = turnout.ShareAt(site);
  }
}

absl::Status KeepBasePlan(const PlanOrder& order, const WorkingCalendar& calendar,
                          storage::Snapshot& snapshot, PlanProblem& problem) {
  if (order.base_plan.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto deadline, snapshot.FindPlanDeadline(order.regency, order.base_plan));
  if (!deadline.has_value()) return NotFoundError(order.inputs.base_plan());
  ASSIGN_OR_RETURN(const auto visits,
                   snapshot.ListPlannedVisits(order.regency, order.base_plan, problem.start));
  KeepAnnounced(PinsOf(visits), order, calendar, problem);
  return absl::OkStatus();
}

// The turnout of a kind as it was given, or as it is learnt.
TurnoutEstimate TurnoutOf(SiteKind kind, double given, const Turnout& turnout) {
  return given > 0 ? TurnoutEstimate{given, given, given, 0} : turnout.OfKind(kind);
}

absl::StatusOr<MadePlan> Make(const Outreach& app, const PlanOrder& order, bool with_gains,
                              std::vector<Site> sites, storage::Snapshot& snapshot) {
  PlanProblem problem = order.problem;
  ASSIGN_OR_RETURN(const Turnout turnout, LearnTurnout(snapshot, order.regency));
  AddSites(order, std::move(sites), turnout, problem);
  ASSIGN_OR_RETURN(problem.teams, ReadTeams(snapshot, order.regency, problem.sites));
  AddWhatIfs(order.inputs, problem.teams);
  RETURN_IF_ERROR(CheckBlackouts(problem));
  if (!problem.teams.empty()) RETURN_IF_ERROR(AddPins(order, app.calendar, problem));
  RETURN_IF_ERROR(KeepBasePlan(order, app.calendar, snapshot, problem));
  const auto villages = TurnoutOf(SiteKind::kVillage, order.inputs.village_turnout(), turnout);
  const auto schools = TurnoutOf(SiteKind::kSchool, order.inputs.school_turnout(), turnout);
  problem.village_turnout = villages.mean;
  problem.school_turnout = schools.mean;
  const absl::Time start = app.clock.Now();
  ASSIGN_OR_RETURN(const PlanResult result, MakePlan(problem, app.calendar));
  MadePlan made{ToProto(order, problem, result), ToRows(problem, result)};
  made.plan.set_solve_milliseconds(absl::ToDoubleMilliseconds(app.clock.Now() - start));
  made.plan.mutable_inputs()->set_village_turnout(villages.mean);
  made.plan.mutable_inputs()->set_school_turnout(schools.mean);
  *made.plan.mutable_village_turnout() = ToProto(villages);
  *made.plan.mutable_school_turnout() = ToProto(schools);
  if (with_gains) {
    ASSIGN_OR_RETURN(const Gains gains, FindGains(problem, app.calendar, result.dual_bound));
    *made.plan.mutable_gains() = ToProto(order.regency, problem, gains);
  }
  *made.plan.mutable_create_time() = ToProto(app.clock.Now());
  return made;
}

}  // namespace

absl::StatusOr<v1::Plan> CreatePlan(Outreach& app, const Call& call, const v1::CreatePlanRequest& request) {
  Violations violations;
  const PlanOrder order = FromProto(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  // Before the transaction: nobody waits for another service with a connection in hand.
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, order.regency, order.deadline));
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Plan> {
      ASSIGN_OR_RETURN(MadePlan made, Make(app, order, request.with_gains(), known.sites, snapshot));
      return std::move(made.plan);
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Plan> {
    ASSIGN_OR_RETURN(MadePlan made, Make(app, order, request.with_gains(), known.sites, tx));
    const std::string id = NewUuid();
    made.plan.set_name(PlanName(order.regency, id));
    const absl::Time now = app.clock.Now();
    if (known.unsaved) RETURN_IF_ERROR(tx.SaveSites(order.regency, known.sites, now));
    RETURN_IF_ERROR(tx.InsertPlan(order.regency, {id, order.deadline, made.plan.SerializeAsString(), now},
                                  SummaryOf(made.plan).SerializeAsString(), made.visits));
    tx.NoteChange({order.regency, made.plan.name(), "PLAN_CREATED", ""});
    return std::move(made.plan);
  });
}

}  // namespace dukcapil::outreach
