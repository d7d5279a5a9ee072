#include "gateway/forward/streams.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gateway/forward/checks.h"
#include "gateway/forward/forwarded_stream.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

// For streams to end when the gateway stops: a connection that is closed right behind an end may lose it.
constexpr absl::Duration kEnding = absl::Seconds(2);

absl::Status TooManyStreamsError() {
  return MakeError(absl::StatusCode::kResourceExhausted, "TOO_MANY_STREAMS",
                   "too many streams are open; end one, or retry after a while",
                   {{"retry_after_seconds", "30"}});
}

absl::Status StoppingError() {
  return MakeError(absl::StatusCode::kUnavailable, "SERVER_STOPPING",
                   "the gateway stops; resume elsewhere after the last sequence told");
}

}  // namespace

Streams::Streams(const AccessPolicy& policy, TokenCache& tokens, const StreamLimits& limits)
    : policy_(policy), tokens_(tokens), limits_(limits), thread_([this] { Run(); }) {}

Streams::~Streams() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

grpc::ServerGenericBidiReactor* Streams::Begin(const Route& route,
                                               grpc::GenericCallbackServerContext* context) {
  const auto stream = std::make_shared<ForwardedStream>(*this, route, context);
  {
    absl::MutexLock lock(&mutex_);
    streams_.emplace(stream.get(), stream);
  }
  stream->Begin(Admit(*stream, route, *context));
  return stream->reactor();
}

absl::StatusOr<VerifiedToken> Streams::Admit(ForwardedStream& stream, const Route& route,
                                             const grpc::GenericCallbackServerContext& context) {
  ASSIGN_OR_RETURN(VerifiedToken token, AdmitCaller(context, route, tokens_));
  RETURN_IF_ERROR(TakePlace(stream, token.caller.subject));
  return token;
}

absl::Status Streams::TakePlace(ForwardedStream& stream, const std::string& subject) {
  absl::MutexLock lock(&mutex_);
  if (draining_) return StoppingError();
  int& placed = placed_by_subject_[subject];
  if (placed_ >= limits_.total || placed >= limits_.per_caller) {
    if (placed == 0) placed_by_subject_.erase(subject);
    return TooManyStreamsError();
  }
  ++placed_;
  ++placed;
  stream.subject = subject;
  stream.has_place = true;
  return absl::OkStatus();
}

void Streams::Forget(const ForwardedStream& stream) {
  std::shared_ptr<ForwardedStream> last;  // goes outside the mutex
  absl::MutexLock lock(&mutex_);
  if (stream.has_place) {
    --placed_;
    const auto placed = placed_by_subject_.find(stream.subject);
    if (--placed->second == 0) placed_by_subject_.erase(placed);
  }
  const auto it = streams_.find(&stream);
  last = std::move(it->second);
  streams_.erase(it);
}

void Streams::Drain() {
  std::vector<std::shared_ptr<ForwardedStream>> all;
  {
    absl::MutexLock lock(&mutex_);
    draining_ = true;
    for (const auto& [key, stream] : streams_) all.push_back(stream);
  }
  for (const auto& stream : all) stream->Stop(StoppingError());
  all.clear();
  absl::MutexLock lock(&mutex_);
  const auto none = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return streams_.empty(); };
  mutex_.AwaitWithTimeout(absl::Condition(&none), kEnding);
}

void Streams::Run() {
  std::vector<std::shared_ptr<ForwardedStream>> all;
  for (;;) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&ending_), limits_.look)) return;
      for (const auto& [key, stream] : streams_) all.push_back(stream);
    }
    const absl::Time now = absl::Now();
    for (const auto& stream : all) stream->Look(now);
    all.clear();
  }
}

}  // namespace dukcapil::gateway
