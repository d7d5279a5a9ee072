// Pins, announced plans that are kept, what-ifs, lists and comparisons of plans.
#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class PlanChangesTest : public HandlerTest {
 protected:
  absl::StatusOr<v1::Plan> Make(const v1::CreatePlanRequest& request) {
    return CreatePlan(app_, testing::WriteCall(), request);
  }
  static v1::PinnedVisit Pin(const std::string& site, const std::string& team, absl::CivilDay date) {
    v1::PinnedVisit pin;
    pin.set_site("regions/17.02/sites/" + site);
    pin.set_team("regions/17.02/teams/" + team);
    *pin.mutable_date() = ToProto(date);
    pin.set_half_day(v1::HALF_DAY_AFTERNOON);
    return pin;
  }
  v1::ListPlansResponse List(int page_size, const std::string& token = "") {
    v1::ListPlansRequest request;
    request.set_parent("regions/17.02");
    request.set_page_size(page_size);
    request.set_page_token(token);
    return ListPlans(app_, testing::ReadCall(), request).value();
  }
  absl::StatusOr<v1::PlanComparison> Compare(const std::string& later, const std::string& earlier) {
    v1::ComparePlansRequest request;
    request.set_name(later);
    request.set_base_plan(earlier);
    return ComparePlans(app_, testing::ReadCall(), request);
  }
};

TEST_F(PlanChangesTest, KeepsPins) {
  AddTeam("a");
  v1::CreatePlanRequest request = PlanRequest(absl::CivilDay(2023, 10, 16));
  *request.mutable_plan()->mutable_inputs()->add_pins() =
      Pin("17.02.12.2001", "a", absl::CivilDay(2023, 10, 16));
  const v1::Plan plan = Make(request).value();
  ASSERT_EQ(plan.visits_size(), 2);
  EXPECT_EQ(plan.visits(1).site(), "regions/17.02/sites/17.02.12.2001");
  EXPECT_EQ(plan.inputs().pins_size(), 1);
}

TEST_F(PlanChangesTest, NamesPinsThatCannotBe) {
  AddTeam("a");
  v1::CreatePlanRequest request = PlanRequest();
  auto& pins = *request.mutable_plan()->mutable_inputs()->mutable_pins();
  *pins.Add() = Pin("17.02.12.2001", "b", absl::CivilDay(2023, 10, 16));
  *pins.Add() = Pin("17.02.12.2009", "a", absl::CivilDay(2023, 10, 16));
  *pins.Add() =
      Pin("17.02.12.2001", "a", absl::CivilDay(2023, 10, 18));  // it works on Monday, Tuesday, Friday
  *pins.Add() = Pin("17.02.12.2001", "a", absl::CivilDay(2023, 10, 17));
  *pins.Add() = Pin("17.02.09.2001", "a", absl::CivilDay(2023, 10, 17));
  EXPECT_THAT(ViolationsOf(Make(request).status()),
              ElementsAre("plan.inputs.pins[0]: TEAM_UNKNOWN", "plan.inputs.pins[1]: SITE_UNKNOWN",
                          "plan.inputs.pins[2]: NO_SUCH_SLOT", "plan.inputs.pins[4]: PINNED_TWICE"));
  pins.Clear();
  pins.Add();
  EXPECT_THAT(ViolationsOf(Make(request).status()),
              UnorderedElementsAre("plan.inputs.pins[0].site: MALFORMED_RESOURCE_NAME",
                                   "plan.inputs.pins[0].team: MALFORMED_RESOURCE_NAME",
                                   "plan.inputs.pins[0].date: INVALID_DATE",
                                   "plan.inputs.pins[0].half_day: REQUIRED"));
}

