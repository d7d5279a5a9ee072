// Unary calls through the forwarder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include <grpcpp/generic/generic_stub.h>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "dukcapil/inventory/v1/inventory_service.grpc.pb.h"
#include "gateway/testing/forwarder_fixture.h"

namespace dukcapil::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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

using inventory::v1::GetStockBulletinRequest;
using inventory::v1::InventoryService;
using inventory::v1::StockBulletin;

// Answers a bulletin with the caller's subject in its name; holds the calls for `regions/17.03` until
// released.
class FakeInventory final : public InventoryService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetStockBulletin(grpc::CallbackServerContext* context,
                                             const GetStockBulletinRequest* request,
                                             StockBulletin* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    response->set_name(rpc::ReadCaller(*context).subject);
    absl::MutexLock lock(&mutex_);
    if (request->name() == "regions/17.03/stockBulletin") {
      held_.push_back(reactor);
    } else {
      reactor->Finish(grpc::Status::OK);
    }
    return reactor;
  }
  void AwaitHeld(std::size_t count) {
    const auto reached = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return held_.size() == count; };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&reached));
  }
  void Release() {
    absl::MutexLock lock(&mutex_);
    for (grpc::ServerUnaryReactor* reactor : held_) reactor->Finish(grpc::Status::OK);
    held_.clear();
  }

 private:
  absl::Mutex mutex_;
  std::vector<grpc::ServerUnaryReactor*> held_ ABSL_GUARDED_BY(mutex_);
};

// A gateway that takes two calls of strangers at once.
class PublicCallTest : public ForwarderTest {
 protected:
  PublicCallTest() {
    rpc::ServerOptions backend_options;
    backend_options.tls = authority_.Issue("inventory-svc");
    inventory_server_ = *rpc::Server::Start(backend_options, {&inventory_});
    const std::string address = absl::StrCat("127.0.0.1:", inventory_server_->port());
    inventory_backend_ = std::make_unique<Backend>(std::vector<std::shared_ptr<grpc::Channel>>{
        *rpc::ConnectMutualTls(address, "inventory-svc", authority_.Issue("gateway"))});
    public_routes_.Add(*GetStockBulletinService(), all_, *inventory_backend_);
    public_forwarder_ =
        std::make_unique<Forwarder>(public_routes_, all_, tokens_, 10, StreamLimits(), /*stranger_limit=*/2);
    rpc::ServerOptions options;
    options.tls = authority_.Issue("gateway");
    options.require_client_certificate = false;
    public_server_ = *rpc::Server::Start(options, {}, public_forwarder_.get());
    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = ReadFile(options.tls.ca);
    public_stub_ = InventoryService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", public_server_->port()), grpc::SslCredentials(tls)));
  }

  static const google::protobuf::ServiceDescriptor* GetStockBulletinService() {
    return GetStockBulletinRequest::descriptor()->file()->pool()->FindServiceByName(
        "dukcapil.inventory.v1.InventoryService");
  }

  absl::Status Bulletin(const std::string& region, const std::string& authorization = "") {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
    if (!authorization.empty()) context.AddMetadata("authorization", authorization);
    GetStockBulletinRequest request;
    request.set_name(region.empty() ? "" : absl::StrCat("regions/", region, "/stockBulletin"));
    return rpc::FromGrpc(public_stub_->GetStockBulletin(&context, request, &bulletin_));
  }

  FakeInventory inventory_;
  AccessPolicy all_ = *AccessPolicy::Create({GetStockBulletinService()});
  std::unique_ptr<rpc::Server> inventory_server_;
  std::unique_ptr<Backend> inventory_backend_;
  Routes public_routes_;
  std::unique_ptr<Forwarder> public_forwarder_;
  std::unique_ptr<rpc::Server> public_server_;
  std::unique_ptr<InventoryService::Stub> public_stub_;
  StockBulletin bulletin_;
};

TEST_F(PublicCallTest, NeedsNoTokenAndNoOtherMethodDoes) {
  ASSERT_TRUE(Bulletin("17.02").ok());
  EXPECT_EQ(bulletin_.name(), "");
  ::testing::internal::CaptureStderr();
  const bool answered = Bulletin("17.02", "Bearer x.y.z").ok();  // as nobody
  EXPECT_EQ(::testing::internal::GetCapturedStderr().find("refused"), std::string::npos);
  ASSERT_TRUE(answered);
  EXPECT_EQ(bulletin_.name(), "");
  ASSERT_TRUE(Bulletin("17.02", Bearer("clerk", "17.05")).ok());
  EXPECT_EQ(bulletin_.name(), "clerk-7");
  EXPECT_EQ(Bulletin("").code(), absl::StatusCode::kInvalidArgument);
  grpc::ClientContext context;
  inventory::v1::StockMode mode;
  EXPECT_EQ(public_stub_->GetStockMode(&context, {}, &mode).error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(PublicCallTest, StrangersCannotCrowdOutStaff) {
  std::vector<grpc::ClientContext> contexts(2);
  std::vector<StockBulletin> answers(2);
  std::vector<absl::Notification> done(2);
  GetStockBulletinRequest slow;
  slow.set_name("regions/17.03/stockBulletin");
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    public_stub_->async()->GetStockBulletin(&contexts[i], &slow, &answers[i],
                                            [&done, i](const grpc::Status&) { done[i].Notify(); });
  }
  inventory_.AwaitHeld(2);
  const absl::Status refused = Bulletin("17.02");
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(GetErrorDetail(refused).reason, "GATEWAY_BUSY");
  EXPECT_TRUE(Bulletin("17.02", Bearer()).ok()) << "staff has places of its own";
  inventory_.Release();
  for (absl::Notification& notification : done) notification.WaitForNotification();
  // A place is free once the gateway has let go of the call, shortly after the answer.
  while (absl::IsResourceExhausted(Bulletin("17.02"))) {
  }
  EXPECT_EQ(bulletin_.name(), "");
}

}  // namespace
}  // namespace dukcapil::gateway
