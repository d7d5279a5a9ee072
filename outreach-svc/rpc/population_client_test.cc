#include "outreach-svc/rpc/population_client.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "outreach-svc/rpc/register_client.h"
#include "platform/civil_date/civil_date.h"
#include "platform/mysql/database.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::outreach {
namespace {

namespace population = dukcapil::population::v1;

constexpr absl::CivilDay kDate(2024, 2, 14);

// Answers with two villages and with three schools on two pages, or refuses.
class CannedPopulation final : public population::PopulationService::Service {
 public:
  grpc::Status ListCoverage(grpc::ServerContext* context, const population::ListCoverageRequest* request,
                            population::ListCoverageResponse* response) override {
    caller = rpc::ReadCaller(*context);
    asked = *request;
    for (const int i : {1, 2}) {
      population::Coverage& coverage = *response->add_coverages();
      coverage.mutable_region()->set_code("17.02.09.200" + std::to_string(i));
      coverage.mutable_region()->set_display_name("Desa");
      coverage.set_not_recorded(100);
      coverage.set_not_recorded_pupils(10 * i);
    }
    return refusal;
  }

  grpc::Status ListSchools(grpc::ServerContext*, const population::ListSchoolsRequest* request,
                           population::ListSchoolsResponse* response) override {
    const bool is_second = request->page_token() == "second";
    for (int i = is_second ? 2 : 0; i < (is_second ? 3 : 2); ++i) {
      population::School& school = *response->add_schools();
      school.set_name("regions/17.02/schools/1070200" + std::to_string(i));
      school.set_display_name("SMA");
      school.set_village("regions/17.02.09.2001");
      school.set_unrecorded_pupils(i);
    }
    if (!is_second) response->set_next_page_token("second");
    return refusal;
  }

  grpc::Status WatchRecordings(grpc::ServerContext*, const population::WatchRecordingsRequest* request,
                               grpc::ServerWriter<population::WatchRecordingsResponse>* writer) override {
    for (const population::WatchRecordingsResponse& response : told) {
      if (response.sequence() > request->after_sequence()) writer->Write(response);
    }
    return refusal;
  }

  grpc::Status ListResidentStates(grpc::ServerContext*, const population::ListResidentStatesRequest* request,
                                  population::ListResidentStatesResponse* response) override {
    response->add_residents()->CopyFrom(told[0].residents().residents(0));
    if (request->page_token().empty()) response->set_next_page_token("second");
    return refusal;
  }

  // One person a page, two pages.
  grpc::Status ListResidents(grpc::ServerContext*, const population::ListResidentsRequest* request,
                             population::ListResidentsResponse* response) override {
    asked_list = *request;
    *response->add_residents() = Pupil();
    if (request->page_token().empty()) response->set_next_page_token("second");
    return refusal;
  }

  grpc::Status GetResident(grpc::ServerContext*, const population::GetResidentRequest* request,
                           population::Resident* response) override {
    if (request->name() != Pupil().name() && refusal.ok()) {
      return grpc::Status(grpc::StatusCode::NOT_FOUND, "no such resident");
    }
    *response = Pupil();
    return refusal;
  }

  // Takes the first event and refuses the others.
  grpc::Status BatchSubmitRecordingEvents(grpc::ServerContext* context,
                                          const population::BatchSubmitRecordingEventsRequest* request,
                                          population::BatchSubmitRecordingEventsResponse* response) override {
    caller = rpc::ReadCaller(*context);
    asked_events = *request;
    for (int i = 0; i < request->events_size(); ++i) {
      population::EventResult& result = *response->add_results();
      result.set_index(i);
      result.set_outcome(i == 0 ? population::EVENT_OUTCOME_ACCEPTED : population::EVENT_OUTCOME_REFUSED);
      if (i > 0) result.set_reason("RESIDENT_UNKNOWN");
    }
    return refusal;
  }

  static population::Resident Pupil() {
    population::Resident resident;
    resident.set_name("regions/17.02/residents/018b2c4e-0000-7000-8000-000000000001");
    resident.set_nik("170209••••••9001");
    resident.set_full_name("Siswa (Sintetis)");
    resident.set_village("regions/17.02.09.2001");
    resident.set_school("regions/17.02/schools/10702001");
    *resident.mutable_obliged_date() = ToProto(kDate);
    return resident;
  }

  std::vector<population::WatchRecordingsResponse> told;
  population::ListResidentsRequest asked_list;
  population::BatchSubmitRecordingEventsRequest asked_events;
  grpc::Status refusal;
  Caller caller;
  population::ListCoverageRequest asked;
};

class PopulationClientTest : public ::testing::Test {
 protected:
  void SetUp() override {
    rpc::ServerOptions options;
    options.tls = authority_.Issue("population-svc");
    server_ = rpc::Server::Start(options, {&population_}).value();
    fetch_ = FetchSitesFrom(Connect());
  }

  std::shared_ptr<grpc::Channel> Connect() {
    return rpc::ConnectMutualTls("127.0.0.1:" + std::to_string(server_->port()), "population-svc",
                                 authority_.Issue("outreach-svc"))
        .value();
  }
  absl::StatusOr<std::vector<Site>> Fetch() { return fetch_(testing::ReadCall(), "17.02", kDate); }

