// Every distinct error of outreach-svc that is not a matter of one field.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// ALREADY_EXISTS: the regency has a team with this id.
inline absl::Status TeamExistsError(absl::string_view team) {
  return MakeError(absl::StatusCode::kAlreadyExists, "TEAM_EXISTS", "a team with this id exists",
                   {{"team", std::string(team)}});
}

// FAILED_PRECONDITION: nobody can go out.
inline absl::Status NoTeamError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "NO_TEAM",
                   "the regency has no team: create one first");
}

// FAILED_PRECONDITION: holidays, work weeks and blackouts leave no half-day.
inline absl::Status NoSlotError() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "NO_SLOT",
                   "no team has a working half-day before the deadline");
}

// FAILED_PRECONDITION: `district` (its code) cannot have the minimum of visits while the others have theirs.
inline absl::Status MinimumNotReachableError(absl::string_view district) {
  const std::string name = absl::StrCat("regions/", district);
  return MakeError(absl::StatusCode::kFailedPrecondition, "MINIMUM_NOT_REACHABLE",
                   absl::StrCat("not every district can have the minimum of visits: ", name, " falls short"),
                   {{"district", name}});
}

// FAILED_PRECONDITION: the team is at `other` (a visit) in that half-day.
inline absl::Status TeamBusyError(absl::string_view team, absl::string_view other) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "TEAM_BUSY",
                   "the team has another visit in that half-day",
                   {{"team", std::string(team)}, {"visit", std::string(other)}});
}

// FAILED_PRECONDITION: the visit is completed or cancelled; nothing about it changes any more.
inline absl::Status VisitFinishedError(absl::string_view visit, absl::string_view state) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "VISIT_FINISHED", "the visit is over",
                   {{"visit", std::string(visit)}, {"state", std::string(state)}});
}

// FAILED_PRECONDITION: this can be done in the states `wanted`.
inline absl::Status VisitStateError(absl::string_view visit, absl::string_view state,
                                    absl::string_view wanted) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "VISIT_STATE",
                   absl::StrCat("the visit is ", state, " and must be ", wanted),
                   {{"visit", std::string(visit)}, {"state", std::string(state)}});
}

// FAILED_PRECONDITION: a visit begins on its day.
inline absl::Status VisitNotYetError(absl::string_view visit) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "VISIT_NOT_YET", "the day of the visit is to come",
                   {{"visit", std::string(visit)}});
}

// FAILED_PRECONDITION: announced visits are not in the plan, and nobody said what becomes of them.
inline absl::Status VisitsFallAwayError(std::size_t count, absl::string_view first) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "VISITS_FALL_AWAY",
                   absl::StrCat(count, " announced visits are not in the plan: keep or cancel them"),
                   {{"count", absl::StrCat(count)}, {"first_visit", std::string(first)}});
}

// FAILED_PRECONDITION: the last day of the plan is past.
inline absl::Status PlanOverError(absl::string_view plan) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "PLAN_OVER", "the plan's last day is past",
                   {{"plan", std::string(plan)}});
}

// UNAVAILABLE: who is to be recorded cannot be learned just now.
inline absl::Status PopulationAwayError() {
  return MakeError(absl::StatusCode::kUnavailable, "POPULATION_AWAY",
                   "population-svc is away: try again in a moment");
}

// INTERNAL: the solver's answer does not pass the proof; never shown as a plan.
inline absl::Status NotProvenError() {
  return absl::InternalError("the flow does not satisfy the conditions of optimality");
}

}  // namespace dukcapil::outreach
