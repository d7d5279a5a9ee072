// Unary calls through the forwarder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <grpcpp/generic/generic_stub.h>

#include "absl/synchronization/notification.h"
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

}  // namespace
}  // namespace dukcapil::gateway
