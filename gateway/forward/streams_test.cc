// Streams through the forwarder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include <grpcpp/generic/generic_stub.h>

#include "absl/synchronization/notification.h"
#include "gateway/testing/forwarder_fixture.h"

namespace dukcapil::gateway {
namespace {

constexpr int kNoEnd = -1;

// A caller's side of a stream.
struct Watching {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<WatchRecordingsResponse>> reader;
  WatchRecordingsResponse message;

  bool Read() { return reader->Read(&message); }
  // Reads to the end.
  absl::Status End() {
    while (Read()) {
    }
    return rpc::FromGrpc(reader->Finish());
  }
};

class StreamsTest : public ForwarderTest {
 protected:
  std::unique_ptr<Watching> Watch(const std::string& authorization,
                                  const std::string& parent = "regions/17.02") {
    auto watching = std::make_unique<Watching>();
    watching->context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
    if (!authorization.empty()) watching->context.AddMetadata("authorization", authorization);
    WatchRecordingsRequest request;
    request.set_parent(parent);
    request.set_after_sequence(100);
    watching->reader = stub_->WatchRecordings(&watching->context, request);
    return watching;
  }
  std::unique_ptr<Watching> Watch() { return Watch(Bearer("administrator")); }

  static std::string ReasonOf(const absl::Status& status) { return GetErrorDetail(status).reason; }