TEST_F(PlanChangesTest, KeepsWhatWasAnnounced) {
  AddTeam("a");
  const v1::Plan announced = Make(PlanRequest()).value();
  (*sites_)[0].target = 0;  // where half of the visits go
  (*sites_)[1].target = 400;
  v1::CreatePlanRequest request = PlanRequest();
  request.mutable_plan()->mutable_inputs()->set_base_plan(announced.name());
  *request.mutable_plan()->mutable_inputs()->mutable_keep_until() = ToProto(absl::CivilDay(2023, 10, 17));
  const v1::Plan kept = Make(request).value();
  ASSERT_EQ(announced.visits_size(), 6);
  ASSERT_EQ(kept.visits_size(), 6);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(kept.visits(i).site(), announced.visits(i).site());
  EXPECT_EQ(kept.visits(4).site(), "regions/17.02/sites/17.02.12.2001");
  request.mutable_plan()->mutable_inputs()->set_base_plan(
      "regions/17.02/plans/01890000-0000-7000-8000-000000000000");
  EXPECT_EQ(Make(request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PlanChangesTest, SaysWhatMoreWouldBring) {
  AddTeam("a");
  v1::CreatePlanRequest request = PlanRequest(absl::CivilDay(2023, 10, 16));
  request.set_validate_only(true);
  request.set_with_gains(true);
  const auto ask = [&] { return CreatePlan(app_, testing::ReadCall(), request).value(); };
  const v1::Plan now = ask();
  ASSERT_TRUE(now.has_gains());
  EXPECT_EQ(now.gains().kit_team(), "regions/17.02/teams/a");
  request.set_with_gains(false);
  v1::PlanInputs& inputs = *request.mutable_plan()->mutable_inputs();
  inputs.set_extra_teams(1);
  EXPECT_NEAR(ask().dual_bound() - now.dual_bound(), now.gains().one_more_team(), 1e-9);
  inputs.set_extra_teams(0);
  inputs.set_extra_weeks(1);
  EXPECT_NEAR(ask().dual_bound() - now.dual_bound(), now.gains().one_more_week(), 1e-9);
  EXPECT_EQ(ask().inputs().deadline().day(), 16);
  inputs.set_extra_weeks(0);
  inputs.set_extra_kits(1);
  EXPECT_NEAR(ask().dual_bound() - now.dual_bound(), now.gains().one_more_kit(), 1e-9);
  EXPECT_EQ(ask().teams(0).kits(), 3);
}

TEST_F(PlanChangesTest, ListsTheLastMadeFirst) {
  AddTeam("a");
  const v1::Plan first = Make(PlanRequest()).value();
  const v1::Plan second = Make(PlanRequest()).value();
  const v1::ListPlansResponse page = List(1);
  ASSERT_EQ(page.plans_size(), 1);
  EXPECT_EQ(page.plans(0).name(), second.name());
  EXPECT_THAT(page.plans(0).visits(), IsEmpty());
  EXPECT_EQ(page.plans(0).expected_recordings(), second.expected_recordings());
  const v1::ListPlansResponse rest = List(1, page.next_page_token());
  ASSERT_EQ(rest.plans_size(), 1);
  EXPECT_EQ(rest.plans(0).name(), first.name());
  EXPECT_THAT(rest.next_page_token(), IsEmpty());

  v1::PublishPlanRequest publish;
  publish.set_name(first.name());
  ASSERT_TRUE(PublishPlan(app_, testing::WriteCall(), publish).ok());
  EXPECT_FALSE(List(2).plans(0).has_publish_time());
  EXPECT_TRUE(List(2).plans(1).has_publish_time());
}

TEST_F(PlanChangesTest, ListsAndMeasuresWithoutReadingWholePlans) {
  AddTeam("a");
  const v1::Plan plan = Make(PlanRequest()).value();
  const auto execute = [&](absl::string_view sql) {
    ASSERT_EQ(app_.store.database().WriteInternal(testing::ReadCall(),
                                                  [&](mysql::Transaction& transaction) {
                                                    transaction.NoChange();
                                                    return transaction.Execute(sql, {}).status();
                                                  }),
              absl::OkStatus());
  };
  v1::GetPlanRequest get;
  get.set_name(plan.name());
  v1::GetProgressRequest progress;
  progress.set_name("regions/17.02/progress");
  *progress.mutable_deadline() = ToProto(kFriday);
  const v1::Plan listed = List(1).plans(0);
  const v1::Progress measured = GetProgress(app_, testing::ReadCall(), progress).value();
  EXPECT_EQ(measured.plan(), plan.name());
  // Plans of an earlier version have no summary.
  execute("UPDATE plan SET summary = NULL");
  EXPECT_EQ(List(1).plans(0).SerializeAsString(), listed.SerializeAsString());
  EXPECT_EQ(GetProgress(app_, testing::ReadCall(), progress)->SerializeAsString(),
            measured.SerializeAsString());

  const v1::Plan second = Make(PlanRequest()).value();
  execute("UPDATE plan SET message = '-'");
  EXPECT_EQ(List(1).plans(0).name(), second.name());
  EXPECT_EQ(GetProgress(app_, testing::ReadCall(), progress)->plan(), second.name());
  EXPECT_EQ(GetPlan(app_, testing::ReadCall(), get).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(PlanChangesTest, SaysWhatChangedAndWhy) {
  AddTeam("a");
  const v1::Plan before = Make(PlanRequest()).value();
  (*sites_)[2].target = 0;
  v1::CreatePlanRequest request = PlanRequest();
  request.mutable_plan()->mutable_inputs()->set_maximum_visits_per_site(5);
  const v1::Plan after = Make(request).value();
  const v1::PlanComparison comparison = Compare(after.name(), before.name()).value();
  EXPECT_EQ(comparison.target_change(), -50);
  EXPECT_NEAR(comparison.expected_change(), after.expected_recordings() - before.expected_recordings(), 1e-9);
  EXPECT_EQ(comparison.visits_kept() + comparison.added_size(), after.visits_size());
  EXPECT_EQ(comparison.visits_kept() + comparison.removed_size(), before.visits_size());
  EXPECT_THAT(comparison.inputs_changed(), ElementsAre("maximum_visits_per_site"));
  ASSERT_GE(comparison.sites_size(), 2);
  EXPECT_EQ(comparison.sites(0).site(), "regions/17.02/sites/10702001");
  EXPECT_EQ(comparison.sites(0).visits_before(), 2);
  EXPECT_EQ(comparison.sites(0).visits_after(), 0);
  EXPECT_THAT(comparison.sites(0).causes(), ElementsAre(v1::PLAN_CHANGE_CAUSE_TARGET));
  EXPECT_THAT(comparison.sites(1).causes(), ElementsAre(v1::PLAN_CHANGE_CAUSE_OTHER_SITES));
  EXPECT_EQ(Compare(after.name(), "regions/17.02/plans/01890000-0000-7000-8000-000000000000").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_THAT(ViolationsOf(Compare("regions/17.02", "regions/17.02").status()),
              ElementsAre("name: MALFORMED_RESOURCE_NAME", "base_plan: MALFORMED_RESOURCE_NAME"));
}

TEST_F(PlanChangesTest, TellsWhatItKnewOfSitesTeamsAndTurnout) {
  AddTeam("a");
  v1::CreatePlanRequest request = PlanRequest();
  request.mutable_plan()->mutable_inputs()->set_school_turnout(0.5);
  const v1::Plan plan = Make(request).value();
  ASSERT_EQ(plan.sites_size(), 3);
  double expected = 0;
  for (const v1::PlannedSite& site : plan.sites()) expected += site.expected_recordings();
  EXPECT_NEAR(expected, plan.expected_recordings(), 1e-6);
  ASSERT_EQ(plan.teams_size(), 1);
  EXPECT_EQ(plan.teams(0).slots(), plan.slots());
  EXPECT_EQ(plan.school_turnout().mean(), 0.5);
  EXPECT_EQ(plan.school_turnout().low(), 0.5);
  EXPECT_EQ(plan.village_turnout().mean(), 0.28);
  EXPECT_LT(plan.village_turnout().low(), 0.28);
}

}  // namespace
}  // namespace dukcapil::outreach
