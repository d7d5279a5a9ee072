#include "gateway/forward/forwarder.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include <grpcpp/alarm.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/forward/checks.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

constexpr std::chrono::seconds kDefaultDeadline(10);
constexpr std::chrono::minutes kLongestDeadline(2);
constexpr std::chrono::seconds kAfterwards(5);  // so that the service's own answer comes first

absl::Status Unimplemented() {
  return MakeError(absl::StatusCode::kUnimplemented, "UNKNOWN_METHOD", "there is no such method");
}

absl::Status Busy() {
  return MakeError(absl::StatusCode::kResourceExhausted, "GATEWAY_BUSY",
                   "too many calls wait; retry after a moment");
}

std::chrono::system_clock::time_point DeadlineOf(const grpc::ServerContextBase& context) {
  const auto now = std::chrono::system_clock::now();
  const auto asked = context.deadline();
  // No deadline arrives as a time beyond all counting.
  if (asked > now + std::chrono::hours(24 * 365)) return now + kDefaultDeadline;
  return std::min<std::chrono::system_clock::time_point>(asked, now + kLongestDeadline);
}

}  // namespace

// One call: reads the request, asks the service, writes the answer. gRPC owns the order of the reactions and
// deletes nothing before OnDone.
class Forwarder::ForwardedCall : public grpc::ServerGenericBidiReactor {
 public:
  ForwardedCall(Forwarder& forwarder, const Route* route, grpc::GenericCallbackServerContext* context)
      : forwarder_(forwarder), context_(context), deadline_(DeadlineOf(*context)), route_(route) {
    // A caller that never sends its message, or never takes the answer, does not keep its place for ever.
    alarm_.Set(deadline_ + kAfterwards, [this](bool late) {
      if (late) GiveUp();
      Leave();
    });
    if (const absl::Status status = Admit(); status.ok()) {
      StartRead(&request_);
    } else {
      Refuse(status);
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Refuse(absl::InvalidArgumentError("a unary call carries one message"));
    if (const absl::Status status = AuthorizeRequest(forwarder_.policy_, *route_, caller_, request_);
        !status.ok()) {
      return Refuse(status);
    }
    rpc::VouchFor(client_, caller_);
    client_.AddMetadata(rpc::kTraceKey, rpc::TraceParent(rpc::TraceId(*context_)));
    client_.set_deadline(deadline_);
    route_->backend->stub().UnaryCall(&client_, context_->method(), grpc::StubOptions(), &request_,
                                      &response_, [this](const grpc::Status& status) { Answer(status); });
  }

  void OnCancel() override { client_.TryCancel(); }

  void OnDone() override {
    {
      absl::MutexLock lock(&mutex_);
      is_done_ = true;
    }
    forwarder_.in_flight_.fetch_sub(1);
    if (is_stranger_) forwarder_.strangers_.fetch_sub(1);
    alarm_.Cancel();
    Leave();
  }

 private:
  // The context is gone soon after OnDone, which may come while the alarm goes off.
  void GiveUp() {
    absl::MutexLock lock(&mutex_);
    if (!is_done_) context_->TryCancel();
  }

  // gRPC and the alarm each leave once; the last deletes.
  void Leave() {
    if (users_.fetch_sub(1) == 1) delete this;
  }

  // Whoever may not call at all is refused before his bytes are read.
  absl::Status Admit() {
    if (forwarder_.in_flight_.fetch_add(1) >= forwarder_.in_flight_limit_) return Busy();
    if (route_ == nullptr) return Unimplemented();
    ASSIGN_OR_RETURN(VerifiedToken token, AdmitCaller(*context_, *route_, forwarder_.tokens_));
    caller_ = std::move(token.caller);
    is_stranger_ = caller_.subject.empty();
    if (is_stranger_ && forwarder_.strangers_.fetch_add(1) >= forwarder_.stranger_limit_) return Busy();
    return absl::OkStatus();
  }

  void Answer(const grpc::Status& status) {
    if (status.ok()) {
      StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
    } else {
      // A status without details is the transport's own: its text names addresses.
      Finish(status.error_details().empty() ? rpc::ToGrpc(rpc::FromGrpc(status)) : status);
    }
  }

  void Refuse(const absl::Status& status) {
    LogRefusal(route_, status);
    Finish(rpc::ToGrpc(status));
  }

  Forwarder& forwarder_;
  grpc::GenericCallbackServerContext* const context_;
  const std::chrono::system_clock::time_point deadline_;
  std::atomic<int> users_{2};
  absl::Mutex mutex_;
  bool is_done_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Alarm alarm_;
  const Route* const route_;  // null: there is no such method
  Caller caller_;
  bool is_stranger_ = false;  // counted among the strangers
  grpc::ClientContext client_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
};

grpc::ServerGenericBidiReactor* Forwarder::CreateReactor(grpc::GenericCallbackServerContext* context) {
  const Route* route = routes_.Find(context->method());
  if (route != nullptr && route->is_stream) return streams_.Begin(*route, context);
  return new ForwardedCall(*this, route, context);
}

}  // namespace dukcapil::gateway
