// The forwarder between a client with TLS and a service with mutual TLS, all real but for the service's
// answers.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <grpcpp/grpcpp.h>
#include <nlohmann/json.hpp>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "dukcapil/population/v1/population_service.grpc.pb.h"
#include "gateway/forward/forwarder.h"
#include "gateway/testing/token_issuer.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/rpc/server.h"
#include "platform/status/error.h"
#include "platform/testing/test_certificates.h"

namespace dukcapil::gateway {

using population::v1::GetRegionRequest;
using population::v1::PopulationService;
using population::v1::Region;
using population::v1::WatchRecordingsRequest;
using population::v1::WatchRecordingsResponse;

inline constexpr char kIssuer[] = "https://issuer.example";
inline constexpr char kAudience[] = "dukcapil";

// Answers with the caller it was told of, or with the status it was given; tells a stream numbered messages.
class FakeService final : public PopulationService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetRegion(grpc::CallbackServerContext* context, const GetRegionRequest* request,
                                      Region* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    absl::MutexLock lock(&mutex_);
    Note(*context);
    response->set_name(request->name());
    reactor->Finish(rpc::ToGrpc(status_));
    return reactor;
  }
  grpc::ServerWriteReactor<WatchRecordingsResponse>* WatchRecordings(
      grpc::CallbackServerContext* context, const WatchRecordingsRequest* request) override {
    absl::MutexLock lock(&mutex_);
    Note(*context);
    ++open_;
    return new Teller(*this, request->after_sequence(), messages_, bytes_, status_);
  }

  void Answer(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    status_ = std::move(status);
  }
  // How many messages of how many bytes a stream is told before it ends with the status; -1: no end.
  void Tell(int messages, std::size_t bytes = 0) {
    absl::MutexLock lock(&mutex_);
    messages_ = messages;
    bytes_ = bytes;
  }
  int calls() {
    absl::MutexLock lock(&mutex_);
    return calls_;
  }
  // Messages told in all.
  int told() {
    absl::MutexLock lock(&mutex_);
    return told_;
  }
  // Returns when no stream is open.
  void AwaitNoStream() {
    const auto none = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return open_ == 0; };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&none));
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
  class Teller final : public grpc::ServerWriteReactor<WatchRecordingsResponse> {
   public:
    Teller(FakeService& service, std::int64_t cursor, int messages, std::size_t bytes, absl::Status status)
        : service_(service), left_(messages), status_(std::move(status)) {
      message_.set_sequence(cursor);
      message_.set_kind(std::string(bytes, ' '));
      GoOn();
    }
    void OnWriteDone(bool ok) override {
      if (!ok) return Finish(grpc::Status::CANCELLED);
      {
        absl::MutexLock lock(&service_.mutex_);
        ++service_.told_;
      }
      GoOn();
    }
    void OnCancel() override {
      if (state_.fetch_or(kCancelled) == kIdle) Finish(grpc::Status::CANCELLED);
    }
    void OnDone() override {
      {
        absl::MutexLock lock(&service_.mutex_);
        --service_.open_;
      }
      delete this;
    }

   private:
    // With a negative number it tells one message and then waits to be cancelled.
    void GoOn() {
      if (left_ == 0) return Finish(rpc::ToGrpc(status_));
      if (std::exchange(left_, left_ - 1) < -1) {
        if (state_.fetch_or(kIdle) == kCancelled) Finish(grpc::Status::CANCELLED);
        return;
      }
      message_.set_sequence(message_.sequence() + 1);
      StartWrite(&message_);
    }

    FakeService& service_;
    int left_;
    const absl::Status status_;
    static constexpr int kIdle = 1;
    static constexpr int kCancelled = 2;
    std::atomic<int> state_{0};
    WatchRecordingsResponse message_;
  };

  void Note(const grpc::CallbackServerContext& context) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    ++calls_;
    caller_ = rpc::ReadCaller(context);
    has_token_ = context.client_metadata().count("authorization") > 0;
  }

  absl::Mutex mutex_;
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  int told_ ABSL_GUARDED_BY(mutex_) = 0;
  int messages_ ABSL_GUARDED_BY(mutex_) = 0;
  std::size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  Caller caller_ ABSL_GUARDED_BY(mutex_);
  bool has_token_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

inline std::string Token(const testing::KeyPair& issuer, const std::string& role, const std::string& region,
                         absl::Duration life = absl::Hours(1), const std::string& subject = "clerk-7") {
  const absl::Time now = absl::Now();
  const nlohmann::json claims = {{"iss", kIssuer},
                                 {"aud", kAudience},
                                 {"sub", subject},
                                 {"roles", {role}},
                                 {"iat", absl::ToUnixSeconds(now - absl::Minutes(10))},
                                 {"exp", absl::ToUnixSeconds(now + life)},
                                 {"region", region}};
  return testing::SignToken(claims, issuer.secret);
}

class ForwarderTest : public ::testing::Test {
 protected:
  ForwarderTest() {
    rpc::ServerOptions backend_options;
    backend_options.tls = authority_.Issue("population-svc");
    backend_server_ = *rpc::Server::Start(backend_options, {&service_});
    const std::string address = absl::StrCat("127.0.0.1:", backend_server_->port());
    backend_ = std::make_unique<Backend>(std::vector<std::shared_ptr<grpc::Channel>>{
        *rpc::ConnectMutualTls(address, "population-svc", authority_.Issue("gateway"))});
    routes_.Add(*GetRegionRequest::descriptor()->file()->service(0), policy_, *backend_);
    Start({});
  }

  // Again with other limits.
  void Start(const StreamLimits& limits) {
    server_.reset();
    forwarder_ = std::make_unique<Forwarder>(routes_, policy_, tokens_, 10, limits);
    rpc::ServerOptions options;
    options.tls = authority_.Issue("gateway");
    options.require_client_certificate = false;
    server_ = *rpc::Server::Start(options, {}, forwarder_.get());
    server_->OnStop([this] { forwarder_->Drain(); });

    grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = ReadFile(options.tls.ca);
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()), grpc::SslCredentials(tls));
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

}  // namespace dukcapil::gateway
