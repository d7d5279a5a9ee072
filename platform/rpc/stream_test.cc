#include "platform/rpc/stream.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "platform/access/region_scope.h"
#include "platform/changes/changes_test.h"
#include "platform/changes/feed.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/rpc/follow.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::rpc {
namespace {

using population::v1::PopulationService;
using population::v1::WatchRecordingsRequest;
using population::v1::WatchRecordingsResponse;

absl::StatusOr<std::unique_ptr<changes::Watcher>> Open(changes::Feed& feed, const Call& call,
                                                       const WatchRecordingsRequest& request) {
  std::optional<std::int64_t> after;
  if (request.has_after_sequence()) after = request.after_sequence();
  return feed.Watch(call, *RegionOf(request.parent()), after);
}

WatchRecordingsResponse Convert(const changes::Told& told) {
  WatchRecordingsResponse response;
  response.set_sequence(told.sequence);
  if (told.change == nullptr) {
    response.mutable_bookmark();
  } else {
    // Large, so that the flow control of a peer that does not read is soon full.
    response.set_kind(absl::StrCat(told.change->change.payload, std::string(10000, ' ')));
  }
  return response;
}

class Service final : public PopulationService::CallbackService {
 public:
  Service(StreamAdapter& adapter, changes::Feed& feed) : adapter_(adapter), feed_(feed) {}
  grpc::ServerWriteReactor<WatchRecordingsResponse>* WatchRecordings(
      grpc::CallbackServerContext* context, const WatchRecordingsRequest* request) override {
    return adapter_.Run(context, request, feed_, Open, Convert);
  }

 private:
  StreamAdapter& adapter_;
  changes::Feed& feed_;
};

// A client's side of one stream.
struct Stream {
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<WatchRecordingsResponse>> reader;

  // The next change's number; bookmarks are passed over.
  std::int64_t NextChange() {
    WatchRecordingsResponse response;
    while (reader->Read(&response)) {
      if (!response.has_bookmark()) return response.sequence();
    }
    return -1;
  }
};

class StreamTest : public changes::ChangesTest {
 protected:
  StreamTest()
      : policy_(*AccessPolicy::Create({population::v1::GetRegionRequest::descriptor()->file()->service(0)})),
        workers_(2, 10),
        adapter_(policy_, workers_, {"gateway"}, [] { return true; }) {
    changes::FeedOptions options;
    options.window_changes = 16;
    feed_ = std::make_unique<changes::Feed>(
        database_, [] { return true; }, options);
    service_ = std::make_unique<Service>(adapter_, *feed_);
    ServerOptions server;
    server.tls = authority_.Issue("population-svc");
    server_ = *Server::Start(server, {service_.get()});
    server_->OnStop([this] { adapter_.Drain(); });
    stub_ = PopulationService::NewStub(*ConnectMutualTls(absl::StrCat("127.0.0.1:", server_->port()),
                                                         "population-svc", authority_.Issue("gateway")));
  }

  std::unique_ptr<Stream> Watch(std::optional<std::int64_t> after,
                                const std::string& parent = "regions/17.02",
                                const std::string& role = "administrator") {
    auto stream = std::make_unique<Stream>();
    VouchFor(stream->context, {"someone", {role}, "17.02"});
    WatchRecordingsRequest request;
    request.set_parent(parent);
    if (after.has_value()) request.set_after_sequence(*after);
    stream->reader = stub_->WatchRecordings(&stream->context, request);
    return stream;
  }
  void Tell(int count) {
    for (int i = 0; i < count; ++i) Change(i % 3);
    NumberAll();
    feed_->Look();
  }

