#include "outreach-svc/rpc/population_client.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
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
    fetch_ = FetchSitesFrom(rpc::ConnectMutualTls("127.0.0.1:" + std::to_string(server_->port()),
                                                  "population-svc", authority_.Issue("outreach-svc"))
                                .value());
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

}  // namespace
}  // namespace dukcapil::outreach
