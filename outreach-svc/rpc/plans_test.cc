#include <limits>

#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class PlansTest : public HandlerTest {
 protected:
  absl::StatusOr<v1::Plan> Create(const v1::CreatePlanRequest& request) {
    return CreatePlan(app_, testing::WriteCall(), request);
  }
  static v1::CreatePlanRequest WhatIf(int extra_teams) {
    v1::CreatePlanRequest request = PlanRequest();
    request.set_validate_only(true);
    request.mutable_plan()->mutable_inputs()->set_extra_teams(extra_teams);
    return request;
  }
};

TEST_F(PlansTest, MakesAPlanAndKeepsIt) {
  AddTeam("a");
  const v1::Plan plan = Create(SurePlanRequest()).value();
  EXPECT_THAT(plan.name(), StartsWith("regions/17.02/plans/"));
  EXPECT_EQ(asked_date_, kFriday);
  EXPECT_EQ(plan.slots(), 6);  // Monday, Tuesday, Friday
  EXPECT_GT(plan.arcs(), 0);
  EXPECT_EQ(plan.target(), 190);
  // 30 of the school's 50, 28 and 20.16 of the first village, 12 of the school's 20 left, 14.5152, 11.2 of
  // the second village.
  ASSERT_EQ(plan.visits_size(), 6);
  EXPECT_THAT(plan.expected_recordings(), DoubleNear(30 + 28 + 20.16 + 12 + 14.5152 + 11.2, 1e-6));
  EXPECT_DOUBLE_EQ(plan.dual_bound(), plan.expected_recordings());
  double sum = 0;
  for (const v1::PlannedVisit& visit : plan.visits()) sum += visit.expected_recordings();
  EXPECT_THAT(sum, DoubleNear(plan.expected_recordings(), 1e-6));
  EXPECT_EQ(plan.visits(0).team(), "regions/17.02/teams/a");
  EXPECT_EQ(plan.visits(0).half_day(), v1::HALF_DAY_MORNING);
  EXPECT_EQ(plan.visits(0).date().day(), 16);
  EXPECT_THAT(plan.left_out(), IsEmpty());
  ASSERT_EQ(plan.districts_size(), 2);
  EXPECT_EQ(plan.districts(0).district(), "regions/17.02.09");
  EXPECT_EQ(plan.districts(0).target(), 150);
  EXPECT_EQ(plan.districts(0).visits(), 5);
  EXPECT_THAT(plan.districts(1).expected_recordings(), DoubleNear(11.2, 1e-6));
  ASSERT_EQ(plan.days_size(), 3);
  EXPECT_EQ(plan.inputs().start_date().day(), 15);
  EXPECT_EQ(plan.inputs().village_turnout(), 0.28);
  EXPECT_EQ(plan.inputs().school_turnout(), 0.60);
  EXPECT_EQ(plan.inputs().maximum_visits_per_site(), 6);

  v1::GetPlanRequest get;
  get.set_name(plan.name());
  EXPECT_EQ(GetPlan(app_, testing::ReadCall(), get)->SerializeAsString(), plan.SerializeAsString());
}

TEST_F(PlansTest, ExpectsLessWhereTheTurnoutIsNotSure) {
  AddTeam("a");
  const v1::Plan sure = Create(SurePlanRequest()).value();
  const v1::Plan plan = Create(PlanRequest()).value();
  EXPECT_EQ(plan.inputs().village_turnout(), 0.28);
  EXPECT_EQ(plan.inputs().school_turnout(), 0.60);
  EXPECT_DOUBLE_EQ(plan.dual_bound(), plan.expected_recordings());
  EXPECT_LT(plan.expected_recordings(), sure.expected_recordings() - 1);
}

TEST_F(PlansTest, RepeatingARequestGivesTheSamePlan) {
  AddTeam("a");
  const Call call = testing::WriteCall();
  const v1::Plan first = CreatePlan(app_, call, PlanRequest()).value();
  (*sites_)[0].target = 500;
  EXPECT_EQ(CreatePlan(app_, call, PlanRequest())->SerializeAsString(), first.SerializeAsString());
}