  testing::TestAuthority authority_;
  CannedPopulation population_;
  std::unique_ptr<rpc::Server> server_;
  FetchSites fetch_;
};

TEST_F(PopulationClientTest, JoinsVillagesAndAllPagesOfSchools) {
  const std::vector<Site> sites = Fetch().value();
  ASSERT_EQ(sites.size(), 5u);
  EXPECT_EQ(sites[1].id, "17.02.09.2002");
  EXPECT_EQ(sites[1].kind, SiteKind::kVillage);
  EXPECT_EQ(sites[1].display_name, "Desa");
  EXPECT_EQ(sites[1].village, "17.02.09.2002");
  EXPECT_EQ(sites[1].target, 80);
  EXPECT_EQ(sites[4].id, "10702002");
  EXPECT_EQ(sites[4].kind, SiteKind::kSchool);
  EXPECT_EQ(sites[4].village, "17.02.09.2001");
  EXPECT_EQ(sites[4].target, 2);
}

TEST_F(PopulationClientTest, AsksForTheDateAsTheServiceItself) {
  ASSERT_TRUE(Fetch().ok());
  EXPECT_EQ(population_.caller.subject, "service:outreach-svc");
  EXPECT_EQ(population_.asked.parent(), "regions/17.02");
  EXPECT_EQ(population_.asked.date().year(), 2024);
  EXPECT_TRUE(population_.asked.with_school_pupils());
}

TEST_F(PopulationClientTest, PassesOnOnlyWhatACallerMayLearn) {
  population_.refusal = grpc::Status(grpc::StatusCode::NOT_FOUND, "no such region");
  EXPECT_EQ(Fetch().status().code(), absl::StatusCode::kNotFound);
  population_.refusal = grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy");
  EXPECT_EQ(GetErrorDetail(Fetch().status()).reason, "POPULATION_AWAY");
  population_.refusal = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no");
  EXPECT_EQ(Fetch().status().code(), absl::StatusCode::kInternal);
}

TEST_F(PopulationClientTest, SaysThatPopulationIsAway) {
  server_->Stop();
  EXPECT_EQ(Fetch().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(GetErrorDetail(Fetch().status()).reason, "POPULATION_AWAY");
}

constexpr char kPerson[] = "018b2c4e-0000-7000-8000-000000000001";

TEST_F(PopulationClientTest, ListsWhoIsUnrecordedAtASite) {
  const Residents residents = ResidentsFrom(Connect());
  const auto people =
      residents.list_unrecorded(testing::ReadCall(), "17.02", "10702001", kDate, "call list: undangan")
          .value();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].id, kPerson);
  EXPECT_EQ(people[0].nik, "170209••••••9001");
  EXPECT_EQ(people[0].where.village, "17.02.09.2001");
  EXPECT_EQ(people[0].where.school, "10702001");
  EXPECT_EQ(people[0].obliged_date, kDate);
  EXPECT_FALSE(people[0].birth_date.has_value());
  EXPECT_EQ(population_.asked_list.school(), "regions/17.02/schools/10702001");
  EXPECT_EQ(population_.asked_list.village(), "");
  EXPECT_EQ(population_.asked_list.recording_state(), population::RECORDING_STATE_NOT_RECORDED);
  EXPECT_EQ(population_.asked_list.obliged_by().year(), 2024);
  EXPECT_EQ(population_.asked_list.purpose(), "call list: undangan");
  ASSERT_TRUE(
      residents.list_unrecorded(testing::ReadCall(), "17.02", "17.02.09.2001", kDate, "purpose").ok());
  EXPECT_EQ(population_.asked_list.village(), "regions/17.02.09.2001");
}

TEST_F(PopulationClientTest, FindsWhoIsRegistered) {
  const Residents residents = ResidentsFrom(Connect());
  const auto where = residents.find(testing::ReadCall(), "17.02", {kPerson, "nobody"}).value();
  ASSERT_EQ(where.size(), 1u);
  EXPECT_EQ(where.at(kPerson).village, "17.02.09.2001");
  population_.refusal = grpc::Status(grpc::StatusCode::UNAVAILABLE, "away");
  EXPECT_EQ(GetErrorDetail(residents.find(testing::ReadCall(), "17.02", {kPerson}).status()).reason,
            "POPULATION_AWAY");
}

