#include <utility>

#include "outreach-svc/rpc/visit_test.h"
#include "outreach-svc/work/outcome_teller.h"

namespace dukcapil::outreach {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSchoolSite[] = "regions/17.02/sites/10702001";

std::string IdNumber(int i) {
  std::string id = "018b2c4e-0000-7000-8000-000000000000";
  const std::string digits = std::to_string(i);
  return id.replace(id.size() - digits.size(), digits.size(), digits);
}

class OutcomesTest : public VisitTest {
 protected:
  // Not recorded: in the first village, in the second one, and a pupil who lives in the first.
  void SetUp() override {
    VisitTest::SetUp();
    std::vector<Resident> residents;
    for (int i = 0; i < 5; ++i) residents.push_back(Person(i, "17.02.09.2001"));
    residents.push_back(Person(5, "17.02.12.2001"));
    residents.push_back(Person(6, "17.02.09.2001", "10702001"));
    Keep(residents);
    visit_ = BegunByWhatIsKept("a", kDesaSatu);
  }
  // While the register is followed.
  v1::Visit BegunByWhatIsKept(const std::string& team, const std::string& site) {
    FollowRegister();
    v1::Visit visit = Begun(team, site);
    LoseRegister();
    return visit;
  }
  v1::Visit Confirmed(const std::string& team, const std::string& site) {
    v1::Visit visit = Create(VisitRequest(team, site)).value();
    EXPECT_TRUE(Confirm(visit).ok());
    return visit;
  }
  v1::Progress ProgressNow() {
    v1::GetProgressRequest request;
    request.set_name("regions/17.02/progress");
    *request.mutable_deadline() = ToProto(kFriday);
    return GetProgress(app_, testing::ReadCall(), request).value();
  }
  static Resident Person(int i, const std::string& village, const std::string& school = "") {
    return {"17.02", IdNumber(i), village, school, kToday - 100, std::nullopt, false};
  }
  void Keep(const std::vector<Resident>& residents) {
    ASSERT_TRUE(app_.store
                    .WriteInternal(testing::ReadCall(),
                                   [&](storage::Tx& tx) {
                                     tx.NoChange();
                                     return tx.KeepResidents(residents);
                                   })
                    .ok());
  }
  v1::BatchReportOutcomesRequest Batch(const std::vector<std::pair<int, v1::PersonOutcome>>& outcomes) {
    v1::BatchReportOutcomesRequest request;
    request.set_parent(visit_.name());
    for (const auto& [person, outcome] : outcomes) {
      v1::VisitOutcome& row = *request.add_outcomes();
      row.set_resident("regions/17.02/residents/" + IdNumber(person));
      row.set_outcome(outcome);
    }
    return request;
  }
  absl::StatusOr<v1::BatchReportOutcomesResponse> Report(const v1::BatchReportOutcomesRequest& request) {
    return BatchReportOutcomes(app_, testing::WriteCall(), request);
  }
  v1::ListOutcomesResponse Reported(int page_size = 0, const std::string& token = "") {
    v1::ListOutcomesRequest request;
    request.set_parent(visit_.name());
    request.set_page_size(page_size);
    request.set_page_token(token);
    return ListOutcomes(app_, testing::ReadCall(), request).value();
  }
  v1::Visit Now() { return GetVisit(app_, testing::ReadCall(), On<v1::GetVisitRequest>(visit_)).value(); }

