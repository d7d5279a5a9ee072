// Start, health, reflection and stop of a server.
#include "platform/rpc/server.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <grpcpp/generic/generic_stub.h>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "platform/testing/rpc_fixture.h"

namespace dukcapil::rpc {
namespace {

// The bytes of the answer to `request` of `method`, for services without a stub here.
std::string Ask(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                const std::string& request) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  const grpc::Slice slice(request);
  grpc::ByteBuffer sent(&slice, 1);
  grpc::ByteBuffer received;
  grpc::Status result;
  absl::Notification done;
  stub.UnaryCall(&context, method, {}, &sent, &received, [&](grpc::Status status) {
    result = std::move(status);
    done.Notify();
  });
  done.WaitForNotification();
  if (!result.ok()) return "error: " + result.error_message();
  std::vector<grpc::Slice> slices;
  received.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& part : slices) bytes.append(part.begin(), part.end());
  return bytes;
}

constexpr char kHealthCheck[] = "/grpc.health.v1.Health/Check";
constexpr char kServing[] = "\x08\x01";
constexpr char kNotServing[] = "\x08\x02";

TEST_F(RpcTest, TellsItsHealth) {
  StartServer();
  const auto channel = ChannelOf(authority_.Issue("gateway"));
  EXPECT_EQ(Ask(channel, kHealthCheck, ""), kNotServing);
  server_->SetServing(true);
  EXPECT_EQ(Ask(channel, kHealthCheck, ""), kServing);
  server_->SetServing(false);
  EXPECT_EQ(Ask(channel, kHealthCheck, ""), kNotServing);
}

TEST_F(RpcTest, ReflectsOnlyInDevelopment) {
  const std::string method = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  const std::string list_services("\x3a\x00", 2);  // field 7, empty
  StartServer();
  EXPECT_EQ(Ask(ChannelOf(authority_.Issue("gateway")), method, list_services).rfind("error", 0), 0u);
  server_.reset();
  options_.development = true;
  StartServer();
  EXPECT_NE(Ask(ChannelOf(authority_.Issue("gateway")), method, list_services)
                .find("dukcapil.outreach.v1.OutreachService"),
            std::string::npos);
}

TEST_F(RpcTest, WritesItsPortOnceListening) {
  StartServer();
  std::ifstream file(options_.port_file);
  int port = 0;
  file >> port;
  EXPECT_EQ(port, server_->port());
  EXPECT_FALSE(std::ifstream(options_.port_file + ".new").good());
}

TEST_F(RpcTest, ATakenPortIsAnError) {
  StartServer();
  ServerOptions same = options_;
  same.listen = "127.0.0.1:" + std::to_string(server_->port());
  const auto second = Server::Start(same, {});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(RpcTest, AMissingCertificateIsAnError) {
  options_.tls = authority_.Issue("outreach-svc");
  options_.tls.key += ".missing";
  EXPECT_EQ(Server::Start(options_, {}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(RpcTest, StopsAfterTheCallsInFlight) {
  StartServer();
  absl::Notification entered;
  absl::Notification release;
  app_.answer = [&](const Call&) {
    entered.Notify();
    release.WaitForNotification();
    return Plan();
  };
  const auto stub = Gateway();
  const auto other = ChannelOf(authority_.Issue("gateway"));
  server_->SetServing(true);
  ASSERT_EQ(Ask(other, kHealthCheck, ""), kServing);
  grpc::Status in_flight;
  std::thread client([&] { in_flight = Get(*stub, kClerk, kPlan); });
  entered.WaitForNotification();
  std::thread stopping([&] { server_->Stop(); });
  while (Ask(other, kHealthCheck, "") == kServing) {
  }
  release.Notify();
  client.join();
  stopping.join();
  EXPECT_TRUE(in_flight.ok()) << in_flight.error_message();
  server_->SetServing(true);
  EXPECT_EQ(Get(*stub, kClerk, kPlan).error_code(), grpc::StatusCode::UNAVAILABLE);
}

// In processes of their own: a signal, and state of the whole process.
class RpcDeathTest : public RpcTest {
 protected:
  RpcDeathTest() { ::testing::FLAGS_gtest_death_test_style = "threadsafe"; }
};

TEST_F(RpcDeathTest, StopsOnSigterm) {
  EXPECT_EXIT(
      {
        BlockSignals();
        StartServer();
        std::raise(SIGTERM);
        server_->WaitForSignal();
        std::exit(7);
      },
      ::testing::ExitedWithCode(7), "stopped");
}

TEST_F(RpcDeathTest, TheWatchdogEndsAProcessThatDoesNotDrain) {
  EXPECT_EXIT(
      {
        options_.drain = absl::Milliseconds(10);
        StartServer();
        absl::Notification entered;
        absl::Notification never;
        app_.answer = [&](const Call&) {
          entered.Notify();
          never.WaitForNotification();
          return Plan();
        };
        const auto stub = Gateway();
        std::thread client([&] { Get(*stub, kClerk, kPlan).ok(); });
        entered.WaitForNotification();
        server_->Stop();
        std::exit(7);
      },
      ::testing::ExitedWithCode(EXIT_FAILURE), "watchdog");
}

}  // namespace
}  // namespace dukcapil::rpc
