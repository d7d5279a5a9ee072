#include "samples/day_register.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::samples {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

namespace ov1 = outreach::v1;
namespace pv1 = population::v1;

constexpr absl::CivilDay kVisitDay(2023, 10, 17);
constexpr char kVisitName[] = "regions/17.02/visits/018b2c4e-0000-7000-8000-000000000001";
constexpr int kUnrecorded = 20;

// One village with a visit today, and its people.
class Outreach {
 public:
  absl::Status Answer(const google::protobuf::Message& request, google::protobuf::Message& response) {
    calls.push_back(request.GetDescriptor()->name());
    if (auto* visits = dynamic_cast<ov1::ListVisitsResponse*>(&response)) {
      ov1::Visit& visit = *visits->add_visits();
      visit.set_name(kVisitName);
      visit.set_team("regions/17.02/teams/tim-1");
      visit.set_site("regions/17.02/sites/17.02.09.2001");
      visit.set_half_day(ov1::HALF_DAY_MORNING);
      visit.set_state(state);
      visit.set_expected_recordings(10);
    } else if (auto* sites = dynamic_cast<ov1::ListSitesResponse*>(&response)) {
      sites->add_sites()->set_name("regions/17.02/sites/17.02.09.2001");
    } else if (auto* people = dynamic_cast<pv1::ListResidentsResponse*>(&response)) {
      for (int i = 0; i < kUnrecorded && !nobody; ++i)
        people->add_residents()->set_name(absl::StrCat("r", i));
    } else if (const auto* report = dynamic_cast<const ov1::BatchReportOutcomesRequest*>(&request)) {
      reported = *report;
    } else if (dynamic_cast<const ov1::GetVisitRequest*>(&request) != nullptr) {
      CountInto(dynamic_cast<ov1::Visit&>(response));
    } else if (const auto* complete = dynamic_cast<const ov1::CompleteVisitRequest*>(&request)) {
      result = complete->result();
    }
    return absl::OkStatus();
  }

  std::vector<std::string> calls;
  bool nobody = false;
  ov1::VisitState state = ov1::VISIT_STATE_PLANNED;
  ov1::BatchReportOutcomesRequest reported;
  ov1::VisitResult result;

 private:
  void CountInto(ov1::Visit& visit) const {
    for (const auto outcome : {ov1::PERSON_OUTCOME_RECORDED, ov1::PERSON_OUTCOME_ABSENT}) {
      ov1::OutcomeCount& count = *visit.add_outcome_counts();
      count.set_outcome(outcome);
      for (const ov1::VisitOutcome& one : reported.outcomes()) {
        if (one.outcome() == outcome) count.set_people(count.people() + 1);
      }
    }
  }
};

std::int64_t Make(Outreach& outreach) {
  const LoaderPorts ports = {
      [&](const auto& request, auto& response) { return outreach.Answer(request, response); },
      [](absl::Duration) {}, [](absl::string_view) {}};
  Loading loading(ports);
  Random random(17);
  return MakeVisits(loading, kVisitDay, random).value();
}

TEST(MakeVisits, ReportsPersonByPersonAndCompletesWhatWasReported) {
  Outreach outreach;
  const std::int64_t recorded = Make(outreach);
  EXPECT_THAT(outreach.calls,
              ElementsAre("ListVisitsRequest", "ListSitesRequest", "ConfirmVisitRequest", "StartVisitRequest",
                          "ListResidentsRequest", "BatchReportOutcomesRequest", "GetVisitRequest",
                          "CompleteVisitRequest", "BatchSubmitRecordingEventsRequest"));
  EXPECT_GE(recorded, 8);
  EXPECT_LE(recorded, 12);
  EXPECT_EQ(outreach.result.came(), recorded);
  EXPECT_EQ(outreach.result.invited(), recorded + 3);
  EXPECT_EQ(outreach.result.failure_cause(), ov1::VISIT_FAILURE_CAUSE_UNSPECIFIED);
}

TEST(MakeVisits, GoesOnWhereAVisitStands) {
  Outreach confirmed;
  confirmed.state = ov1::VISIT_STATE_CONFIRMED;
  EXPECT_GE(Make(confirmed), 8);
  EXPECT_THAT(confirmed.calls, Not(Contains("ConfirmVisitRequest")));
  EXPECT_THAT(confirmed.calls, Contains("StartVisitRequest"));
  Outreach started;
  started.state = ov1::VISIT_STATE_IN_PROGRESS;
  EXPECT_GE(Make(started), 8);
  EXPECT_THAT(started.calls, Not(Contains("StartVisitRequest")));
  Outreach cancelled;
  cancelled.state = ov1::VISIT_STATE_CANCELLED;
  EXPECT_EQ(Make(cancelled), 0);
  EXPECT_THAT(cancelled.calls, ElementsAre("ListVisitsRequest", "ListSitesRequest"));
}

TEST(MakeVisits, AVisitToNobodyFails) {
  Outreach outreach;
  outreach.nobody = true;
  EXPECT_EQ(Make(outreach), 0);
  EXPECT_EQ(outreach.reported.outcomes_size(), 0);
  EXPECT_EQ(outreach.result.failure_cause(), ov1::VISIT_FAILURE_CAUSE_NOBODY_CAME);
}

}  // namespace
}  // namespace dukcapil::samples
