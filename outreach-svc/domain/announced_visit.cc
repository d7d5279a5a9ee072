#include "outreach-svc/domain/announced_visit.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "outreach-svc/domain/errors.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

using State = VisitState;

absl::Status CheckState(const AnnouncedVisit& visit, std::initializer_list<State> wanted) {
  if (std::find(wanted.begin(), wanted.end(), visit.state) != wanted.end()) return absl::OkStatus();
  if (visit.IsFinished()) return VisitFinishedError(NameOf(visit), Name(visit.state));
  std::string names;
  for (const State state : wanted) absl::StrAppend(&names, names.empty() ? "" : " or ", Name(state));
  return VisitStateError(NameOf(visit), Name(visit.state), names);
}

void MoveTo(State state, AnnouncedVisit& visit) {
  visit.state = state;
  ++visit.version;
}

}  // namespace

absl::string_view Name(VisitState state) {
  switch (state) {
    case State::kPlanned:
      return "PLANNED";
    case State::kConfirmed:
      return "CONFIRMED";
    case State::kInProgress:
      return "IN_PROGRESS";
    case State::kCompleted:
      return "COMPLETED";
    case State::kCancelled:
      return "CANCELLED";
  }
  return "";
}

std::string NameOf(const AnnouncedVisit& visit) {
  return absl::StrCat("regions/", visit.regency, "/visits/", visit.id);
}

SiteKind KindOfSite(absl::string_view site) {
  return site.find('.') == site.npos ? SiteKind::kSchool : SiteKind::kVillage;
}

absl::Status Confirm(AnnouncedVisit& visit) {
  RETURN_IF_ERROR(CheckState(visit, {State::kPlanned}));
  MoveTo(State::kConfirmed, visit);
  return absl::OkStatus();
}

absl::Status Start(absl::CivilDay today, std::optional<std::int64_t> waiting, AnnouncedVisit& visit) {
  RETURN_IF_ERROR(CheckState(visit, {State::kConfirmed}));
  if (today < visit.date) return VisitNotYetError(NameOf(visit));
  visit.waiting = waiting;
  MoveTo(State::kInProgress, visit);
  return absl::OkStatus();
}

absl::Status Complete(VisitReport result, AnnouncedVisit& visit) {
  RETURN_IF_ERROR(CheckState(visit, {State::kInProgress}));
  visit.result = std::move(result);
  MoveTo(State::kCompleted, visit);
  return absl::OkStatus();
}

absl::Status CheckReporting(const AnnouncedVisit& visit) {
  return CheckState(visit, {State::kInProgress});
}

absl::Status Cancel(absl::string_view reason, AnnouncedVisit& visit) {
  RETURN_IF_ERROR(CheckState(visit, {State::kPlanned, State::kConfirmed}));
  visit.cancel_reason = std::string(reason);
  MoveTo(State::kCancelled, visit);
  return absl::OkStatus();
}

absl::Status Change(const VisitChange& change, AnnouncedVisit& visit) {
  const bool only_movement = !change.team.has_value() && !change.date.has_value() &&
                             !change.half.has_value() && !change.kits.has_value() &&
                             !change.pinned.has_value();
  if (only_movement) {
    RETURN_IF_ERROR(CheckState(visit, {State::kPlanned, State::kConfirmed, State::kInProgress}));
  } else {
    RETURN_IF_ERROR(CheckState(visit, {State::kPlanned, State::kConfirmed}));
  }
  const auto slot = std::tie(visit.team, visit.date, visit.half);
  const std::tuple<std::string, absl::CivilDay, HalfDay> before = slot;
  visit.team = change.team.value_or(visit.team);
  visit.date = change.date.value_or(visit.date);
  visit.half = change.half.value_or(visit.half);
  visit.target_date = std::max(visit.target_date, visit.date);
  visit.kits = change.kits.value_or(visit.kits);
  visit.pinned = change.pinned.value_or(visit.pinned);
  visit.carry_movement = change.carry_movement.value_or(visit.carry_movement);
  MoveTo(slot == before ? visit.state : State::kPlanned, visit);
  return absl::OkStatus();
}

}  // namespace dukcapil::outreach
