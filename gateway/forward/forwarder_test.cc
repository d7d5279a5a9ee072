// The forwarder between a client with TLS and a service with mutual TLS, all real but for the service's
// answers.
#include "gateway/forward/forwarder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>
#include <nlohmann/json.hpp>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "gateway/testing/token_issuer.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::gateway {
namespace {

using nlohmann::json;
using population::v1::GetRegionRequest;
using population::v1::PopulationService;
using population::v1::Region;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kIssuer[] = "https://issuer.example";
constexpr char kAudience[] = "dukcapil";

// Answers with the caller it was told of, or with the status it was given.
class FakeService final : public PopulationService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetRegion(grpc::CallbackServerContext* context, const GetRegionRequest* request,
                                      Region* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    absl::MutexLock lock(&mutex_);
    ++calls_;
    caller_ = rpc::ReadCaller(*context);
    has_token_ = context->client_metadata().count("authorization") > 0;
    response->set_name(request->name());
    reactor->Finish(rpc::ToGrpc(status_));
    return reactor;
  }

  void Answer(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    status_ = std::move(status);
  }
  int calls() {
    absl::MutexLock lock(&mutex_);
    return calls_;
  }
  Caller caller() {
    absl::MutexLock lock(&mutex_);
    return caller_;
  }
  bool has_token() {
    absl::MutexLock lock(&mutex_);
    return has_token_;
  }

 private:
  absl::Mutex mutex_;
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  Caller caller_ ABSL_GUARDED_BY(mutex_);
  bool has_token_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

std::string Token(const testing::KeyPair& issuer, const std::string& role, const std::string& region) {
  const auto now = absl::ToUnixSeconds(absl::Now());
  const json claims = {{"iss", kIssuer}, {"aud", kAudience},  {"sub", "clerk-7"}, {"roles", {role}},
                       {"iat", now},     {"exp", now + 3600}, {"region", region}};
  return testing::SignToken(claims, issuer.secret);
}

class ForwarderTest : public ::testing::Test {
 protected:
  ForwarderTest() {
    rpc::ServerOptions backend_options;
    backend_options.tls = authority_.Issue("population-svc");
    backend_server_ = *rpc::Server::Start(backend_options, {&service_});
    const std::string address = "127.0.0.1:" + std::to_string(backend_server_->port());
    backend_ = std::make_unique<Backend>(std::vector<std::shared_ptr<grpc::Channel>>{
        *rpc::ConnectMutualTls(address, "population-svc", authority_.Issue("gateway"))});
    routes_.Add(*GetRegionRequest::descriptor()->file()->service(0), policy_, *backend_);
    forwarder_ = std::make_unique<Forwarder>(routes_, policy_, tokens_, 10);
    rpc::ServerOptions options;
    options.tls = authority_.Issue("gateway");
    options.require_client_certificate = false;
    server_ = *rpc::Server::Start(options, {}, forwarder_.get());

    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = ReadFile(options.tls.ca);
    channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->port()), grpc::SslCredentials(tls));
    stub_ = PopulationService::NewStub(channel_);
  }

  // GetRegion with `authorization`; the error as a client reads it.
  absl::Status Get(const std::string& authorization, const std::string& name = "regions/17.02") {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
    if (!authorization.empty()) context.AddMetadata("authorization", authorization);
    GetRegionRequest request;
    request.set_name(name);
    return rpc::FromGrpc(stub_->GetRegion(&context, request, &region_));
  }
  std::string Bearer(const std::string& role = "clerk", const std::string& region = "17.02") {
    return "Bearer " + Token(issuer_, role, region);
  }

  dukcapil::testing::TestAuthority authority_;
  testing::KeyPair issuer_ = testing::NewKeyPair();
  AccessPolicy policy_ = *AccessPolicy::Create({GetRegionRequest::descriptor()->file()->service(0)});
  TokenCache tokens_{*TokenVerifier::Create(issuer_.open, kIssuer, kAudience), 100};
  FakeService service_;
  std::unique_ptr<rpc::Server> backend_server_;
  std::unique_ptr<Backend> backend_;
  Routes routes_;
  std::unique_ptr<Forwarder> forwarder_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<PopulationService::Stub> stub_;
  Region region_;
};

