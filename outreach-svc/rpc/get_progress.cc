#include <algorithm>
#include <map>

#include "outreach-svc/domain/plan_problem.h"
#include "outreach-svc/rpc/convert.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/known_sites.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

// What the plan still promises: visits from today on, since those before have become recordings or have not.
struct Promise {
  std::string plan;
  absl::btree_map<std::string, Micro> districts;
  absl::btree_map<absl::CivilDay, Micro> days;
  double village_turnout = PlanProblem{}.village_turnout;
  double school_turnout = PlanProblem{}.school_turnout;
};

absl::StatusOr<Promise> ReadPromise(storage::Snapshot& snapshot, const std::string& regency,
                                    absl::CivilDay today, absl::CivilDay deadline) {
  Promise promise;
  ASSIGN_OR_RETURN(const auto row, snapshot.LatestPlan(regency, today));
  if (!row.has_value()) return promise;
  v1::Plan plan;
  if (!plan.ParseFromString(row->message)) return absl::DataLossError("a kept plan cannot be read");
  promise.plan = plan.name();
  promise.village_turnout = plan.inputs().village_turnout();
  promise.school_turnout = plan.inputs().school_turnout();
  ASSIGN_OR_RETURN(promise.districts, snapshot.ExpectedByDistrict(regency, row->id, today, deadline));
  ASSIGN_OR_RETURN(promise.days, snapshot.ExpectedByDay(regency, row->id, today, deadline));
  return promise;
}

// A district's visits can record no more people than are unrecorded there now, whatever the plan expected
// when it was made.
void AddDistricts(const std::vector<Site>& sites, const Promise& promise, v1::Progress& progress) {
  std::map<std::string, std::int64_t> targets;
  for (const auto& [district, expected] : promise.districts) targets[district] = 0;
  for (const Site& site : sites) targets[std::string(DistrictOf(site.village))] += site.target;
  std::int64_t all_targets = 0;
  Micro all_expected = 0;
  for (const auto& [district, target] : targets) {
    const auto found = promise.districts.find(district);
    const Micro expected =
        std::min(target * kMicro, found == promise.districts.end() ? Micro{0} : found->second);
    v1::DistrictProgress& proto = *progress.add_districts();
    proto.set_district(RegionName(district));
    proto.set_target(target);
    proto.set_expected_recordings(Recordings(expected));
    proto.set_expected_missing(Recordings(target * kMicro - expected));
    all_targets += target;
    all_expected += expected;
  }
  progress.set_target(all_targets);
  progress.set_expected_recordings(Recordings(all_expected));
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
    ASSIGN_OR_RETURN(const Promise promise, ReadPromise(snapshot, *regency, app.clock.Today(), *deadline));
    v1::Progress progress;
    progress.set_name(request.name());
    *progress.mutable_deadline() = dukcapil::ToProto(*deadline);
    progress.set_plan(promise.plan);
    progress.set_village_turnout(promise.village_turnout);
    progress.set_school_turnout(promise.school_turnout);
    AddDistricts(known.sites, promise, progress);
    AddDays(promise, progress);
    return progress;
  });
}

}  // namespace dukcapil::outreach
