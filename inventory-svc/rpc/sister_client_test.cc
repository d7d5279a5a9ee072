// The real clients against small services of the real protos, over mutual TLS.
#include "inventory-svc/rpc/sister_client.h"

#include <gtest/gtest.h>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dukcapil/outreach/v1/outreach_service.grpc.pb.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/civil_date/civil_date.h"
#include "platform/rpc/client.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
#include "platform/testing/test_call.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::inventory {
namespace {

namespace pv1 = population::v1;
namespace ov1 = outreach::v1;
constexpr absl::CivilDay kDay(2023, 10, 14);

class FakePopulation : public pv1::PopulationService::Service {
 public:
  grpc::Status GetResident(grpc::ServerContext*, const pv1::GetResidentRequest*,
                           pv1::Resident* reply) override {
    *reply = resident;
    return status;
  }
  grpc::Status GetCoverage(grpc::ServerContext*, const pv1::GetCoverageRequest* request,
                           pv1::Coverage* reply) override {
    asked = *request;
    reply->set_not_recorded(1);
    reply->set_covered(2);
    reply->set_blocked(3);
    reply->set_print_ready(4);
    reply->set_first_card(5);
    return status;
  }

  pv1::Resident resident;
  pv1::GetCoverageRequest asked;
  grpc::Status status;
};

class FakeOutreach : public ov1::OutreachService::Service {
 public:
  grpc::Status GetProgress(grpc::ServerContext*, const ov1::GetProgressRequest*,
                           ov1::Progress* reply) override {
    ov1::DayExpectation* day = reply->add_days();
    *day->mutable_date() = ToProto(kDay);
    day->set_expected_recordings(42.5);
    return status;
  }
  grpc::Status status;
};

class SisterClients : public ::testing::Test {
 protected:
  SisterClients() {
    rpc::ServerOptions options;
    options.tls = authority_.Issue("population-svc");
    auto server = rpc::Server::Start(options, {&population_, &outreach_});
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    sisters_ = SistersOver(Connect(), Connect());
  }
  std::shared_ptr<grpc::Channel> Connect() {
    const std::string address = absl::StrCat("127.0.0.1:", server_->port());
    return *rpc::ConnectMutualTls(address, "population-svc", authority_.Issue("inventory-svc"));
  }

  testing::TestAuthority authority_;
  FakePopulation population_;
  FakeOutreach outreach_;
  std::unique_ptr<rpc::Server> server_;
  Sisters sisters_;
  const Call call_ = testing::ReadCall();
};

TEST_F(SisterClients, ReadAResident) {
  const auto nobody = sisters_.get_resident(call_, "regions/17.02/residents/x");
  ASSERT_TRUE(nobody.ok()) << nobody.status();
  EXPECT_FALSE(nobody->eligibility.print_ready);
  EXPECT_FALSE(nobody->eligibility.has_first_card);
  EXPECT_FALSE(nobody->eligibility.obliged_date.has_value());
  EXPECT_TRUE(nobody->IsHere(kDay));

  population_.resident.set_recording_state(pv1::RECORDING_STATE_PRINT_READY);
  *population_.resident.mutable_obliged_date() = ToProto(kDay);
  *population_.resident.mutable_first_card_date() = ToProto(kDay);
  *population_.resident.mutable_death_date() = ToProto(kDay + 1);
  *population_.resident.mutable_departure_date() = ToProto(kDay + 2);
  const auto facts = sisters_.get_resident(call_, "regions/17.02/residents/x");
  EXPECT_TRUE(facts->eligibility.print_ready);
  EXPECT_TRUE(facts->eligibility.has_first_card);
  EXPECT_EQ(facts->eligibility.obliged_date, kDay);
  EXPECT_TRUE(facts->IsHere(kDay));
  EXPECT_FALSE(facts->IsHere(kDay + 1));
  EXPECT_EQ(facts->departure_date, kDay + 2);
}

TEST_F(SisterClients, ReadCoverageAndProgress) {
  const auto coverage = sisters_.get_coverage(call_, "17.02", kDay);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_EQ(population_.asked.name(), "regions/17.02/coverage");
  EXPECT_EQ(population_.asked.date().day(), 14);
  EXPECT_EQ(coverage->not_recorded, 1);
  EXPECT_EQ(coverage->covered, 2);
  EXPECT_EQ(coverage->blocked, 3);
  EXPECT_EQ(coverage->print_ready, 4);
  EXPECT_EQ(coverage->first_card, 5);
  const auto expected = sisters_.get_expected_recordings(call_, "17.02", kDay + 100);
  ASSERT_TRUE(expected.ok()) << expected.status();
  EXPECT_EQ(expected->at(kDay), 42.5);
}

TEST_F(SisterClients, PassOnWhatACallerMayLearn) {
  population_.status = grpc::Status(grpc::StatusCode::NOT_FOUND, "no such resident");
  EXPECT_EQ(sisters_.get_resident(call_, "x").status().code(), absl::StatusCode::kNotFound);
  population_.status = grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "busy");
  const absl::Status away = sisters_.get_coverage(call_, "17.02", kDay).status();
  EXPECT_EQ(away.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(GetErrorDetail(away).reason, "SISTER_AWAY");
  outreach_.status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "inside knowledge");
  const absl::Status refused = sisters_.get_expected_recordings(call_, "17.02", kDay).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(refused.message().find("inside"), absl::string_view::npos);
}

TEST_F(SisterClients, SayWhenTheSisterIsGone) {
  server_->Stop();
  Call call = testing::ReadCall();
  call.deadline = absl::Now() + absl::Seconds(5);
  EXPECT_EQ(sisters_.get_resident(call, "x").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace dukcapil::inventory