TEST_F(ForwarderTest, ForwardsAndVouchesForTheCaller) {
  ASSERT_TRUE(Get(Bearer()).ok());
  EXPECT_EQ(region_.name(), "regions/17.02");
  EXPECT_EQ(service_.caller().subject, "clerk-7");
  EXPECT_EQ(service_.caller().roles, std::vector<std::string>{"clerk"});
  EXPECT_EQ(service_.caller().region, "17.02");
  EXPECT_FALSE(service_.has_token()) << "a token ends at the gateway";
}

TEST_F(ForwarderTest, WithoutAValidTokenNothingIsAskedOrTold) {
  const testing::KeyPair other = testing::NewKeyPair();
  for (const std::string& authorization : {std::string(), std::string("Bearer "), std::string("Bearer x.y.z"),
                                           "Bearer " + Token(other, "clerk", "17.02"), Bearer("service")}) {
    const absl::Status status = Get(authorization);
    EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
    EXPECT_EQ(status.message(), "a valid token is needed");
    EXPECT_TRUE(GetErrorDetail(status).metadata.empty());
  }
  EXPECT_EQ(service_.calls(), 0);
}

TEST_F(ForwarderTest, AnotherRoleOrRegionIsDeniedAndToldNothingElse) {
  for (const absl::Status& status :
       {Get(Bearer("nobody")), Get(Bearer("clerk", "17.03")), Get(Bearer(), "regions/17"),
        Get(Bearer(), "regions/17.03"), Get(Bearer(), "regions/-")}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
    EXPECT_EQ(status.message(), "the caller may not do this, or not there");
    EXPECT_TRUE(GetErrorDetail(status).metadata.empty());
  }
  EXPECT_EQ(service_.calls(), 0);
}

TEST_F(ForwarderTest, AMalformedNameIsTheCallersError) {
  const absl::Status status = Get(Bearer(), "regions/17.020");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(GetErrorDetail(status).violations.size(), 1u);
  EXPECT_EQ(GetErrorDetail(status).violations[0].field, "name");
}

TEST_F(ForwarderTest, TheServicesErrorsArriveWhole) {
  service_.Answer(MakeError(absl::StatusCode::kFailedPrecondition, "OPEN_REQUEST_EXISTS", "one is open",
                            {{"card_application", "a"}}));
  const absl::Status status = Get(Bearer());
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(GetErrorDetail(status).reason, "OPEN_REQUEST_EXISTS");
  EXPECT_EQ(GetErrorDetail(status).metadata[0].second, "a");
}

TEST_F(ForwarderTest, AServiceThatIsAwayIsUnavailableWithoutItsAddress) {
  ASSERT_TRUE(Get(Bearer()).ok());
  const std::string port = std::to_string(backend_server_->port());
  backend_server_->Stop();
  const absl::Status status = Get(Bearer());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr(port)));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("127.0.0.1")));
}

TEST_F(ForwarderTest, AnUnknownMethodIsUnimplemented) {
  grpc::GenericStub generic(channel_);
  grpc::ClientContext context;
  context.AddMetadata("authorization", Bearer());
  const grpc::Slice nothing;
  grpc::ByteBuffer request(&nothing, 1);
  grpc::ByteBuffer response;
  absl::Notification done;
  grpc::Status status;
  generic.UnaryCall(&context, "/dukcapil.population.v1.PopulationService/DropEverything", grpc::StubOptions(),
                    &request, &response, [&](const grpc::Status& answer) {
                      status = answer;
                      done.Notify();
                    });
  done.WaitForNotification();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(service_.calls(), 0);
}

}  // namespace
}  // namespace dukcapil::gateway
