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
