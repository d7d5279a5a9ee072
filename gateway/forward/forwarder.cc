#include "gateway/forward/forwarder.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>

#include <google/protobuf/descriptor.h>
#include <grpcpp/alarm.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gateway/access/resource_field.h"
#include "platform/log/log.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

constexpr std::chrono::seconds kDefaultDeadline(10);
constexpr std::chrono::minutes kLongestDeadline(2);

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

// The bytes of `buffer`; copied only where they lie in several slices.
absl::Status Flatten(const grpc::ByteBuffer& buffer, grpc::Slice& slice) {
  if (buffer.TrySingleSlice(&slice).ok() || buffer.DumpToSingleSlice(&slice).ok()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE",
                   "the request is not a valid message");
}

}  // namespace

absl::StatusOr<Caller> AuthenticateByToken(const grpc::ServerContextBase& context, TokenCache& tokens) {
  const auto header = context.client_metadata().find("authorization");
  absl::string_view value;
  if (header != context.client_metadata().end()) value = {header->second.data(), header->second.size()};
  absl::StatusOr<Caller> caller = tokens.Authenticate(value, absl::Now());
  if (caller.ok()) return caller;
  // Why a token was refused stays in the log.
  const ErrorDetail detail = GetErrorDetail(caller.status());
  Log(LogLevel::kInfo, "token refused",
      {{"why", detail.metadata.empty() ? "" : detail.metadata.front().second}});
  return MakeError(caller.status().code(), detail.reason, caller.status().message());
}

// One call: reads the request, asks the service, writes the answer. gRPC owns the order of the reactions and
// deletes nothing before OnDone.
class Forwarder::ForwardedCall : public grpc::ServerGenericBidiReactor {
 public:
  ForwardedCall(Forwarder& forwarder, grpc::GenericCallbackServerContext* context)
      : forwarder_(forwarder), context_(context) {
    // A caller that never sends its message does not keep its place for ever.
    alarm_.Set(DeadlineOf(*context_), [this](bool late) {
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
    alarm_.Cancel();
    if (!ok) return Refuse(absl::InvalidArgumentError("a unary call carries one message"));
    if (const absl::Status status = Authorize(); !status.ok()) return Refuse(status);
    rpc::VouchFor(client_, caller_);
    client_.AddMetadata(rpc::kTraceKey, rpc::TraceParent(rpc::TraceId(*context_)));
    client_.set_deadline(DeadlineOf(*context_));
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
    route_ = forwarder_.routes_.Find(context_->method());
    if (route_ == nullptr) return Unimplemented();
    absl::StatusOr<Caller> caller = AuthenticateByToken(*context_, forwarder_.tokens_);
    if (caller.ok()) {
      caller_ = *std::move(caller);
    } else if (!route_->rule->is_public) {
      return caller.status();
    }
    return absl::OkStatus();
  }

  absl::Status Authorize() {
    grpc::Slice slice;
    RETURN_IF_ERROR(Flatten(request_, slice));
    const absl::string_view bytes(reinterpret_cast<const char*>(slice.begin()), slice.size());
    ASSIGN_OR_RETURN(const std::string resource, ReadStringField(bytes, route_->resource_path));
    return forwarder_.policy_.Authorize(*route_->rule, caller_, resource);
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
    Log(LogLevel::kInfo, "refused",
        {{"method", route_ == nullptr ? "unknown" : route_->rule->method->full_name()},
         {"code", absl::StatusCodeToString(status.code())},
         {"reason", GetErrorDetail(status).reason}});
    Finish(rpc::ToGrpc(status));
  }

  Forwarder& forwarder_;
  grpc::GenericCallbackServerContext* const context_;
  std::atomic<int> users_{2};
  absl::Mutex mutex_;
  bool is_done_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Alarm alarm_;
  const Route* route_ = nullptr;
  Caller caller_;
  grpc::ClientContext client_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
};

grpc::ServerGenericBidiReactor* Forwarder::CreateReactor(grpc::GenericCallbackServerContext* context) {
  return new ForwardedCall(*this, context);
}

}  // namespace dukcapil::gateway
