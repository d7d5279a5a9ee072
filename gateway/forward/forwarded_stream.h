// One stream through the gateway: a caller on one side, a service on the other.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <grpcpp/client_context.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/forward/streams.h"

namespace dukcapil::gateway {

// What happens sets fields under the mutex; then whoever finds nobody at it does, outside the mutex, one step
// after another until there is none (Step). So no two operations on the caller's side overlap, and none comes
// after its Finish. gRPC may react on the spot, in the middle of a step.
class ForwardedStream : public std::enable_shared_from_this<ForwardedStream> {
 public:
  // All outlive the stream; the context until gRPC is done with it.
  ForwardedStream(Streams& streams, const Route& route, grpc::GenericCallbackServerContext* context);

  grpc::ServerGenericBidiReactor* reactor() { return &caller_side_; }
  // Once, first of all.
  void Begin(const absl::StatusOr<VerifiedToken>& token);
  // Ends it; a message that the caller does not take is not waited for longer than until the next look.
  void Stop(const absl::Status& status);
  // Ends it where something is over.
  void Look(absl::Time now);

  // Whose place it takes; empty and false where it has none. Set before Begin, under the mutex of Streams.
  std::string subject;
  bool has_place = false;

 private:
  enum class Step { kNone, kRead, kWrite, kRelease, kCancelService, kCancelCaller, kFinish };

  class CallerSide final : public grpc::ServerGenericBidiReactor {
   public:
    explicit CallerSide(ForwardedStream& stream) : stream_(stream) {}
    void OnReadDone(bool ok) override { stream_.Requested(ok); }
    void OnWriteDone(bool ok) override { stream_.Taken(ok); }
    void OnCancel() override { stream_.End(absl::CancelledError("the caller is gone")); }
    void OnDone() override { stream_.streams_.Forget(stream_); }

   private:
    ForwardedStream& stream_;
  };

  class ServiceSide final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
   public:
    explicit ServiceSide(ForwardedStream& stream) : stream_(stream) {}
    void OnReadDone(bool ok) override { stream_.Told(ok); }
    void OnDone(const grpc::Status& status) override { stream_.Answered(status); }

   private:
    ForwardedStream& stream_;
  };

  // What happened.
  void Requested(bool ok);
  void Told(bool ok);
  void Taken(bool ok);
  void Answered(const grpc::Status& status);
  void End(const absl::Status& status);

  absl::Status Ask();
  void GoOn();
  Step Next() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Step NextOfEnd() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Do(Step step);
  void Finish();

  Streams& streams_;
  const Route& route_;
  grpc::GenericCallbackServerContext* const context_;
  const absl::Time start_;
  CallerSide caller_side_{*this};
  ServiceSide service_side_{*this};
  grpc::ClientContext client_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer message_;  // the one in flight
  Caller caller_;

  absl::Mutex mutex_;
  absl::Time expiry_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();  // of the token
  bool busy_ ABSL_GUARDED_BY(mutex_) = false;                           // somebody is at it
  bool awaiting_ ABSL_GUARDED_BY(mutex_) = false;                       // the caller's message
  bool asked_ ABSL_GUARDED_BY(mutex_) = false;                          // the call to the service was started
  bool held_ ABSL_GUARDED_BY(mutex_) = false;                           // and is kept open for further reads
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;                        // from the service
  bool dry_ ABSL_GUARDED_BY(mutex_) = false;       // the service has nothing more to tell
  bool full_ ABSL_GUARDED_BY(mutex_) = false;      // `message_` waits to be written
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;   // to the caller
  bool cut_ ABSL_GUARDED_BY(mutex_) = false;       // the caller's side was cancelled
  bool recalled_ ABSL_GUARDED_BY(mutex_) = false;  // the call to the service was cancelled
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time write_start_ ABSL_GUARDED_BY(mutex_);
  absl::Time hurry_time_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();  // from then a write is cut short
  std::optional<grpc::Status> answer_ ABSL_GUARDED_BY(mutex_);              // of the service
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);                 // why it ends before that
};

}  // namespace dukcapil::gateway
