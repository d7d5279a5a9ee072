#include <map>

#include "outreach-svc/rpc/visit_test.h"

namespace dukcapil::outreach {
namespace {

using VisitsTest = VisitTest;

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

TEST_F(VisitsTest, AVisitGoesItsWay) {
  const v1::Visit made = Create(VisitRequest("a", kDesaSatu)).value();
  EXPECT_THAT(made.name(), StartsWith("regions/17.02/visits/"));
  EXPECT_EQ(made.number(), 1);
  EXPECT_EQ(made.state(), v1::VISIT_STATE_PLANNED);
  EXPECT_EQ(made.site_display_name(), "Desa Satu");
  EXPECT_EQ(made.district(), "regions/17.02.09");
  EXPECT_EQ(made.target_date().day(), kToday.day());
  EXPECT_GT(made.expected_recordings(), 0);
  EXPECT_EQ(GetVisit(app_, testing::ReadCall(), On<v1::GetVisitRequest>(made))->SerializeAsString(),
            made.SerializeAsString());

  EXPECT_EQ(Confirm(made)->state(), v1::VISIT_STATE_CONFIRMED);
  EXPECT_EQ(Start(made)->state(), v1::VISIT_STATE_IN_PROGRESS);
  const v1::Visit over = Complete(Result(made, 30, 28)).value();
  EXPECT_EQ(over.state(), v1::VISIT_STATE_COMPLETED);
  EXPECT_EQ(over.result().invited(), 100);
  EXPECT_EQ(over.result().came(), 30);
  EXPECT_EQ(over.result().recorded(), 28);
  EXPECT_FALSE(over.result().has_blanks());
  EXPECT_EQ(GetVisit(app_, testing::ReadCall(), On<v1::GetVisitRequest>(made))->SerializeAsString(),
            over.SerializeAsString());
}

TEST_F(VisitsTest, AVisitEndsOnce) {
  const v1::Visit visit = Begun("a", kDesaSatu);
  const Call call = testing::WriteCall();
  const v1::Visit over = CompleteVisit(app_, call, Result(visit, 30, 28)).value();
  // The same request again is a repetition; another one finishes it a second time.
  EXPECT_EQ(CompleteVisit(app_, call, Result(visit, 30, 28))->SerializeAsString(), over.SerializeAsString());
  EXPECT_EQ(ReasonFrom(Complete(Result(visit, 10, 10)).status()), "VISIT_FINISHED");
  EXPECT_EQ(ReasonFrom(Cancel(visit).status()), "VISIT_FINISHED");
}

TEST_F(VisitsTest, AFailedVisitSaysWhy) {
  const v1::Visit visit = Begun("a", kDesaSatu);
  v1::CompleteVisitRequest request = Result(visit, 0, 0);
  EXPECT_THAT(ViolationsOf(Complete(request).status()), ElementsAre("result.failure_cause: REQUIRED"));
  request.mutable_result()->set_failure_cause(v1::VISIT_FAILURE_CAUSE_OTHER);
  EXPECT_THAT(ViolationsOf(Complete(request).status()), ElementsAre("result.note: LENGTH"));
  request.mutable_result()->set_failure_cause(v1::VISIT_FAILURE_CAUSE_POWER);
  EXPECT_EQ(Complete(request)->result().failure_cause(), v1::VISIT_FAILURE_CAUSE_POWER);
}

TEST_F(VisitsTest, NoTeamIsInTwoPlaces) {
  const v1::Visit first = Create(VisitRequest("a", kDesaSatu)).value();
  const absl::Status busy = Create(VisitRequest("a", kDesaDua)).status();
  EXPECT_EQ(busy.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonFrom(busy), "TEAM_BUSY");
  EXPECT_EQ(MetadataOf(busy, "visit"), first.name());
  EXPECT_TRUE(Create(VisitRequest("b", kDesaSatu)).ok());

  const v1::Visit later = Create(VisitRequest("a", kDesaDua, kToday, v1::HALF_DAY_AFTERNOON)).value();
  v1::UpdateVisitRequest move = On<v1::UpdateVisitRequest>(later);
  move.mutable_update_mask()->add_paths("half_day");
  move.mutable_visit()->set_half_day(v1::HALF_DAY_MORNING);
  const absl::Status moved = UpdateVisit(app_, testing::WriteCall(), move).status();
  EXPECT_EQ(ReasonFrom(moved), "TEAM_BUSY");
  EXPECT_EQ(MetadataOf(moved, "visit"), first.name());

  ASSERT_TRUE(Cancel(first).ok());
  EXPECT_EQ(UpdateVisit(app_, testing::WriteCall(), move)->half_day(), v1::HALF_DAY_MORNING);
  // The slot is held by one, left by another, and may be left again and again.
  ASSERT_TRUE(Cancel(later).ok());
  EXPECT_TRUE(Create(VisitRequest("a", kDesaSatu)).ok());
}

TEST_F(VisitsTest, RefusesAnOldEtag) {
  const v1::Visit visit = Create(VisitRequest("a", kDesaSatu)).value();
  ASSERT_TRUE(Confirm(visit).ok());
  v1::StartVisitRequest request = On<v1::StartVisitRequest>(visit);
  request.set_etag(visit.etag());
  EXPECT_EQ(StartVisit(app_, testing::WriteCall(), request).status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(visit.etag(), "v1");
  request.set_etag("v2");
  EXPECT_EQ(StartVisit(app_, testing::WriteCall(), request)->etag(), "v3");
}

TEST_F(VisitsTest, NamesEveryFieldThatIsWrong) {
  v1::CreateVisitRequest request = VisitRequest("a", "regions/17.03/sites/1", kToday - 1);
  request.mutable_visit()->set_team("a");
  request.mutable_visit()->set_half_day(v1::HALF_DAY_UNSPECIFIED);
  request.mutable_visit()->set_kits(21);
  request.mutable_visit()->set_carry_movement("regions/17.02/movements/1");
  EXPECT_THAT(
      ViolationsOf(Create(request).status()),
      UnorderedElementsAre("visit.team: MALFORMED_RESOURCE_NAME", "visit.site: WRONG_REGION",
                           "visit.date: IN_THE_PAST", "visit.half_day: UNKNOWN_VALUE",
                           "visit.kits: OUT_OF_RANGE", "visit.carry_movement: MALFORMED_RESOURCE_NAME"));
  EXPECT_THAT(ViolationsOf(Create(VisitRequest("c", kDesaSatu)).status()),
              ElementsAre("visit.team: TEAM_UNKNOWN"));
  EXPECT_THAT(ViolationsOf(Create(VisitRequest("a", "regions/17.02/sites/17.02.09.2009")).status()),
              ElementsAre("visit.site: SITE_UNKNOWN"));
}

TEST_F(VisitsTest, BlankCardsAddUp) {
  v1::CreateVisitRequest wanted = VisitRequest("a", kDesaSatu);
  wanted.mutable_visit()->set_carry_movement("regions/17.02/movements/018b2c4e-0000-7000-8000-000000000001");
  const v1::Visit visit = Create(wanted).value();
  EXPECT_EQ(visit.carry_movement(), wanted.visit().carry_movement());
  ASSERT_TRUE(Confirm(visit).ok());
  ASSERT_TRUE(Start(visit).ok());
  v1::CompleteVisitRequest request = Result(visit, 30, 28);
  EXPECT_THAT(ViolationsOf(Complete(request).status()), ElementsAre("result.blanks: REQUIRED"));
  v1::BlankUse& blanks = *request.mutable_result()->mutable_blanks();
  blanks.set_taken(40);
  blanks.set_used(28);
  blanks.set_returned(11);
  EXPECT_THAT(ViolationsOf(Complete(request).status()), ElementsAre("result.blanks: BLANKS_DO_NOT_ADD_UP"));
  blanks.set_spoiled(1);
  EXPECT_EQ(Complete(request)->result().blanks().spoiled(), 1);

  const v1::Visit without = Begun("b", kDesaDua);
  v1::CompleteVisitRequest more = Result(without, 5, 5);
  more.mutable_result()->mutable_blanks()->set_taken(0);
  EXPECT_THAT(ViolationsOf(Complete(more).status()), ElementsAre("result.blanks: BLANKS_NOT_CARRIED"));
}

TEST_F(VisitsTest, ListsByDateHalfAndTeamOverPages) {
  const std::string third = Create(VisitRequest("b", kDesaSatu, kToday + 1)).value().name();
  const std::string second =
      Create(VisitRequest("a", kDesaSatu, kToday, v1::HALF_DAY_AFTERNOON)).value().name();
  const std::string first = Create(VisitRequest("b", kDesaDua)).value().name();
  v1::ListVisitsRequest request;
  request.set_page_size(2);
  const v1::ListVisitsResponse one = List(request);
  ASSERT_EQ(one.visits_size(), 2);
  EXPECT_EQ(one.visits(0).name(), first);
  EXPECT_EQ(one.visits(1).name(), second);
  request.set_page_token(one.next_page_token());
  const v1::ListVisitsResponse two = List(request);
  ASSERT_EQ(two.visits_size(), 1);
  EXPECT_EQ(two.visits(0).name(), third);
  EXPECT_THAT(two.next_page_token(), IsEmpty());

  v1::ListVisitsRequest filters;
  filters.set_team("regions/17.02/teams/b");
  filters.set_site(kDesaSatu);
  *filters.mutable_from_date() = ToProto(kToday + 1);
  *filters.mutable_to_date() = ToProto(kToday + 1);
  filters.set_state(v1::VISIT_STATE_PLANNED);
  ASSERT_EQ(List(filters).visits_size(), 1);
  EXPECT_EQ(List(filters).visits(0).name(), third);
  filters.set_state(v1::VISIT_STATE_CANCELLED);
  EXPECT_EQ(List(filters).visits_size(), 0);
}

TEST_F(VisitsTest, PublishingAPlanAnnouncesItsVisits) {
  const v1::Plan plan = MakePlan();
  const v1::PublishPlanResponse answer = Publish(plan).value();
  ASSERT_EQ(answer.created_size(), plan.visits_size());
  const std::map<std::string, std::string> names = {{kDesaSatu, "Desa Satu"},
                                                    {kDesaDua, "Desa Dua"},
                                                    {"regions/17.02/sites/10702001", "SMA Satu (sintetis)"}};
  for (int i = 0; i < plan.visits_size(); ++i) {
    EXPECT_EQ(answer.created(i).team(), plan.visits(i).team());
    EXPECT_EQ(answer.created(i).site(), plan.visits(i).site());
    EXPECT_EQ(answer.created(i).number(), i + 1);
    EXPECT_EQ(answer.created(i).plan(), plan.name());
    EXPECT_EQ(answer.created(i).target_date().day(), kFriday.day());
    EXPECT_EQ(answer.created(i).site_display_name(), names.at(plan.visits(i).site()));
    EXPECT_EQ(
        GetVisit(app_, testing::ReadCall(), On<v1::GetVisitRequest>(answer.created(i)))->SerializeAsString(),
        answer.created(i).SerializeAsString());
  }
  EXPECT_EQ(List({}).visits_size(), plan.visits_size());
  v1::GetPlanRequest get;
  get.set_name(plan.name());
  v1::Plan published = GetPlan(app_, testing::ReadCall(), get).value();
  EXPECT_TRUE(published.has_publish_time());
  published.clear_publish_time();
  EXPECT_EQ(published.SerializeAsString(), plan.SerializeAsString());

  const v1::PublishPlanResponse again = Publish(plan).value();
  EXPECT_EQ(again.created_size(), 0);
  EXPECT_EQ(again.kept_size(), plan.visits_size());
}

TEST_F(VisitsTest, ProgressNamesThePlanThatWasPublishedLast) {
  const v1::Plan first = MakePlan();
  const v1::Plan second = MakePlan();
  ASSERT_TRUE(Publish(second).ok());
  ASSERT_TRUE(Publish(first).ok());
  MakePlan();  // never published
  v1::GetProgressRequest request;
  request.set_name("regions/17.02/progress");
  *request.mutable_deadline() = ToProto(kFriday);
  EXPECT_EQ(GetProgress(app_, testing::ReadCall(), request)->plan(), first.name());
}

TEST_F(VisitsTest, NothingThatWasAnnouncedGoesSilently) {
  const v1::Plan plan = MakePlan();
  const v1::PlannedVisit& slot = plan.visits(0);
  // Where the plan sends the team elsewhere, and where it sends nobody.
  const std::string other = slot.site() == kDesaDua ? kDesaSatu : kDesaDua;
  v1::CreateVisitRequest inside = VisitRequest("a", other, kToday, slot.half_day());
  inside.mutable_visit()->set_team(slot.team());
  *inside.mutable_visit()->mutable_date() = slot.date();
  *inside.mutable_visit()->mutable_target_date() = slot.date();
  const v1::Visit before = Create(inside).value();

  const absl::Status refused = Publish(plan).status();
  EXPECT_EQ(ReasonFrom(refused), "VISITS_FALL_AWAY");
  EXPECT_EQ(MetadataOf(refused, "first_visit"), before.name());
  EXPECT_EQ(List({}).visits_size(), 1);

  v1::PublishPlanRequest what_if;
  what_if.set_name(plan.name());
  what_if.set_validate_only(true);
  const v1::PublishPlanResponse shown = PublishPlan(app_, testing::ReadCall(), what_if).value();
  ASSERT_EQ(shown.fallen_away_size(), 1);
  EXPECT_EQ(shown.fallen_away(0).name(), before.name());
  EXPECT_EQ(shown.created_size(), plan.visits_size());
  EXPECT_THAT(shown.created(0).name(), IsEmpty());
  EXPECT_THAT(shown.created(0).site_display_name(), Not(IsEmpty()));
  EXPECT_EQ(List({}).visits_size(), 1);

  const v1::PublishPlanResponse kept = Publish(plan, v1::FALLEN_AWAY_KEEP).value();
  EXPECT_EQ(kept.created_size(), plan.visits_size() - 1);
  ASSERT_EQ(kept.blocked_size(), 1);
  EXPECT_EQ(kept.blocked(0).site(), slot.site());
  EXPECT_THAT(kept.blocked(0).site_display_name(), Not(IsEmpty()));
  EXPECT_EQ(kept.fallen_away(0).state(), v1::VISIT_STATE_PLANNED);

  const v1::PublishPlanResponse cancelled = Publish(plan, v1::FALLEN_AWAY_CANCEL).value();
  EXPECT_EQ(cancelled.created_size(), 1);
  ASSERT_EQ(cancelled.fallen_away_size(), 1);
  EXPECT_EQ(cancelled.fallen_away(0).state(), v1::VISIT_STATE_CANCELLED);
  EXPECT_EQ(cancelled.fallen_away(0).cancel_reason(), "rencana baru");
  EXPECT_EQ(cancelled.kept_size(), plan.visits_size() - 1);
}

}  // namespace
}  // namespace dukcapil::outreach