TEST_F(PlansTest, SaysWhatOneMoreTeamGains) {
  AddTeam("a");
  const v1::Plan now = CreatePlan(app_, testing::ReadCall(), WhatIf(0)).value();
  const v1::Plan more = CreatePlan(app_, testing::ReadCall(), WhatIf(1)).value();
  EXPECT_THAT(now.name(), IsEmpty());
  EXPECT_EQ(more.slots(), 12);
  EXPECT_GT(more.expected_recordings(), now.expected_recordings());
  EXPECT_EQ(more.visits(1).team(), "regions/17.02/teams/extra-1");
  v1::GetProgressRequest progress;
  progress.set_name("regions/17.02/progress");
  *progress.mutable_deadline() = ToProto(kFriday);
  EXPECT_THAT(GetProgress(app_, testing::ReadCall(), progress)->plan(), IsEmpty());  // nothing was kept
}

TEST_F(PlansTest, SaysWhySitesAreLeftOut) {
  AddTeam("a");
  sites_->push_back({"17.02.12.2002", SiteKind::kVillage, "Desa Tiga", "17.02.12.2002", 0});
  v1::CreatePlanRequest request = SurePlanRequest(absl::CivilDay(2023, 10, 16));
  v1::Blackout& blackout = *request.mutable_plan()->mutable_inputs()->add_blackouts();
  blackout.set_site("regions/17.02/sites/10702001");
  *blackout.mutable_first() = ToProto(kToday);
  *blackout.mutable_last() = ToProto(kFriday);
  const v1::Plan plan = Create(request).value();
  ASSERT_EQ(plan.left_out_size(), 3);
  EXPECT_EQ(plan.left_out(0).site(), "regions/17.02/sites/17.02.12.2001");
  EXPECT_EQ(plan.left_out(0).reason(), v1::LEFT_OUT_REASON_OUTBID);
  EXPECT_THAT(plan.left_out(0).expected_recordings(), DoubleNear(11.2, 1e-6));
  EXPECT_THAT(plan.left_out(0).price(), DoubleNear(20.16 - 11.2, 1e-6));
  EXPECT_EQ(plan.left_out(1).reason(), v1::LEFT_OUT_REASON_NO_SLOT);
  EXPECT_EQ(plan.left_out(2).reason(), v1::LEFT_OUT_REASON_NO_TARGET);
}

TEST_F(PlansTest, ASiteTakesTheVisitOfItsDistrictsOtherSite) {
  AddTeam("a");
  sites_ = std::vector<Site>{{"a", SiteKind::kVillage, "A", "17.02.09.2001", 100},
                             {"b", SiteKind::kVillage, "B", "17.02.09.2002", 50},
                             {"c", SiteKind::kVillage, "C", "17.02.12.2001", 40}};
  v1::CreatePlanRequest request = SurePlanRequest(absl::CivilDay(2023, 10, 16));
  request.mutable_plan()->mutable_inputs()->set_minimum_visits_per_district(1);
  request.mutable_plan()->mutable_inputs()->set_maximum_visits_per_site(1);
  const v1::Plan plan = Create(request).value();
  ASSERT_EQ(plan.left_out_size(), 1);
  EXPECT_THAT(plan.left_out(0).price(), DoubleNear(14, 1e-6));  // instead of the other site of its district
}

TEST_F(PlansTest, NamesEveryFieldThatIsWrong) {
  v1::CreatePlanRequest request;
  request.set_parent("regions/-");
  v1::PlanInputs& inputs = *request.mutable_plan()->mutable_inputs();
  *inputs.mutable_start_date() = ToProto(kToday - 1);
  inputs.set_village_turnout(1.5);
  inputs.set_school_turnout(std::numeric_limits<double>::quiet_NaN());
  inputs.set_minimum_visits_per_district(-1);
  inputs.set_maximum_visits_per_site(21);
  inputs.set_extra_teams(1);
  v1::Blackout& blackout = *inputs.add_blackouts();
  blackout.set_site("17.02.09.2001");
  *blackout.mutable_first() = ToProto(kFriday);
  *blackout.mutable_last() = ToProto(kToday);
  EXPECT_THAT(
      ViolationsOf(Create(request).status()),
      UnorderedElementsAre("parent: MALFORMED_RESOURCE_NAME", "plan.inputs.start_date: IN_THE_PAST",
                           "plan.inputs.deadline: REQUIRED", "plan.inputs.village_turnout: OUT_OF_RANGE",
                           "plan.inputs.school_turnout: OUT_OF_RANGE",
                           "plan.inputs.minimum_visits_per_district: OUT_OF_RANGE",
                           "plan.inputs.maximum_visits_per_site: OUT_OF_RANGE",
                           "plan.inputs.extra_teams: WHAT_IF_NEEDS_VALIDATE_ONLY",
                           "plan.inputs.blackouts[0].site: MALFORMED_RESOURCE_NAME",
                           "plan.inputs.blackouts[0].last: BEFORE_START"));
}