  // Tries until there is a place again: gRPC is done with a stream a moment after its end.
  void ExpectAPlace() {
    for (;;) {
      const auto watching = Watch();
      if (watching->Read()) return watching->context.TryCancel();
      ASSERT_EQ(ReasonOf(watching->End()), "TOO_MANY_STREAMS");
    }
  }
};

TEST_F(StreamsTest, TellsEverythingInOrderAndHowTheServiceEndedIt) {
  service_.Tell(1000);
  service_.Answer(
      MakeError(absl::StatusCode::kOutOfRange, "CURSOR_TOO_OLD", "list again", {{"oldest", "7"}}));
  const auto watching = Watch();
  for (int i = 1; i <= 1000; ++i) {
    ASSERT_TRUE(watching->Read()) << i;
    ASSERT_EQ(watching->message.sequence(), 100 + i);
  }
  const absl::Status end = watching->End();
  EXPECT_EQ(end.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(end), "CURSOR_TOO_OLD");
  EXPECT_EQ(GetErrorDetail(end).metadata[0].second, "7");
  EXPECT_EQ(service_.caller().subject, "clerk-7");
  EXPECT_EQ(service_.caller().roles, std::vector<std::string>{"administrator"});
  EXPECT_FALSE(service_.has_token()) << "a token ends at the gateway";
}

TEST_F(StreamsTest, AnEndWithoutAMessageAndAnOrderlyOneArriveToo) {
  service_.Tell(0);
  EXPECT_TRUE(Watch()->End().ok());
  service_.Answer(MakeError(absl::StatusCode::kResourceExhausted, "TOO_MANY_WATCHERS", "too many"));
  EXPECT_EQ(ReasonOf(Watch()->End()), "TOO_MANY_WATCHERS");
}

TEST_F(StreamsTest, ChecksTokenPermissionAndRegionLikeAnyCall) {
  service_.Tell(kNoEnd);
  EXPECT_EQ(Watch("")->End().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Watch("Bearer x.y.z")->End().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Watch(Bearer("ministry"))->End().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Watch(Bearer("administrator"), "regions/17.03")->End().code(),
            absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Watch(Bearer("administrator"), "regions/-")->End().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Watch(Bearer("administrator"), "regions/x")->End().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(service_.calls(), 0);
}

TEST_F(StreamsTest, ACallerThatGoesEndsTheServicesStream) {
  service_.Tell(kNoEnd);
  const auto watching = Watch();
  ASSERT_TRUE(watching->Read());
  watching->context.TryCancel();
  EXPECT_EQ(watching->End().code(), absl::StatusCode::kCancelled);
  service_.AwaitNoStream();
}

TEST_F(StreamsTest, ASlowCallerHoldsTheServiceBackAndLosesItsPlaceInTheEnd) {
  StreamLimits limits;
  limits.untaken = absl::Milliseconds(300);
  limits.look = absl::Milliseconds(10);
  limits.total = 1;
  Start(limits);
  // The windows of HTTP/2 take some of it, up to tens of megabytes on a busy machine.
  constexpr int kMessages = 10'000;
  service_.Tell(kMessages, /*bytes=*/64 * 1024);
  const auto watching = Watch();
  ASSERT_TRUE(watching->Read());
  service_.AwaitNoStream();
  EXPECT_LT(service_.told(), kMessages / 4) << "what is not read is not fetched";
  service_.Tell(kNoEnd);
  ExpectAPlace();
  EXPECT_FALSE(watching->End().ok());
}

TEST_F(StreamsTest, StreamsAreLimitedInAllAndByCaller) {
  StreamLimits limits;
  limits.total = 3;
  limits.per_caller = 2;
  Start(limits);
  service_.Tell(kNoEnd);
  const auto first = Watch();
  const auto second = Watch();
  ASSERT_TRUE(first->Read() && second->Read());
  const absl::Status third = Watch()->End();
  EXPECT_EQ(third.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(third), "TOO_MANY_STREAMS");
  EXPECT_EQ(GetErrorDetail(third).metadata[0].first, "retry_after_seconds");
  const auto bearer = [&](const std::string& subject) {
    return "Bearer " + Token(issuer_, "administrator", "17.02", absl::Hours(1), subject);
  };
  const auto another = Watch(bearer("another"));
  ASSERT_TRUE(another->Read());
  EXPECT_EQ(ReasonOf(Watch(bearer("a fourth"))->End()), "TOO_MANY_STREAMS");
  first->context.TryCancel();
  ExpectAPlace();
  second->context.TryCancel();
  another->context.TryCancel();
}

TEST_F(StreamsTest, LastsOnlySoLong) {
  StreamLimits limits;
  limits.longest = absl::Milliseconds(50);
  limits.look = absl::Milliseconds(10);
  Start(limits);
  service_.Tell(kNoEnd);
  const absl::Status end = Watch()->End();
  EXPECT_EQ(end.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(end), "STREAM_LIMIT");
  service_.AwaitNoStream();
}

TEST_F(StreamsTest, EndsWithItsToken) {
  service_.Tell(kNoEnd);
  // A token is good for 60 s after its end.
  const absl::Status end =
      Watch("Bearer " + Token(issuer_, "administrator", "17.02", absl::Seconds(-58)))->End();
  EXPECT_EQ(end.code(), absl::StatusCode::kUnauthenticated);
  service_.AwaitNoStream();
}

TEST_F(StreamsTest, EndsWhenTheGatewayStops) {
  service_.Tell(kNoEnd);
  const auto watching = Watch();
  ASSERT_TRUE(watching->Read());
  server_->Stop();
  const absl::Status end = watching->End();
  EXPECT_EQ(end.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(end), "SERVER_STOPPING");
  service_.AwaitNoStream();
}

// A caller that opens a stream and sends nothing.
class Silent final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Silent(grpc::GenericStub& stub, const std::string& authorization) {
    context_.AddMetadata("authorization", authorization);
    stub.PrepareBidiStreamingCall(&context_, "/dukcapil.population.v1.PopulationService/WatchRecordings",
                                  grpc::StubOptions(), this);
    StartCall();
  }
  void OnDone(const grpc::Status&) override { done_.Notify(); }
  void AwaitEnd() { done_.WaitForNotification(); }

 private:
  grpc::ClientContext context_;
  absl::Notification done_;
};

TEST_F(StreamsTest, ACallerThatSaysNothingDoesNotKeepItsPlace) {
  StreamLimits limits;
  limits.request = absl::Milliseconds(50);
  limits.look = absl::Milliseconds(10);
  limits.total = 1;
  Start(limits);
  service_.Tell(kNoEnd);
  grpc::GenericStub generic(channel_);
  Silent silent(generic, Bearer("administrator"));
  silent.AwaitEnd();
  ExpectAPlace();
}

}  // namespace
}  // namespace dukcapil::gateway
