// From a flow to visits: which team is where, on which half-day.
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "outreach-svc/domain/plan_network.h"
#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/visit_value.h"

namespace dukcapil::outreach {

struct Visit {
  int slot = 0;  // index into SlotTable::slots
  int team = 0;  // index
  int site = 0;  // index
  absl::CivilDay date;
  HalfDay half = HalfDay::kMorning;
  int ordinal = 1;     // which visit to this site it is, in order of time
  Micro expected = 0;  // recordings
};

// Gives every unit of an optimal flow a concrete slot, by a fixed rule: time runs in rounds. All sites' first
// visits come before any second ones, where the slots allow, so that the most fruitful visits come first and
// the visits to one site lie apart; within a round neighbouring sites (by village code) follow each other.
// The result is ordered by date, half and team; each visit's worth is that of its ordinal for its team.
std::vector<Visit> ScheduleVisits(const PlanProblem& problem, const SlotTable& table, const PlanNetwork& plan,
                                  const Flow& flow);

}  // namespace dukcapil::outreach