TEST_F(PlansTest, RefusesWhatIfsThatAreTooLarge) {
  for (const int value : {std::numeric_limits<int>::min(), -1, std::numeric_limits<int>::max()}) {
    v1::CreatePlanRequest request = WhatIf(value);
    request.mutable_plan()->mutable_inputs()->set_extra_kits(value);
    request.mutable_plan()->mutable_inputs()->set_extra_weeks(value);
    EXPECT_THAT(ViolationsOf(CreatePlan(app_, testing::ReadCall(), request).status()),
                ElementsAre("plan.inputs.extra_teams: OUT_OF_RANGE", "plan.inputs.extra_kits: OUT_OF_RANGE",
                            "plan.inputs.extra_weeks: OUT_OF_RANGE"));
  }
}

TEST_F(PlansTest, RefusesDeadlinesBeforeTheFirstDayAndTooFarOff) {
  EXPECT_THAT(ViolationsOf(Create(PlanRequest(kToday)).status()),
              ElementsAre("plan.inputs.deadline: BEFORE_START"));
  EXPECT_THAT(ViolationsOf(Create(PlanRequest(kToday + 368)).status()),
              ElementsAre("plan.inputs.deadline: TOO_LATE"));
}

TEST_F(PlansTest, RefusesABlackoutOfASiteThatIsNotThere) {
  AddTeam("a");
  v1::CreatePlanRequest request = PlanRequest();
  v1::Blackout& blackout = *request.mutable_plan()->mutable_inputs()->add_blackouts();
  blackout.set_site("regions/17.02/sites/99999999");
  *blackout.mutable_first() = ToProto(kToday);
  *blackout.mutable_last() = ToProto(kToday);
  EXPECT_THAT(ViolationsOf(Create(request).status()),
              ElementsAre("plan.inputs.blackouts[0].site: SITE_UNKNOWN"));
}

