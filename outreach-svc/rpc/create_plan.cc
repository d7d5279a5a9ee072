#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/convert_plan.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/names.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

// More than any regency has teams.
constexpr int kAllTeams = 10'000;

struct MadePlan {
  v1::Plan plan;
  std::vector<storage::VisitRow> visits;
};

absl::StatusOr<MadePlan> Make(const Outreach& app, const PlanOrder& order, std::vector<Site> sites,
                              storage::Snapshot& snapshot) {
  PlanProblem problem = order.problem;
  ASSIGN_OR_RETURN(const auto teams, snapshot.ListTeams(order.regency, "", kAllTeams));
  for (const storage::TeamRow& row : teams) problem.teams.push_back(row.team);
  AddExtraTeams(order.extra_teams, problem.teams);
  problem.sites = std::move(sites);
  RETURN_IF_ERROR(CheckBlackouts(problem));
  const absl::Time start = app.clock.Now();
  ASSIGN_OR_RETURN(const PlanResult result, MakePlan(problem, app.calendar));
  MadePlan made{ToProto(order, problem, result), ToRows(problem, result)};
  made.plan.set_solve_milliseconds(absl::ToDoubleMilliseconds(app.clock.Now() - start));
  *made.plan.mutable_create_time() = ToProto(app.clock.Now());
  return made;
}

}  // namespace

absl::StatusOr<v1::Plan> CreatePlan(Outreach& app, const Call& call, const v1::CreatePlanRequest& request) {
  Violations violations;
  const PlanOrder order = FromProto(request, app.clock.Today(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  // Before the transaction: nobody waits for another service with a connection in hand.
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, order.regency, order.problem.deadline));
  if (request.validate_only()) {
    return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Plan> {
      ASSIGN_OR_RETURN(MadePlan made, Make(app, order, known.sites, snapshot));
      return std::move(made.plan);
    });
  }
  return app.store.WriteAlone(call, [&](storage::Tx& tx) -> absl::StatusOr<v1::Plan> {
    ASSIGN_OR_RETURN(MadePlan made, Make(app, order, known.sites, tx));
    const std::string id = NewUuid();
    made.plan.set_name(PlanName(order.regency, id));
    const absl::Time now = app.clock.Now();
    if (known.unsaved) RETURN_IF_ERROR(tx.SaveSites(order.regency, known.sites, now));
    RETURN_IF_ERROR(tx.InsertPlan(
        order.regency, {id, order.problem.deadline, made.plan.SerializeAsString(), now}, made.visits));
    tx.NoteChange({order.regency, made.plan.name(), "PLAN_CREATED", ""});
    return std::move(made.plan);
  });
}

}  // namespace dukcapil::outreach
