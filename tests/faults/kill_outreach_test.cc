// kill -9 of outreach-svc between the commit that completes a visit and the call that tells population-svc of
// it, and in that call: population has every outcome once.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/crypto/uuid.h"
#include "tests/faults/load.h"
#include "tests/faults/running_services.h"
#include "tests/faults/small_office.h"

namespace dukcapil {
namespace {

namespace ov1 = outreach::v1;

using testing::Ask;

constexpr int kMetAtSite = 60;
constexpr int kVisits = 8;
constexpr char kSite[] = "regions/17.02/sites/17.02.09.1012";
constexpr ov1::PersonOutcome kFound[] = {ov1::PERSON_OUTCOME_RECORDED, ov1::PERSON_OUTCOME_ABSENT,
                                         ov1::PERSON_OUTCOME_MOVED, ov1::PERSON_OUTCOME_NOT_FOUND};

// Calls `method` of outreach until it is answered; the answer.
template <class Response, class Method, class Request>
Response Must(testing::RunningServices& services, Method method, const Request& request) {
  const auto stub = services.Outreach();
  Response response;
  const grpc::Status status = testing::UntilAnswered(
      [&](grpc::ClientContext& context) { return ((*stub).*method)(&context, request, &response); });
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

using Stub = ov1::OutreachService::Stub;

void AddTeam(testing::RunningServices& services, const std::string& id) {
  ov1::CreateTeamRequest request;
  request.set_parent(testing::kRegency);
  request.set_team_id(id);
  request.set_request_id(NamedUuid(absl::StrCat("team ", id)));
  request.mutable_team()->set_display_name("Tim");
  request.mutable_team()->set_member_count(3);
  request.mutable_team()->set_kits(2);
  request.mutable_team()->set_recordings_per_kit_hour(8);
  request.mutable_team()->set_base("regions/17.02.09");
  request.mutable_team()->mutable_work_week()->set_saturday(true);
  Must<ov1::Team>(services, &Stub::CreateTeam, request);
}

template <class Request>
Request About(const std::string& visit, const std::string& what) {
  Request request;
  request.set_name(visit);
  request.set_request_id(NamedUuid(absl::StrCat(what, " ", visit)));
  return request;
}

// A visit in progress on which every person was reported.
std::string ReportedVisit(testing::RunningServices& services, int i, const std::vector<std::string>& people) {
  ov1::CreateVisitRequest request;
  request.set_parent(testing::kRegency);
  request.set_request_id(NamedUuid(absl::StrCat("visit ", i)));
  request.mutable_visit()->set_team(absl::StrCat("regions/17.02/teams/tim-", i / 2));
  request.mutable_visit()->set_site(kSite);
  *request.mutable_visit()->mutable_date() = testing::Date(2023, 10, 14);
  request.mutable_visit()->set_half_day(i % 2 == 0 ? ov1::HALF_DAY_MORNING : ov1::HALF_DAY_AFTERNOON);
  const std::string visit = Must<ov1::Visit>(services, &Stub::CreateVisit, request).name();
  Must<ov1::Visit>(services, &Stub::ConfirmVisit, About<ov1::ConfirmVisitRequest>(visit, "confirm"));
  Must<ov1::Visit>(services, &Stub::StartVisit, About<ov1::StartVisitRequest>(visit, "start"));
  ov1::BatchReportOutcomesRequest report;
  report.set_parent(visit);
  report.set_request_id(NamedUuid(absl::StrCat("report ", i)));
  for (std::size_t person = 0; person < people.size(); ++person) {
    ov1::VisitOutcome& row = *report.add_outcomes();
    row.set_resident(people[person]);
    row.set_outcome(kFound[(person + static_cast<std::size_t>(i)) % std::size(kFound)]);
  }
  const auto kept = Must<ov1::BatchReportOutcomesResponse>(services, &Stub::BatchReportOutcomes, report);
  EXPECT_EQ(kept.kept(), kMetAtSite) << kept.DebugString();
  return visit;
}

void Complete(testing::RunningServices& services, const std::string& visit) {
  auto request = About<ov1::CompleteVisitRequest>(visit, "complete");
  request.mutable_result()->set_invited(kMetAtSite);
  request.mutable_result()->set_came(kMetAtSite);
  EXPECT_EQ(Must<ov1::Visit>(services, &Stub::CompleteVisit, request).result().recorded(),
            kMetAtSite / static_cast<int>(std::size(kFound)));
}

// Who is to be recorded at the site, as population counts it, and as outreach keeps it.
std::int64_t Unrecorded(testing::RunningServices& services) {
  population::v1::GetCoverageRequest request;
  request.set_name("regions/17.02.09.1012/coverage");
  population::v1::Coverage coverage;
  const grpc::Status status = testing::UntilAnswered([&](grpc::ClientContext& context) {
    return services.Population()->GetCoverage(&context, request, &coverage);
  });
  EXPECT_TRUE(status.ok()) << status.error_message();
  return coverage.not_recorded();
}

std::int64_t Target(testing::RunningServices& services) {
  ov1::ListSitesRequest request;
  request.set_parent(testing::kRegency);
  request.set_page_size(1000);
  const auto response = Must<ov1::ListSitesResponse>(services, &Stub::ListSites, request);
  for (const ov1::Site& site : response.sites()) {
    if (site.name() == kSite) return site.target();
  }
  return -1;
}

// Of those not recorded one died and one left; one came of age, and one was recorded at the office.
void LiveOn(testing::RunningServices& services, std::vector<population::v1::ResidentRow> rows) {
  ASSERT_GE(rows.size(), 4u);
  rows.resize(4);
  *rows[0].mutable_death_date() = testing::Date(2023, 10, 10);
  *rows[1].mutable_departure_date() = testing::Date(2023, 10, 10);
  rows[2] = testing::UnrecordedRow(kMetAtSite);
  rows[2].set_nik(absl::StrCat("170209101006", 9000 + kMetAtSite));
  *rows[2].mutable_birth_date() = testing::Date(2006, 10, 10);
  rows[3].set_recording_code("BIO_CAPTURED");
  *rows[3].mutable_recording_date() = testing::Date(2023, 10, 13);
  testing::Import(*services.Population(), rows, NewUuid());
}

TEST(KillOutreach, PopulationHasEveryOutcomeOnce) {
  testing::RunningServices services;
  std::vector<population::v1::ResidentRow> rows;
  for (int i = 0; i < kMetAtSite; ++i) rows.push_back(testing::UnrecordedRow(i));
  const std::vector<std::string> people = testing::Import(*services.Population(), rows, NewUuid());
  services.StartOutreach();
  for (int i = 0; i < kVisits / 2; ++i) AddTeam(services, absl::StrCat("tim-", i));
  for (int i = 0; i < kVisits; ++i) {
    const std::string visit = ReportedVisit(services, i, people);
    const bool in_the_call = i % 2 == 1;
    if (in_the_call) services.StopPopulation();
    Complete(services, visit);
    // The worker looks five times a second: by then it waits for the answer.
    if (in_the_call) absl::SleepFor(absl::Milliseconds(400));
    services.KillOutreach();
    if (in_the_call) services.ContinuePopulation();
    services.StartOutreach();
  }
  EXPECT_TRUE(testing::Eventually(
      [&] { return Ask(services.OutreachSchema(), "SELECT visit, regency FROM untold_visit").empty(); }));

  // By person and visit, whose number is the sequence of its events: there and here.
  const auto here =
      Ask(services.OutreachSchema(),
          "SELECT CONCAT(o.resident, ' ', v.number), CAST(o.outcome AS CHAR) FROM visit_outcome o"
          " JOIN visit v ON v.regency = o.regency AND v.id = o.visit WHERE o.refusal = ''");
  EXPECT_EQ(here.size(), static_cast<std::size_t>(kMetAtSite * kVisits));
  EXPECT_EQ(Ask(services.PopulationSchema(),
                "SELECT CONCAT(resident_id, ' ', sequence), CASE raw_code WHEN 'VISIT_RECORDED' THEN '1'"
                " WHEN 'VISIT_ABSENT' THEN '2' WHEN 'VISIT_MOVED' THEN '3' ELSE '7' END"
                " FROM recording_event WHERE source = 4"),
            here);
  EXPECT_EQ(Ask(services.PopulationSchema(),
                "SELECT 'events', CAST(COUNT(*) AS CHAR) FROM recording_event WHERE source = 4")
                .at("events"),
            absl::StrCat(kMetAtSite * kVisits));
  testing::ExpectCoverageProven(services);

  // Everybody was recorded at one of the visits or at another.
  EXPECT_EQ(Unrecorded(services), 0);
  const auto follows = [&] {
    EXPECT_TRUE(testing::Eventually([&] { return Target(services) == Unrecorded(services); }));
    return Target(services);
  };
  EXPECT_EQ(follows(), 0);
  // Others, whom no visit met, and what becomes of them.
  std::vector<population::v1::ResidentRow> others;
  for (int i = 0; i < 10; ++i) others.push_back(testing::UnrecordedRow(kMetAtSite + 1 + i));
  testing::Import(*services.Population(), others, NewUuid());
  EXPECT_EQ(follows(), 10);
  LiveOn(services, others);
  EXPECT_EQ(follows(), 8);
}

}  // namespace
}  // namespace dukcapil
