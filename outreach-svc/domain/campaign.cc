#include "outreach-svc/domain/campaign.h"

#include <algorithm>
#include <vector>

#include "absl/algorithm/container.h"
#include "outreach-svc/domain/at.h"
#include "outreach-svc/domain/planner.h"
#include "outreach-svc/domain/slots.h"
#include "outreach-svc/domain/turnout.h"

namespace dukcapil::outreach {
namespace {

constexpr absl::civil_diff_t kDaysBetweenPlans = 7;

// What has happened so far.
class Campaign {
 public:
  explicit Campaign(const SimulatedRegency& regency)
      : regency_(regency), left_(regency.sites), gone_(regency.gone), visits_(regency.sites.size()) {}

  void Go(int team, int index) {
    const int visit = ++visits_[At(index)];
    if (FallsThrough(regency_, index, visit)) return;
    Site& site = left_[At(index)];
    const std::int64_t came = Come(regency_, index, visit, CanCome(index));
    const std::int64_t found = FoundGone(regency_, index, visit, gone_[At(index)]);
    results_.push_back({site.kind, std::string(DistrictOf(site.village)), site.id, site.target, came});
    const std::int64_t capacity = HalfDayCapacity(regency_.teams[At(team)], site) / kMicro;
    const std::int64_t recorded = std::min(came, capacity);
    gone_[At(index)] -= found;
    site.target -= recorded + found;
    recorded_ += recorded;
  }

  // What happens without the teams until the morning of `day`, week by week.
  void PassUntil(absl::CivilDay day) {
    for (; kCampaignStart + (weeks_ + 1) * kDaysBetweenPlans <= day; ++weeks_) {
      for (std::size_t i = 0; i < left_.size(); ++i) {
        const int index = static_cast<int>(i);
        left_[i].target -= GoToOffice(regency_, index, weeks_ + 1, CanCome(index));
      }
    }
  }

  // The best plan from `day` on, by what is known then or, of turnouts, by what is true.
  std::vector<Visit> Plan(absl::CivilDay day, bool knows_all) const {
    PlanProblem problem;
    problem.teams = regency_.teams;
    problem.sites = left_;
    problem.start = day;
    problem.deadline = kCampaignDeadline;
    const Turnout turnout(results_);
    for (std::size_t i = 0; i < problem.sites.size(); ++i) {
      Site& site = problem.sites[i];
      site.turnout = turnout.ShareAt(site);
      if (knows_all) {
        site.target -= gone_[i];
        site.turnout = TrueTurnout(regency_, static_cast<int>(i));
      }
    }
    const absl::StatusOr<PlanResult> plan = MakePlan(problem, WorkingCalendar());
    return plan.ok() ? plan->visits : std::vector<Visit>();
  }

  std::vector<Slot> Slots() const {
    return MakeSlots(regency_.teams, regency_.sites, {}, WorkingCalendar(), kCampaignStart, kCampaignDeadline)
        .slots;
  }

  const std::vector<Site>& left() const { return left_; }
  std::int64_t recorded() const { return recorded_; }

 private:
  std::int64_t CanCome(int index) const { return left_[At(index)].target - gone_[At(index)]; }

  const SimulatedRegency& regency_;
  std::vector<Site> left_;
  std::vector<std::int64_t> gone_;  // of the targets left
  std::vector<int> visits_;
  std::vector<VisitResult> results_;
  std::int64_t recorded_ = 0;
  int weeks_ = 0;  // that have passed
};

void RunPlans(Campaign& campaign, bool is_replanned, bool knows_all) {
  std::vector<Visit> plan = campaign.Plan(kCampaignStart, knows_all);
  for (absl::CivilDay week = kCampaignStart; week <= kCampaignDeadline; week += kDaysBetweenPlans) {
    campaign.PassUntil(week);
    if (is_replanned && week > kCampaignStart) plan = campaign.Plan(week, knows_all);
    for (const Visit& visit : plan) {
      if (visit.date >= week && visit.date < week + kDaysBetweenPlans) campaign.Go(visit.team, visit.site);
    }
  }
}

// Each round goes through the sites by the backlog at its beginning; a site that is closed is passed over.
void RunByBacklog(Campaign& campaign, bool with_schools) {
  std::vector<int> round;
  for (const Slot& slot : campaign.Slots()) {
    campaign.PassUntil(slot.date);
    const auto next_open = [&] {
      return absl::c_find_if(
          round, [&](int site) { return campaign.left()[At(site)].access.IsOpen(slot.date, slot.half); });
    };
    auto next = next_open();
    if (next == round.end()) {
      round.clear();
      for (std::size_t i = 0; i < campaign.left().size(); ++i) {
        if (with_schools || campaign.left()[i].kind == SiteKind::kVillage)
          round.push_back(static_cast<int>(i));
      }
      absl::c_stable_sort(
          round, [&](int a, int b) { return campaign.left()[At(a)].target > campaign.left()[At(b)].target; });
      next = next_open();
    }
    if (next == round.end()) continue;
    campaign.Go(slot.team, *next);
    round.erase(next);
  }
}

}  // namespace

std::int64_t RunCampaign(const SimulatedRegency& regency, Practice practice) {
  Campaign campaign(regency);
  switch (practice) {
    case Practice::kReplanned:
    case Practice::kPlannedOnce:
    case Practice::kAllKnowing:
      RunPlans(campaign, practice != Practice::kPlannedOnce, practice == Practice::kAllKnowing);
      break;
    case Practice::kByBacklog:
    case Practice::kByBacklogOfAll:
      RunByBacklog(campaign, practice == Practice::kByBacklogOfAll);
      break;
  }
  return campaign.recorded();
}

}  // namespace dukcapil::outreach