  v1::Visit visit_;
};

TEST_F(OutcomesTest, KeepsTheGoodRowsAndListsTheBad) {
  EXPECT_EQ(visit_.waiting(), 5);  // the pupil is waited for at school
  v1::BatchReportOutcomesRequest request = Batch({{0, v1::PERSON_OUTCOME_RECORDED},
                                                  {5, v1::PERSON_OUTCOME_ABSENT},
                                                  {1, v1::PERSON_OUTCOME_MOVED},
                                                  {1, v1::PERSON_OUTCOME_ABSENT},
                                                  {9, v1::PERSON_OUTCOME_ABSENT},
                                                  {2, v1::PERSON_OUTCOME_UNSPECIFIED},
                                                  {6, v1::PERSON_OUTCOME_RECORDED}});
  request.add_outcomes()->set_resident("regions/17.03/residents/" + IdNumber(1));
  request.mutable_outcomes(7)->set_outcome(v1::PERSON_OUTCOME_ABSENT);
  const v1::BatchReportOutcomesResponse response = Report(request).value();
  EXPECT_EQ(response.kept(), 3);  // the pupil lives in the village, too
  std::vector<std::string> refused;
  for (const auto& row : response.refused()) {
    refused.push_back(std::to_string(row.index()) + " " + row.reason());
  }
  EXPECT_THAT(refused, ElementsAre("1 NOT_AT_SITE", "3 REPEATED_IN_BATCH", "4 RESIDENT_UNKNOWN",
                                   "5 UNKNOWN_VALUE", "7 WRONG_REGION"));
  EXPECT_THAT(asked_for_, ElementsAre(IdNumber(9)));
  EXPECT_EQ(Reported().outcomes_size(), 3);
}

TEST_F(OutcomesTest, AsksForWhoIsRecordedByNow) {
  found_->emplace(IdNumber(7), Whereabouts{"17.02.09.2001", ""});
  found_->emplace(IdNumber(8), Whereabouts{"17.02.09.2002", ""});
  const auto response =
      Report(Batch({{7, v1::PERSON_OUTCOME_RECORDED}, {8, v1::PERSON_OUTCOME_RECORDED}})).value();
  EXPECT_EQ(response.kept(), 1);
  EXPECT_EQ(response.refused(0).reason(), "NOT_AT_SITE");
  found_ = absl::UnavailableError("away");
  EXPECT_EQ(Report(Batch({{7, v1::PERSON_OUTCOME_RECORDED}})).status().code(),
            absl::StatusCode::kUnavailable);
  // Who is known here needs nobody else.
  EXPECT_TRUE(Report(Batch({{0, v1::PERSON_OUTCOME_RECORDED}})).ok());
}

TEST_F(OutcomesTest, ALaterOutcomeReplacesTheOneBefore) {
  ASSERT_TRUE(Report(Batch({{0, v1::PERSON_OUTCOME_ABSENT}, {1, v1::PERSON_OUTCOME_ABSENT}})).ok());
  ASSERT_TRUE(Report(Batch({{0, v1::PERSON_OUTCOME_RECORDED}})).ok());
  const v1::ListOutcomesResponse first = Reported(1);
  ASSERT_EQ(first.outcomes_size(), 1);
  EXPECT_EQ(first.outcomes(0).outcome(), v1::PERSON_OUTCOME_RECORDED);
  const v1::ListOutcomesResponse second = Reported(1, first.next_page_token());
  ASSERT_EQ(second.outcomes_size(), 1);
  EXPECT_EQ(second.outcomes(0).outcome(), v1::PERSON_OUTCOME_ABSENT);
  EXPECT_THAT(second.next_page_token(), IsEmpty());
}

TEST_F(OutcomesTest, OnlyAVisitInProgressIsReportedOn) {
  v1::BatchReportOutcomesRequest request = Batch({{0, v1::PERSON_OUTCOME_RECORDED}});
  request.set_parent(Create(VisitRequest("b", kDesaSatu))->name());
  EXPECT_EQ(ReasonFrom(Report(request).status()), "VISIT_STATE");
  ASSERT_TRUE(Complete(Result(visit_, 1, 1)).ok());
  EXPECT_EQ(ReasonFrom(Report(Batch({{0, v1::PERSON_OUTCOME_RECORDED}})).status()), "VISIT_FINISHED");
  request.set_parent("regions/17.02/visits/" + IdNumber(1));
  EXPECT_EQ(Report(request).status().code(), absl::StatusCode::kNotFound);
  request.clear_outcomes();
  EXPECT_THAT(ViolationsOf(Report(request).status()), ElementsAre("outcomes: BATCH_SIZE"));
}

TEST_F(OutcomesTest, FiguresAgreeWithThePeopleReported) {
  ASSERT_TRUE(Report(Batch({{0, v1::PERSON_OUTCOME_RECORDED}, {1, v1::PERSON_OUTCOME_RECORDED}})).ok());
  EXPECT_THAT(ViolationsOf(Complete(Result(visit_, 5, 1)).status()),
              ElementsAre("result.recorded: FEWER_THAN_REPORTED"));
  EXPECT_THAT(ViolationsOf(Complete(Result(visit_, 1, 0)).status()),
              ElementsAre("result.recorded: MORE_THAN_CAME"));
  EXPECT_EQ(Complete(Result(visit_, 5, 0))->result().recorded(), 2);
}

TEST_F(OutcomesTest, TellsThemOnceWhenTheVisitIsOver) {
  ASSERT_TRUE(Report(Batch({{0, v1::PERSON_OUTCOME_RECORDED},
                            {1, v1::PERSON_OUTCOME_MOVED},
                            {2, v1::PERSON_OUTCOME_ABSENT}}))
                  .ok());
  ASSERT_TRUE(TellOutcomes(app_).ok());
  EXPECT_THAT(told_, IsEmpty());  // not before

  ASSERT_TRUE(Complete(Result(visit_, 2, 1)).ok());
  EXPECT_EQ(Now().untold_outcomes(), 3);
  told_answer_ = absl::UnavailableError("away");
  EXPECT_EQ(TellOutcomes(app_).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Now().untold_outcomes(), 3);

  told_answer_ = std::vector<std::string>{"", "RESIDENT_UNKNOWN", ""};
  ASSERT_TRUE(TellOutcomes(app_).ok());
  ASSERT_THAT(told_, SizeIs(2));
  // The same again: request, people, times.
  EXPECT_EQ(told_[0].request_id, told_[1].request_id);
  ASSERT_THAT(told_[1].outcomes, SizeIs(3));
  EXPECT_EQ(told_[1].outcomes[1].resident, IdNumber(1));
  EXPECT_EQ(RawCodeOf(told_[1].outcomes[1].outcome), "VISIT_MOVED");
  EXPECT_EQ(told_[0].outcomes[1].event_time, told_[1].outcomes[1].event_time);
  EXPECT_EQ(told_[1].number, visit_.number());

  ASSERT_TRUE(TellOutcomes(app_).ok());
  EXPECT_THAT(told_, SizeIs(2));
  const v1::Visit over = Now();
  EXPECT_EQ(over.untold_outcomes(), 0);
  EXPECT_EQ(over.refused_outcomes(), 1);
  ASSERT_EQ(over.outcome_counts_size(), 3);
  EXPECT_EQ(over.outcome_counts(0).outcome(), v1::PERSON_OUTCOME_RECORDED);
  EXPECT_EQ(over.outcome_counts(0).people(), 1);
  EXPECT_EQ(Reported().outcomes(1).refusal(), "RESIDENT_UNKNOWN");
}

TEST_F(OutcomesTest, TellsMoreThanAThousandInParts) {
  std::vector<Resident> residents;
  for (int i = 1000; i < 2005; ++i) residents.push_back(Person(i, "17.02.09.2001"));
  Keep(residents);
  for (const auto& [begin, end] : {std::pair{1000, 2000}, std::pair{2000, 2005}}) {
    std::vector<std::pair<int, v1::PersonOutcome>> rows;
    for (int i = begin; i < end; ++i) rows.push_back({i, v1::PERSON_OUTCOME_ABSENT});
    ASSERT_EQ(Report(Batch(rows))->kept(), end - begin);
  }
  v1::CompleteVisitRequest request = Result(visit_, 0, 0);
  request.mutable_result()->set_failure_cause(v1::VISIT_FAILURE_CAUSE_NOBODY_CAME);
  ASSERT_TRUE(Complete(request).ok());
  ASSERT_TRUE(TellOutcomes(app_).ok());
  ASSERT_THAT(told_, SizeIs(2));
  EXPECT_THAT(told_[0].outcomes, SizeIs(1000));
  EXPECT_THAT(told_[1].outcomes, SizeIs(5));
  EXPECT_NE(told_[0].request_id, told_[1].request_id);
  EXPECT_EQ(Now().untold_outcomes(), 0);
}

TEST_F(OutcomesTest, TheCallListIsByNameAndSaysWhatWasFoundLast) {
  ASSERT_TRUE(Report(Batch({{1, v1::PERSON_OUTCOME_ABSENT}})).ok());
  unrecorded_ = std::vector<UnrecordedPerson>{
      {IdNumber(0),
       "170209••••••9000",
       "Sari (Sintetis)",
       absl::CivilDay(2000, 1, 2),
       {"17.02.09.2001", ""},
       {}},
      {IdNumber(1), "170209••••••9001", "Budi (Sintetis)", {}, {"17.02.09.2001", "99999999"}, kToday},
      {IdNumber(6), "170209••••••9006", "Adi (Sintetis)", {}, {"17.02.09.2001", "10702001"}, {}},
      {IdNumber(2), "170209••••••9002", "Wati (Sintetis)", {}, {"17.02.09.2001", ""}, {}}};
  v1::ListCalleesRequest request;
  request.set_parent(visit_.name());
  request.set_purpose("undangan");
  request.set_page_size(2);
  const v1::ListCalleesResponse first = ListCallees(app_, testing::ReadCall(), request).value();
  EXPECT_EQ(asked_, "17.02.09.2001 2023-10-14 call list: undangan");
  EXPECT_EQ(first.total_size(), 3);  // the pupil is called at school
  ASSERT_EQ(first.callees_size(), 2);
  EXPECT_EQ(first.callees(0).full_name(), "Budi (Sintetis)");
  EXPECT_EQ(first.callees(0).last_outcome(), v1::PERSON_OUTCOME_ABSENT);
  EXPECT_EQ(first.callees(0).last_visit_date().day(), kToday.day());
  EXPECT_EQ(first.callees(1).full_name(), "Sari (Sintetis)");
  EXPECT_EQ(first.callees(1).nik(), "170209••••••9000");
  EXPECT_EQ(first.callees(1).birth_date().year(), 2000);
  EXPECT_FALSE(first.callees(1).has_last_visit_date());
  request.set_page_token(first.next_page_token());
  const v1::ListCalleesResponse second = ListCallees(app_, testing::ReadCall(), request).value();
  ASSERT_EQ(second.callees_size(), 1);
  EXPECT_EQ(second.callees(0).full_name(), "Wati (Sintetis)");
  // The last of the page before was recorded meanwhile: the list goes on where it was.
  unrecorded_->erase(unrecorded_->begin());
  const v1::ListCalleesResponse after = ListCallees(app_, testing::ReadCall(), request).value();
  EXPECT_EQ(after.total_size(), 2);

  request.set_purpose("x");
  EXPECT_THAT(ViolationsOf(ListCallees(app_, testing::ReadCall(), request).status()),
              ElementsAre("purpose: LENGTH"));
}

TEST_F(OutcomesTest, ASchoolCallsItsPupils) {
  const v1::Visit visit = BegunByWhatIsKept("b", kSchoolSite);
  EXPECT_EQ(visit.waiting(), 1);
  unrecorded_ =
      std::vector<UnrecordedPerson>{{IdNumber(6), "", "Adi", {}, {"17.02.09.2001", "10702001"}, {}}};
  v1::ListCalleesRequest request;
  request.set_parent(visit.name());
  request.set_purpose("undangan");
  EXPECT_EQ(ListCallees(app_, testing::ReadCall(), request)->total_size(), 1);
  EXPECT_THAT(asked_, ::testing::StartsWith("10702001 "));
}

TEST_F(OutcomesTest, ProgressIsMeasuredByVisitsAndByWhatTheyTaught) {
  ASSERT_TRUE(Create(VisitRequest("b", kDesaDua, kToday + 1)).ok());
  const v1::Progress before = ProgressNow();
  ASSERT_EQ(before.districts_size(), 2);
  // Of 100, by the visit in progress, and of 40; half an hour more of the way.
  EXPECT_DOUBLE_EQ(before.districts(0).expected_recordings(), Untaught(100, 36));
  EXPECT_DOUBLE_EQ(before.districts(1).expected_recordings(), Untaught(40, 30));
  EXPECT_EQ(before.districts(1).remaining_visits(), 1);
  EXPECT_EQ(before.days_size(), 2);
  EXPECT_EQ(before.reached(), 0);
  EXPECT_EQ(before.learnt_village_turnout().visits(), 0);

  ASSERT_TRUE(Complete(Result(visit_, 4, 3)).ok());  // 4 of the 5 who waited
  const v1::Progress after = ProgressNow();
  EXPECT_EQ(after.reached(), 3);
  EXPECT_EQ(after.districts(0).reached(), 3);
  EXPECT_EQ(after.districts(0).completed_visits(), 1);
  EXPECT_EQ(after.districts(0).expected_recordings(), 0);
  const v1::TurnoutEstimate& village = after.learnt_village_turnout();
  EXPECT_EQ(village.visits(), 1);
  EXPECT_GT(village.mean(), 0.28);
  EXPECT_LT(village.low(), village.mean());
  EXPECT_GT(village.high(), village.mean());
  EXPECT_EQ(after.village_turnout(), village.mean());
  EXPECT_GT(after.districts(1).expected_recordings(), before.districts(1).expected_recordings());
}

TEST_F(OutcomesTest, AVisitThatDidNotTakePlaceTeachesNothing) {
  v1::CompleteVisitRequest request = Result(visit_, 0, 0);
  request.mutable_result()->set_failure_cause(v1::VISIT_FAILURE_CAUSE_ROAD);
  ASSERT_TRUE(Complete(request).ok());
  EXPECT_EQ(ProgressNow().learnt_village_turnout().visits(), 0);
}

TEST_F(OutcomesTest, AsksWhoWaitsWhereTheRegisterIsNotFollowed) {
  EXPECT_EQ(Begun("b", kDesaDua).waiting(), 40);  // 1 is kept
  EXPECT_EQ(asked_date_, kToday);
  // A visit that begins later is for those obliged by then.
  const v1::Visit late = Create(VisitRequest("a", kDesaDua, kToday + 1)).value();
  ASSERT_TRUE(Confirm(late).ok());
  app_.clock = Clock(kToday + 3);
  EXPECT_EQ(Start(late)->waiting(), 40);
  EXPECT_EQ(asked_date_, kToday + 3);
}

TEST_F(OutcomesTest, AVisitBeginsWhileNobodyCanSayWhoWaitsAndTeachesNothing) {
  const v1::Visit visit = Confirmed("b", kDesaDua);
  const auto sites = std::exchange(sites_, absl::InternalError("population-svc refuses to answer"));
  EXPECT_EQ(Start(visit).status().code(), absl::StatusCode::kInternal);
  sites_ = absl::UnavailableError("away");
  const v1::Visit begun = Start(visit).value();
  EXPECT_EQ(begun.state(), v1::VISIT_STATE_IN_PROGRESS);
  EXPECT_EQ(begun.waiting(), 0);
  ASSERT_TRUE(Complete(Result(visit, 30, 20)).ok());
  sites_ = sites;
  EXPECT_EQ(ProgressNow().reached(), 20);
  EXPECT_EQ(ProgressNow().learnt_village_turnout().visits(), 0);
}

}  // namespace
}  // namespace dukcapil::outreach