  testing::TestAuthority authority_;
  AccessPolicy policy_;
  WorkerPool workers_;
  StreamAdapter adapter_;
  std::unique_ptr<changes::Feed> feed_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<PopulationService::Stub> stub_;
};

TEST_F(StreamTest, TellsWhereItBeginsAndThenWhatHappens) {
  const auto stream = Watch(std::nullopt);
  WatchRecordingsResponse first;
  ASSERT_TRUE(stream->reader->Read(&first));
  EXPECT_TRUE(first.has_bookmark());
  EXPECT_EQ(first.sequence(), 0);
  Tell(2);
  EXPECT_EQ(stream->NextChange(), 1);
  EXPECT_EQ(stream->NextChange(), 2);
}

TEST_F(StreamTest, RefusesWhoMayNotAndWhatCannotBe) {
  const auto refusal = [](Stream& stream) {
    EXPECT_EQ(stream.NextChange(), -1);
    return FromGrpc(stream.reader->Finish());
  };
  EXPECT_EQ(refusal(*Watch(0, "regions/17.02", "outreach-team")).code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(refusal(*Watch(0, "regions/17.03")).code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(refusal(*Watch(-1)).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(refusal(*Watch(1)).code(), absl::StatusCode::kOutOfRange);
  const auto stranger = PopulationService::NewStub(*ConnectMutualTls(
      absl::StrCat("127.0.0.1:", server_->port()), "population-svc", authority_.Issue("stranger")));
  Stream stream;
  VouchFor(stream.context, {"someone", {"administrator"}, "17.02"});
  stream.reader = stranger->WatchRecordings(&stream.context, {});
  EXPECT_EQ(refusal(stream).code(), absl::StatusCode::kUnauthenticated);
}

TEST_F(StreamTest, APeerThatDoesNotReadHoldsBackNobodyAndMissesNothing) {
  constexpr int kChanges = 300;  // far more than the window and the flow control hold
  const auto slow = Watch(0);
  const auto fast = Watch(0);
  for (int i = 0; i < kChanges / 10; ++i) {
    Tell(10);
    for (int j = 1; j <= 10; ++j) ASSERT_EQ(fast->NextChange(), i * 10 + j);
  }
  for (int i = 1; i <= kChanges; ++i) ASSERT_EQ(slow->NextChange(), i);
}

TEST_F(StreamTest, ForgetsAPeerThatWent) {
  for (int i = 0; i < 20; ++i) {
    const auto stream = Watch(0);
    Tell(1);
    EXPECT_EQ(stream->NextChange(), 1);
    stream->context.TryCancel();
    EXPECT_EQ(stream->reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  const auto stream = Watch(20);
  Tell(1);
  EXPECT_EQ(stream->NextChange(), 21);
}

TEST_F(StreamTest, EndsWithItsCursorWhenTheServiceStops) {
  const auto idle = Watch(0);
  Tell(3);
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(idle->NextChange(), i);
  std::thread stopping([&] { server_->Stop(); });
  WatchRecordingsResponse last;
  WatchRecordingsResponse response;
  while (idle->reader->Read(&response)) last = response;
  EXPECT_TRUE(last.has_bookmark());
  EXPECT_EQ(last.sequence(), 3);
  const absl::Status status = FromGrpc(idle->reader->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(GetErrorDetail(status).reason, "SERVER_STOPPING");
  stopping.join();
}

TEST_F(StreamTest, IsFollowedUntilTheClientEnds) {
  Tell(2);
  const auto client = std::make_shared<StreamClient<WatchRecordingsResponse>>(
      "inventory-svc", [this](grpc::ClientContext& context, std::optional<std::int64_t> after) {
        WatchRecordingsRequest request;
        request.set_parent("regions/-");
        if (after.has_value()) request.set_after_sequence(*after);
        return stub_->WatchRecordings(&context, request);
      });
  EXPECT_EQ(client->Head().value_or(-1), 2);
  const changes::Source source = FollowStream<WatchRecordingsResponse>(
      "population-svc", client,
      [](const WatchRecordingsResponse&) { return [](mysql::Transaction&) { return absl::OkStatus(); }; },
      nullptr);
  std::vector<changes::Fact> facts;
  const auto take = [&facts](const changes::Fact& fact) {
    facts.push_back(fact);
    return facts.size() == 3 ? absl::DataLossError("enough") : absl::OkStatus();
  };
  EXPECT_EQ(source.follow(0, take).code(), absl::StatusCode::kDataLoss);
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].sequence, 0);
  EXPECT_EQ(facts[0].apply, nullptr);
  EXPECT_EQ(facts[0].time, absl::InfinitePast());  // only says where the stream begins
  EXPECT_EQ(facts[2].sequence, 2);
  EXPECT_NE(facts[2].apply, nullptr);
  EXPECT_EQ(source.follow(9, take).code(), absl::StatusCode::kOutOfRange);
  source.cancel();
  EXPECT_EQ(source.follow(0, take).code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace dukcapil::rpc
