#include <cmath>
#include <map>
#include <tuple>

#include "absl/algorithm/container.h"
#include "google/protobuf/util/message_differencer.h"
#include "outreach-svc/rpc/handlers.h"
#include "outreach-svc/rpc/names.h"
#include "outreach-svc/rpc/read_plan.h"
#include "platform/status/status_macros.h"

namespace dukcapil::outreach {
namespace {

// Less of a difference in turnout is not worth a word.
constexpr double kNotableTurnout = 0.005;

using VisitPlace = std::tuple<int, int, int, int, std::string, std::string>;
VisitPlace PlaceOf(const v1::PlannedVisit& visit) {
  return {visit.date().year(), visit.date().month(), visit.date().day(),
          visit.half_day(),    visit.team(),         visit.site()};
}

void CompareVisits(const v1::Plan& before, const v1::Plan& after, v1::PlanComparison& comparison) {
  std::map<VisitPlace, const v1::PlannedVisit*> gone;
  for (const v1::PlannedVisit& visit : before.visits()) gone.emplace(PlaceOf(visit), &visit);
  for (const v1::PlannedVisit& visit : after.visits()) {
    if (gone.erase(PlaceOf(visit)) > 0) {
      comparison.set_visits_kept(comparison.visits_kept() + 1);
    } else {
      *comparison.add_added() = visit;
    }
  }
  for (const auto& [place, visit] : gone) *comparison.add_removed() = *visit;
}

// What both plans say of one site.
struct BothSides {
  v1::PlannedSite before;
  v1::PlannedSite after;
  v1::LeftOutReason left_out_before = v1::LEFT_OUT_REASON_UNSPECIFIED;
  v1::LeftOutReason left_out_after = v1::LEFT_OUT_REASON_UNSPECIFIED;

  bool Differ(v1::LeftOutReason reason) const {
    return (left_out_before == reason) != (left_out_after == reason);
  }
};

std::map<std::string, BothSides> SitesOf(const v1::Plan& before, const v1::Plan& after) {
  std::map<std::string, BothSides> sites;
  for (const v1::PlannedSite& site : before.sites()) sites[site.site()].before = site;
  for (const v1::PlannedSite& site : after.sites()) sites[site.site()].after = site;
  for (const v1::LeftOutSite& out : before.left_out()) sites[out.site()].left_out_before = out.reason();
  for (const v1::LeftOutSite& out : after.left_out()) sites[out.site()].left_out_after = out.reason();
  return sites;
}

void AddCauses(const BothSides& site, bool slots_differ, v1::SiteChange& change) {
  if (site.Differ(v1::LEFT_OUT_REASON_NO_SLOT)) change.add_causes(v1::PLAN_CHANGE_CAUSE_CLOSURE);
  if (site.Differ(v1::LEFT_OUT_REASON_TOO_FAR)) change.add_causes(v1::PLAN_CHANGE_CAUSE_TRAVEL);
  if (site.before.target() != site.after.target()) change.add_causes(v1::PLAN_CHANGE_CAUSE_TARGET);
  if (std::abs(site.before.turnout() - site.after.turnout()) >= kNotableTurnout) {
    change.add_causes(v1::PLAN_CHANGE_CAUSE_TURNOUT);
  }
  if (slots_differ) change.add_causes(v1::PLAN_CHANGE_CAUSE_SLOTS);
  if (change.causes().empty()) change.add_causes(v1::PLAN_CHANGE_CAUSE_OTHER_SITES);
}

void CompareSites(const v1::Plan& before, const v1::Plan& after, v1::PlanComparison& comparison) {
  std::vector<v1::SiteChange> changes;
  for (const auto& [name, site] : SitesOf(before, after)) {
    if (site.before.visits() == site.after.visits()) continue;
    v1::SiteChange& change = changes.emplace_back();
    change.set_site(name);
    change.set_display_name(site.after.site().empty() ? site.before.display_name()
                                                      : site.after.display_name());
    change.set_visits_before(site.before.visits());
    change.set_visits_after(site.after.visits());
    change.set_expected_change(site.after.expected_recordings() - site.before.expected_recordings());
    change.set_target_before(site.before.target());
    change.set_target_after(site.after.target());
    change.set_turnout_before(site.before.turnout());
    change.set_turnout_after(site.after.turnout());
    AddCauses(site, before.slots() != after.slots(), change);
  }
  absl::c_stable_sort(changes, [](const v1::SiteChange& a, const v1::SiteChange& b) {
    return std::abs(a.expected_change()) > std::abs(b.expected_change());
  });
  comparison.mutable_sites()->Add(changes.begin(), changes.end());
}

void CompareInputs(const v1::PlanInputs& before, const v1::PlanInputs& after,
                   v1::PlanComparison& comparison) {
  const google::protobuf::Descriptor& type = *v1::PlanInputs::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    google::protobuf::util::MessageDifferencer differencer;
    const bool are_equal = differencer.CompareWithFields(before, after, {type.field(i)}, {type.field(i)});
    if (!are_equal) comparison.add_inputs_changed(type.field(i)->name());
  }
}

}  // namespace

absl::StatusOr<v1::PlanComparison> ComparePlans(Outreach& app, const Call& call,
                                                const v1::ComparePlansRequest& request) {
  Violations violations;
  const auto key = ParsePlan(request.name(), "name", violations);
  const auto base_key = ParsePlan(request.base_plan(), "base_plan", violations);
  if (key.has_value() && base_key.has_value() && key->regency != base_key->regency) {
    violations.Add("base_plan", "WRONG_REGION", "must be a plan of the same regency");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return app.store.Read(call, [&](storage::Snapshot& snapshot) -> absl::StatusOr<v1::PlanComparison> {
    ASSIGN_OR_RETURN(const v1::Plan after, ReadPlan(snapshot, *key, request.name()));
    ASSIGN_OR_RETURN(const v1::Plan before, ReadPlan(snapshot, *base_key, request.base_plan()));
    v1::PlanComparison comparison;
    comparison.set_name(after.name());
    comparison.set_base_plan(before.name());
    comparison.set_expected_change(after.expected_recordings() - before.expected_recordings());
    comparison.set_target_change(after.target() - before.target());
    comparison.set_slots_change(after.slots() - before.slots());
    CompareVisits(before, after, comparison);
    CompareSites(before, after, comparison);
    CompareInputs(before.inputs(), after.inputs(), comparison);
    return comparison;
  });
}

}  // namespace dukcapil::outreach
