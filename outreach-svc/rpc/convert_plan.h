// From the planner to the plan's protos and rows.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "dukcapil/outreach/v1/outreach.pb.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/planner.h"
#include "outreach-svc/rpc/plan_order.h"
#include "outreach-svc/storage/rows.h"

namespace dukcapil::outreach {

// The plan without name, turnouts of kinds, gains and times.
v1::Plan ToProto(const PlanOrder& order, const PlanProblem& problem, const PlanResult& result);
v1::TurnoutEstimate ToProto(const TurnoutEstimate& estimate);
v1::PlanGains ToProto(absl::string_view regency, const PlanProblem& problem, const Gains& gains);

std::vector<storage::VisitRow> ToRows(const PlanProblem& problem, const PlanResult& result);

}  // namespace dukcapil::outreach
