#include <algorithm>
#include <map>

#include "outreach-svc/domain/expectation.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/convert_plan.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/learn_turnout.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_plan.h"
#include "outreach-svc/rpc/read_teams.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

constexpr int kReachedDays = 366;

// What is still promised: visits from today on, since those before have become recordings or have not.
struct Promise {
  std::string plan;
  absl::btree_map<std::string, Micro> districts;
  absl::btree_map<absl::CivilDay, Micro> days;
  absl::btree_map<std::string, int> visits;  // announced, by district
  absl::btree_map<std::string, storage::ReachedCount> reached;
  Turnout learnt;
  double village_turnout = 0;
  double school_turnout = 0;
};

absl::Status AddVisits(storage::Snapshot& snapshot, const std::string& regency,
                       const std::vector<Site>& sites, const std::vector<AnnouncedVisit>& visits,
                       Promise& promise) {
  ASSIGN_OR_RETURN(const std::vector<Team> teams, ReadTeams(snapshot, regency, sites));
  const std::vector<Micro> expected = ExpectOf(visits, sites, teams, promise.learnt);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    promise.districts[visits[i].district] += expected[i];
    promise.days[visits[i].date] += expected[i];
    ++promise.visits[visits[i].district];
  }
  return absl::OkStatus();
}

absl::StatusOr<Promise> ReadPromise(storage::Snapshot& snapshot, const std::string& regency,
                                    const std::vector<Site>& sites, absl::CivilDay today,
                                    absl::CivilDay deadline) {
  Promise promise;
  ASSIGN_OR_RETURN(promise.learnt, LearnTurnout(snapshot, regency));
  promise.village_turnout = promise.learnt.OfKind(SiteKind::kVillage).mean;
  promise.school_turnout = promise.learnt.OfKind(SiteKind::kSchool).mean;
  ASSIGN_OR_RETURN(promise.reached, snapshot.ReachedByDistrict(regency, today - kReachedDays, today));
  ASSIGN_OR_RETURN(std::vector<AnnouncedVisit> visits, snapshot.ListVisitsWithin(regency, today, deadline));
  visits.erase(std::remove_if(visits.begin(), visits.end(), [](const auto& one) { return one.IsFinished(); }),
               visits.end());
  ASSIGN_OR_RETURN(const auto published, snapshot.PublishedPlan(regency, today));
  if (published.has_value() || !visits.empty()) {
    if (published.has_value()) promise.plan = PlanName(regency, *published);
    RETURN_IF_ERROR(AddVisits(snapshot, regency, sites, visits, promise));
    return promise;
  }
  ASSIGN_OR_RETURN(const auto latest, snapshot.LatestPlan(regency, today));
  if (!latest.has_value()) return promise;
  ASSIGN_OR_RETURN(const v1::Plan plan, PlanFromRow(*latest));
  promise.plan = plan.name();
  promise.village_turnout = plan.inputs().village_turnout();
  promise.school_turnout = plan.inputs().school_turnout();
  ASSIGN_OR_RETURN(promise.districts, snapshot.ExpectedByDistrict(regency, latest->id, today, deadline));
  ASSIGN_OR_RETURN(promise.days, snapshot.ExpectedByDay(regency, latest->id, today, deadline));
  return promise;
}

template <class Map>
typename Map::mapped_type ValueAt(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type() : found->second;
}

// A district's visits can record no more people than are unrecorded there now, whatever the plan expected
// when it was made.
void AddDistricts(const std::vector<Site>& sites, const Promise& promise, v1::Progress& progress) {
  std::map<std::string, std::int64_t> targets;
  for (const auto& [district, expected] : promise.districts) targets[district] = 0;
  for (const auto& [district, reached] : promise.reached) targets[district] = 0;
  for (const Site& site : sites) targets[std::string(DistrictOf(site.village))] += site.target;
  std::int64_t all_targets = 0;
  std::int64_t all_reached = 0;
  Micro all_expected = 0;
  for (const auto& [district, target] : targets) {
    const Micro expected = std::min(target * kMicro, ValueAt(promise.districts, district));
    const storage::ReachedCount reached = ValueAt(promise.reached, district);
    v1::DistrictProgress& proto = *progress.add_districts();
    proto.set_district(RegionName(district));
    proto.set_target(target);
    proto.set_expected_recordings(Recordings(expected));
    proto.set_expected_missing(Recordings(target * kMicro - expected));
    proto.set_reached(reached.recorded);
    proto.set_completed_visits(reached.visits);
    proto.set_remaining_visits(ValueAt(promise.visits, district));
    all_targets += target;
    all_reached += reached.recorded;
    all_expected += expected;
  }
  progress.set_target(all_targets);
  progress.set_reached(all_reached);
  progress.set_expected_recordings(Recordings(all_expected));
}

void AddTurnouts(const Promise& promise, v1::Progress& progress) {
  progress.set_village_turnout(promise.village_turnout);
  progress.set_school_turnout(promise.school_turnout);
  *progress.mutable_learnt_village_turnout() = ToProto(promise.learnt.OfKind(SiteKind::kVillage));
  *progress.mutable_learnt_school_turnout() = ToProto(promise.learnt.OfKind(SiteKind::kSchool));
}

// Days share what is expected in all as the plan shared what it promised.
void AddDays(const Promise& promise, v1::Progress& progress) {
  double promised = 0;
  for (const auto& [day, expected] : promise.days) promised += Recordings(expected);
  const double share = promised > 0 ? progress.expected_recordings() / promised : 0;
  for (const auto& [day, expected] : promise.days) {
    v1::DayExpectation& proto = *progress.add_days();
    *proto.mutable_date() = dukcapil::ToProto(day);
    proto.set_expected_recordings(Recordings(expected) * share);
  }
}

}  // namespace

absl::StatusOr<v1::Progress> GetProgress(Outreach& app, const Call& call,
                                         const v1::GetProgressRequest& request) {
  Violations violations;
  const auto regency = ParseProgress(request.name(), "name", violations);
  std::optional<absl::CivilDay> deadline;
  if (request.has_deadline()) {
    deadline = FromProto(request.deadline(), "deadline", violations);
    if (deadline.has_value()) CheckCoverageDate(*deadline, "deadline", violations);
  } else {
    violations.Add("deadline", "REQUIRED", "is required");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(const KnownSites known, FindKnownSites(app, call, *regency, *deadline));
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::Progress> {
    ASSIGN_OR_RETURN(const Promise promise,
                     ReadPromise(snapshot, *regency, known.sites, app.clock.Today(), *deadline));
    v1::Progress progress;
    progress.set_name(request.name());
    *progress.mutable_deadline() = dukcapil::ToProto(*deadline);
    progress.set_plan(promise.plan);
    AddTurnouts(promise, progress);
    AddDistricts(known.sites, promise, progress);
    AddDays(promise, progress);
    return progress;
  });
}

}  // namespace dukcapil::outreach