TEST_F(PopulationClientTest, TellsOutcomesAsEventsOfTheVisit) {
  const OutcomeBatch batch = {
      "17.02",
      "visit",
      7,
      "018b2c4e-0000-7000-8000-000000000009",
      {{kPerson, PersonOutcome::kMoved, absl::FromUnixSeconds(1'697'259'600), false, ""},
       {"other", PersonOutcome::kRecorded, absl::FromUnixSeconds(1), false, ""}}};
  const Residents residents = ResidentsFrom(Connect());
  EXPECT_EQ(residents.tell_outcomes(testing::ReadCall(), batch).value(),
            (std::vector<std::string>{"", "RESIDENT_UNKNOWN"}));
  EXPECT_EQ(population_.caller.subject, "service:outreach-svc");
  const population::BatchSubmitRecordingEventsRequest& asked = population_.asked_events;
  EXPECT_EQ(asked.request_id(), batch.request_id);
  ASSERT_EQ(asked.events_size(), 2);
  EXPECT_EQ(asked.events(0).resident(), std::string("regions/17.02/residents/") + kPerson);
  EXPECT_EQ(asked.events(0).source(), population::RECORDING_SOURCE_VISIT);
  EXPECT_EQ(asked.events(0).kit(), "");
  EXPECT_EQ(asked.events(0).sequence(), 7);
  EXPECT_EQ(asked.events(0).event_time().seconds(), 1'697'259'600);
  EXPECT_EQ(asked.events(0).raw_code(), "VISIT_MOVED");
}

// Follows what the canned register tells, and keeps in memory what was to be done.
class RegisterClientTest : public PopulationClientTest {
 protected:
  population::WatchRecordingsResponse& Tell(const std::string& resource, const std::string& kind) {
    population::WatchRecordingsResponse& response = population_.told.emplace_back();
    response.set_sequence(static_cast<std::int64_t>(population_.told.size()));
    response.set_resource(resource);
    response.set_kind(kind);
    return response;
  }
  void TellPupil() {
    population::ResidentState& state =
        *Tell("regions/17.02/residents/018b2c4e", "RECORDING_CHANGED").mutable_residents()->add_residents();
    state.set_name("regions/17.02/residents/018b2c4e-0000-7000-8000-000000000001");
    state.set_village("regions/17.02.09.2001");
    state.set_school("regions/17.02/schools/10702001");
    *state.mutable_obliged_date() = ToProto(kDate);
    *state.mutable_death_date() = ToProto(kDate + 9);
    *state.mutable_departure_date() = ToProto(kDate + 5);
  }
  changes::Source Source() {
    return RegisterOver(Connect(), {[this](mysql::Transaction&, const std::vector<Resident>& residents) {
                                      for (const Resident& resident : residents) done_.push_back(resident.id);
                                      last_ = residents.back();
                                      return absl::OkStatus();
                                    },
                                    [this](mysql::Transaction&, const std::string& regency) {
                                      done_.push_back("schools " + regency);
                                      return absl::OkStatus();
                                    },
                                    [this](mysql::Transaction&, const std::vector<Resident>& residents) {
                                      done_.push_back("listed " + residents.back().id);
                                      return absl::OkStatus();
                                    }});
  }
  absl::Status Do(const std::function<absl::Status(mysql::Transaction&)>& effect) {
    return database_.WriteInternal(testing::ReadCall(), [&](mysql::Transaction& transaction) {
      transaction.NoChange();
      return effect == nullptr ? absl::OkStatus() : effect(transaction);
    });
  }

  mysql::Database database_{testing::NewSchema()};
  std::vector<std::string> done_;
  Resident last_;
};

TEST_F(RegisterClientTest, TakesResidentsAndSchoolsAndPassesOverTheRest) {
  TellPupil();
  Tell("regions/17.02", "SCHOOLS_IMPORTED");
  Tell("regions/17.02/somethings/1", "NEW_THING");
  const absl::Status ended = Source().follow(0, [this](const changes::Fact& fact) { return Do(fact.apply); });
  EXPECT_EQ(ended, absl::OkStatus());
  EXPECT_EQ(done_, (std::vector<std::string>{"018b2c4e-0000-7000-8000-000000000001", "schools 17.02"}));
  EXPECT_EQ(last_.regency, "17.02");
  EXPECT_EQ(last_.village, "17.02.09.2001");
  EXPECT_EQ(last_.school, "10702001");
  EXPECT_EQ(last_.obliged_date, kDate);
  EXPECT_EQ(last_.end_date, kDate + 5);
  EXPECT_FALSE(last_.is_recorded);
}

TEST_F(RegisterClientTest, StopsAtWhatItDoesNotUnderstand) {
  TellPupil();
  Tell("regions/17.02", "RESIDENTS_MERGED");  // about residents, and without their states
  TellPupil();
  const absl::Status ended = Source().follow(0, [this](const changes::Fact& fact) { return Do(fact.apply); });
  EXPECT_EQ(ended.code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(done_.size(), 1u);
}

TEST_F(RegisterClientTest, ListsPageByPage) {
  TellPupil();
  const changes::Source source = Source();
  const auto first = source.list("");
  ASSERT_EQ(first.status(), absl::OkStatus());
  EXPECT_EQ(first->next, "second");
  EXPECT_EQ(Do(first->apply), absl::OkStatus());
  EXPECT_EQ(source.list("second")->next, "");
  EXPECT_EQ(done_, (std::vector<std::string>{"listed 018b2c4e-0000-7000-8000-000000000001"}));
  population_.refusal = grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "another key's token");
  EXPECT_EQ(source.list("second").status().code(), absl::StatusCode::kOutOfRange);
}

}  // namespace
}  // namespace dukcapil::outreach