TEST_F(PlansTest, SaysWhatIsMissing) {
  EXPECT_EQ(GetErrorDetail(Create(PlanRequest()).status()).reason, "NO_TEAM");
  AddTeam("a");
  EXPECT_EQ(GetErrorDetail(Create(PlanRequest(kToday + 1)).status()).reason, "NO_SLOT");  // a Sunday
  sites_ = absl::UnavailableError("away");
  EXPECT_EQ(Create(PlanRequest()).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(PlansTest, NeedsARequestIdToKeepAPlan) {
  AddTeam("a");
  EXPECT_THAT(ViolationsOf(CreatePlan(app_, testing::ReadCall(), PlanRequest()).status()),
              ElementsAre(StartsWith("request_id: ")));
}

TEST_F(PlansTest, FindsNoPlanThatIsNotThere) {
  v1::GetPlanRequest request;
  request.set_name("regions/17.02/plans/01890000-0000-7000-8000-000000000000");
  EXPECT_EQ(GetPlan(app_, testing::ReadCall(), request).status().code(), absl::StatusCode::kNotFound);
  request.set_name("regions/17.02/plans/1");
  EXPECT_THAT(ViolationsOf(GetPlan(app_, testing::ReadCall(), request).status()),
              ElementsAre("name: MALFORMED_RESOURCE_NAME"));
}

class ProgressTest : public PlansTest {
 protected:
  absl::StatusOr<v1::Progress> Get(absl::CivilDay deadline) {
    v1::GetProgressRequest request;
    request.set_name("regions/17.02/progress");
    *request.mutable_deadline() = ToProto(deadline);
    return GetProgress(app_, testing::ReadCall(), request);
  }
};

TEST_F(ProgressTest, WithoutAPlanNothingIsExpected) {
  const v1::Progress progress = Get(kFriday).value();
  EXPECT_THAT(progress.plan(), IsEmpty());
  EXPECT_EQ(progress.target(), 190);
  EXPECT_EQ(progress.expected_recordings(), 0);
  ASSERT_EQ(progress.districts_size(), 2);
  EXPECT_EQ(progress.districts(1).expected_missing(), 40);
  EXPECT_EQ(progress.village_turnout(), 0.28);
  EXPECT_EQ(progress.school_turnout(), 0.60);
}

TEST_F(ProgressTest, MeasuresTheLatestPlanAgainstLiveTargets) {
  AddTeam("a");
  ASSERT_TRUE(Create(PlanRequest()).ok());
  v1::CreatePlanRequest request = PlanRequest();
  request.mutable_plan()->mutable_inputs()->set_village_turnout(0.5);
  const v1::Plan plan = Create(request).value();
  (*sites_)[1].target = 10;
  const v1::Progress progress = Get(kFriday).value();
  EXPECT_EQ(progress.plan(), plan.name());
  EXPECT_EQ(progress.target(), 160);
  EXPECT_EQ(progress.village_turnout(), 0.5);
  ASSERT_EQ(progress.districts_size(), 2);
  EXPECT_EQ(progress.districts(0).district(), "regions/17.02.09");
  EXPECT_DOUBLE_EQ(progress.districts(0).expected_missing(),
                   150 - progress.districts(0).expected_recordings());
  // The plan expected more than are left.
  EXPECT_EQ(progress.districts(1).expected_recordings(), 10);
  EXPECT_EQ(progress.districts(1).expected_missing(), 0);
  EXPECT_DOUBLE_EQ(progress.expected_recordings(), progress.districts(0).expected_recordings() + 10);
  EXPECT_LT(progress.expected_recordings(), plan.expected_recordings());
  ASSERT_EQ(progress.days_size(), plan.days_size());
  double of_days = 0;
  for (const v1::DayExpectation& day : progress.days()) of_days += day.expected_recordings();
  EXPECT_THAT(of_days, DoubleNear(progress.expected_recordings(), 1e-9));
}

TEST_F(ProgressTest, APlanCountsUntilItIsOverAlsoForLaterDeadlines) {
  AddTeam("a");
  const v1::Plan plan = Create(PlanRequest()).value();
  EXPECT_EQ(Get(kFriday + 30)->plan(), plan.name());
  EXPECT_DOUBLE_EQ(Get(kFriday + 30)->expected_recordings(), plan.expected_recordings());
  app_.clock = Clock(kFriday + 1);
  EXPECT_THAT(Get(kFriday + 30)->plan(), IsEmpty());
}

TEST_F(ProgressTest, CountsVisitsFromTodayToTheDeadline) {
  AddTeam("a");
  const v1::Plan plan = Create(PlanRequest()).value();
  ASSERT_EQ(plan.days_size(), 3);
  EXPECT_DOUBLE_EQ(Get(absl::CivilDay(2023, 10, 16))->expected_recordings(),
                   plan.days(0).expected_recordings());
  app_.clock = Clock(absl::CivilDay(2023, 10, 17));
  EXPECT_THAT(Get(kFriday)->expected_recordings(),
              DoubleNear(plan.days(1).expected_recordings() + plan.days(2).expected_recordings(), 1e-9));
}

TEST_F(ProgressTest, NamesEveryFieldThatIsWrong) {
  v1::GetProgressRequest request;
  request.set_name("regions/17.02");
  EXPECT_THAT(ViolationsOf(GetProgress(app_, testing::ReadCall(), request).status()),
              ElementsAre("name: MALFORMED_RESOURCE_NAME", "deadline: REQUIRED"));
  EXPECT_THAT(ViolationsOf(Get(absl::CivilDay(2010, 12, 31)).status()),
              ElementsAre("deadline: DATE_TOO_EARLY"));
}

}  // namespace
}  // namespace dukcapil::outreach
