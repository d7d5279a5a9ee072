// The adapter, over mutual TLS, with a service of ours behind it.
#include "platform/rpc/unary.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"
#include "platform/testing/rpc_fixture.h"

namespace dukcapil::rpc {
namespace {

TEST_F(RpcTest, HandsTheHandlerWhoWhatAndUntilWhen) {
  StartServer();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Hours(1)));
  context.AddMetadata("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
  const absl::Time before = absl::Now();
  ASSERT_TRUE(Get(*Gateway(), kClerk, kPlan, &context).ok());
  ASSERT_EQ(app_.Seen().size(), 1u);
  const Call call = app_.Seen()[0];
  EXPECT_EQ(call.method, "dukcapil.outreach.v1.OutreachService.GetPlan");
  EXPECT_EQ(call.caller.subject, "clerk-1");
  EXPECT_EQ(call.caller.roles, kClerk.roles);
  EXPECT_EQ(call.caller.region, "17.02");
  EXPECT_EQ(call.resource, kPlan);
  EXPECT_EQ(call.region, "17.02");
  EXPECT_EQ(call.trace_id, "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(call.request_id, "");
  EXPECT_EQ(call.fingerprint, "");
  EXPECT_GT(call.deadline, before);
  EXPECT_LT(call.deadline, before + absl::Minutes(30)) << "a far deadline is capped";
}

TEST_F(RpcTest, GivesEveryCallATraceIdAndADeadline) {
  StartServer();
  ASSERT_TRUE(Get(*Gateway(), kClerk, kPlan).ok());
  const Call call = app_.Seen().at(0);
  EXPECT_EQ(call.trace_id.size(), 32u);
  EXPECT_LT(call.deadline, absl::Now() + absl::Minutes(1));
}

TEST_F(RpcTest, FingerprintsWritesAndNotWhatIfs) {
  StartServer();
  const auto stub = Gateway();
  const auto create = [&](const std::string& request_id, bool validate_only) {
    grpc::ClientContext context;
    VouchFor(context, kClerk);
    CreatePlanRequest request;
    request.set_parent("regions/17.02");
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    Plan plan;
    EXPECT_TRUE(stub->CreatePlan(&context, request, &plan).ok());
  };
  create("a", false);
  create("a", false);
  create("b", false);
  create("a", true);
  const std::vector<Call> calls = app_.Seen();
  ASSERT_EQ(calls.size(), 4u);
  EXPECT_EQ(calls[0].request_id, "a");
  EXPECT_EQ(calls[0].fingerprint.size(), 32u);
  EXPECT_EQ(calls[0].fingerprint, calls[1].fingerprint);
  EXPECT_NE(calls[0].fingerprint, calls[2].fingerprint);
  EXPECT_EQ(calls[3].request_id, "");
  EXPECT_EQ(calls[3].fingerprint, "");
}

TEST_F(RpcTest, BelievesACallerOnlyFromATrustedPeer) {
  StartServer();
  const auto stranger = OutreachService::NewStub(ChannelOf(authority_.Issue("dukcapilctl")));
  EXPECT_EQ(Get(*stranger, kClerk, kPlan).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(Get(*Gateway(), Caller{}, kPlan).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_TRUE(app_.Seen().empty());
}

TEST_F(RpcTest, SpeaksOnlyWithCertificatesOfItsAuthority) {
  StartServer();
  testing::TestAuthority other;
  TlsFiles forged = other.Issue("gateway");
  forged.ca = options_.tls.ca;
  const auto stub = OutreachService::NewStub(ChannelOf(forged));
  EXPECT_EQ(Get(*stub, kClerk, kPlan).error_code(), grpc::StatusCode::UNAVAILABLE);

  grpc::SslCredentialsOptions anonymous;
  anonymous.pem_root_certs = ReadTlsFiles(options_.tls)->ca;
  const auto bare = OutreachService::NewStub(
      grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->port()), grpc::SslCredentials(anonymous)));
  EXPECT_EQ(Get(*bare, kClerk, kPlan).error_code(), grpc::StatusCode::UNAVAILABLE);

  const auto misled = OutreachService::NewStub(ChannelOf(authority_.Issue("gateway"), "population-svc"));
  EXPECT_EQ(Get(*misled, kClerk, kPlan).error_code(), grpc::StatusCode::UNAVAILABLE)
      << "the client wants the service it asked for";
  EXPECT_TRUE(app_.Seen().empty());
}

TEST_F(RpcTest, ChecksRoleAndRegionBeforeTheHandler) {
  StartServer();
  const auto stub = Gateway();
  EXPECT_EQ(Get(*stub, kClerk, "regions/17.03/plans/1").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const Caller client = {"client", {"resident-service-client"}, "17.02"};
  EXPECT_EQ(Get(*stub, client, kPlan).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const grpc::Status malformed = Get(*stub, kClerk, "17.02");
  EXPECT_EQ(malformed.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(GetErrorDetail(FromGrpc(malformed)).violations.at(0).field, "name");
  EXPECT_TRUE(app_.Seen().empty());
}

TEST_F(RpcTest, IsUnavailableUntilWhatCallsRestOnIsThere) {
  app_.is_prepared = false;
  StartServer();
  const auto stub = Gateway();
  const absl::Status early = FromGrpc(Get(*stub, kClerk, kPlan));
  EXPECT_EQ(early.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(GetErrorDetail(early).reason, "SERVICE_STARTING");
  EXPECT_TRUE(app_.Seen().empty());
  app_.is_prepared = true;
  EXPECT_TRUE(Get(*stub, kClerk, kPlan).ok());
}

TEST_F(RpcTest, CarriesErrorsWithTheirDetails) {
  StartServer();
  app_.answer = [](const Call&) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "NO_SLOT", "no day left", {{"plan", "x"}});
  };
  const absl::Status status = FromGrpc(Get(*Gateway(), kClerk, kPlan));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "no day left");
  EXPECT_EQ(GetErrorDetail(status).reason, "NO_SLOT");
}

TEST_F(RpcTest, AThousandViolationsArriveAsFarAsTheyFit) {
  StartServer();
  app_.answer = [](const Call&) {
    Violations violations;
    for (int i = 0; i < 1000; ++i) violations.Add("rows[" + std::to_string(i) + "]", "BAD", "is bad");
    return violations.ToStatus();
  };
  const absl::Status status = FromGrpc(Get(*Gateway(), kClerk, kPlan));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_GT(GetErrorDetail(status).violations.size(), 20u);
}

TEST_F(RpcTest, AnswersAtOnceWhenThePoolIsFull) {
  StartServer(1, 1);
  absl::Notification entered;
  absl::Notification release;
  app_.answer = [&](const Call&) {
    if (!entered.HasBeenNotified()) entered.Notify();
    release.WaitForNotification();
    return Plan();
  };
  const auto stub = Gateway();
  grpc::Status running;
  std::thread first([&] { running = Get(*stub, kClerk, kPlan); });
  entered.WaitForNotification();
  // One more waits; of two further ones at least one is refused while the first still runs.
  std::vector<grpc::Status> results(2);
  absl::Notification refused;
  std::vector<std::thread> others;
  for (grpc::Status& result : results) {
    others.emplace_back([&] {
      result = Get(*stub, kClerk, kPlan);
      if (result.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) refused.Notify();
    });
  }
  refused.WaitForNotification();
  release.Notify();
  first.join();
  for (std::thread& other : others) other.join();
  EXPECT_TRUE(running.ok());
  EXPECT_TRUE(results[0].ok() != results[1].ok());
  const grpc::Status& full = results[0].ok() ? results[1] : results[0];
  EXPECT_EQ(GetErrorDetail(FromGrpc(full)).reason, "SERVER_BUSY");
}

TEST_F(RpcTest, DoesNotStartWhatHasExpiredInTheQueue) {
  StartServer(1, 10);
  absl::Notification entered;
  absl::Notification release;
  app_.answer = [&](const Call&) {
    if (!entered.HasBeenNotified()) entered.Notify();
    release.WaitForNotification();
    return Plan();
  };
  const auto stub = Gateway();
  std::thread first([&] { EXPECT_TRUE(Get(*stub, kClerk, kPlan).ok()); });
  entered.WaitForNotification();

  constexpr absl::Duration kTimeout = absl::Milliseconds(20);
  grpc::ClientContext expiring;
  expiring.set_deadline(absl::ToChronoTime(absl::Now() + kTimeout));
  EXPECT_EQ(Get(*stub, kClerk, kPlan, &expiring).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // The server counts from the arrival, which a round trip on the same connection comes after.
  const auto round_trip = [&] { return Get(*stub, kClerk, "regions/17.03/plans/1").error_code(); };
  EXPECT_EQ(round_trip(), grpc::StatusCode::PERMISSION_DENIED);
  for (const absl::Time expired = absl::Now() + 2 * kTimeout; absl::Now() < expired;) round_trip();
  release.Notify();
  first.join();
  EXPECT_TRUE(Get(*stub, kClerk, "regions/17.02/plans/last").ok());
  const std::vector<Call> calls = app_.Seen();
  ASSERT_EQ(calls.size(), 2u) << "one worker takes calls in order: the expired one was passed over";
  EXPECT_EQ(calls[1].resource, "regions/17.02/plans/last");
}

TEST_F(RpcTest, SurvivesAClientThatGoesAwayDuringTheCall) {
  StartServer(1, 10);
  absl::Notification entered;
  absl::Notification release;
  app_.answer = [&](const Call&) {
    if (!entered.HasBeenNotified()) entered.Notify();
    release.WaitForNotification();
    return Plan();
  };
  auto stub = Gateway();
  grpc::ClientContext context;
  std::thread client(
      [&] { EXPECT_EQ(Get(*stub, kClerk, kPlan, &context).error_code(), grpc::StatusCode::CANCELLED); });
  entered.WaitForNotification();
  context.TryCancel();
  client.join();
  stub.reset();
  release.Notify();
  EXPECT_TRUE(Get(*Gateway(), kClerk, kPlan).ok()) << "the worker is free again";
}

}  // namespace
}  // namespace dukcapil::rpc
