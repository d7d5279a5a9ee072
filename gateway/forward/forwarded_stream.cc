#include "gateway/forward/forwarded_stream.h"

#include <algorithm>
#include <utility>

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/forward/checks.h"
#include "platform/log/log.h"
#include "platform/rpc/caller_metadata.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

// The service's side is given up a little later, so that the reason is ours.
constexpr absl::Duration kAfterwards = absl::Seconds(10);
// When the gateway stops, for the caller to take the message that is being written; its end comes after that.
constexpr absl::Duration kLastWrite = absl::Seconds(1);

absl::Status StreamLimitError() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "STREAM_LIMIT",
                   "a stream lasts only so long; resume after the last sequence told");
}

absl::Status TokenExpiredError() {
  return MakeError(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED", "a valid token is needed");
}

absl::Status NotTakenError() {
  return MakeError(absl::StatusCode::kResourceExhausted, "STREAM_NOT_READ",
                   "the caller did not take what it was told; resume after the last sequence told");
}

absl::Status NoRequestError() {
  return MakeError(absl::StatusCode::kInvalidArgument, "NO_REQUEST", "the call carries one message");
}

}  // namespace

ForwardedStream::ForwardedStream(Streams& streams, const Route& route,
                                 grpc::GenericCallbackServerContext* context)
    : streams_(streams), route_(route), context_(context), start_(absl::Now()) {}

void ForwardedStream::Begin(const absl::StatusOr<VerifiedToken>& token) {
  if (!token.ok()) return End(token.status());
  {
    absl::MutexLock lock(&mutex_);
    awaiting_ = true;
    expiry_ = token->expiry;
  }
  caller_ = token->caller;
  caller_side_.StartRead(&request_);
}

void ForwardedStream::Requested(bool ok) {
  const absl::Status status = ok ? Ask() : NoRequestError();
  // Held, it does not end before it is released.
  if (status.ok()) service_side_.StartCall();
  {
    absl::MutexLock lock(&mutex_);
    awaiting_ = false;
    asked_ = held_ = status.ok();
    if (!status.ok() && !end_.has_value()) end_ = status;
  }
  GoOn();
}

absl::Status ForwardedStream::Ask() {
  RETURN_IF_ERROR(AuthorizeRequest(streams_.policy_, route_, caller_, request_));
  rpc::VouchFor(client_, caller_);
  client_.AddMetadata(rpc::kTraceKey, rpc::TraceParent(rpc::TraceId(*context_)));
  client_.set_deadline(absl::ToChronoTime(start_ + streams_.limits_.longest + kAfterwards));
  route_.backend->stub().PrepareBidiStreamingCall(&client_, context_->method(), grpc::StubOptions(),
                                                  &service_side_);
  service_side_.AddHold();
  service_side_.StartWriteLast(&request_, grpc::WriteOptions());
  return absl::OkStatus();
}

void ForwardedStream::Told(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    reading_ = false;
    full_ = ok;
    dry_ = !ok;
  }
  GoOn();
}

void ForwardedStream::Taken(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    if (!ok && !end_.has_value()) end_ = absl::CancelledError("the caller is gone");
  }
  GoOn();
}

void ForwardedStream::Answered(const grpc::Status& status) {
  {
    absl::MutexLock lock(&mutex_);
    answer_ = status;
  }
  GoOn();
}

void ForwardedStream::End(const absl::Status& status) {
  {
    absl::MutexLock lock(&mutex_);
    if (!end_.has_value()) end_ = status;
  }
  GoOn();
}

void ForwardedStream::Stop(const absl::Status& status) {
  {
    absl::MutexLock lock(&mutex_);
    hurry_time_ = std::min(hurry_time_, absl::Now() + kLastWrite);
  }
  End(status);
}

void ForwardedStream::Look(absl::Time now) {
  const StreamLimits& limits = streams_.limits_;
  {
    absl::MutexLock lock(&mutex_);
    const bool untaken = writing_ && now >= write_start_ + limits.untaken;
    if (!end_.has_value()) {
      if (now >= start_ + limits.longest) end_ = StreamLimitError();
      if (now >= expiry_) end_ = TokenExpiredError();
      if (awaiting_ && now >= start_ + limits.request) end_ = NoRequestError();
      if (untaken) end_ = NotTakenError();
    }
    if (end_.has_value() && untaken) hurry_time_ = now;
  }
  GoOn();
}

void ForwardedStream::GoOn() {
  const auto self = shared_from_this();  // it may be forgotten during the last step
  for (bool first = true;; first = false) {
    Step step;
    {
      absl::MutexLock lock(&mutex_);
      if (first && busy_) return;
      step = Next();
      busy_ = step != Step::kNone;
    }
    if (step == Step::kNone) return;
    Do(step);
  }
}

ForwardedStream::Step ForwardedStream::Next() {
  if (finished_) return Step::kNone;
  if (held_ && !reading_ && (dry_ || end_.has_value())) {
    held_ = false;
    return Step::kRelease;
  }
  if (end_.has_value()) return NextOfEnd();
  if (writing_ || !asked_) return Step::kNone;
  if (full_) {
    full_ = false;
    writing_ = true;
    write_start_ = absl::Now();
    return Step::kWrite;
  }
  if (answer_.has_value()) {
    finished_ = true;
    return Step::kFinish;
  }
  if (reading_ || dry_) return Step::kNone;
  reading_ = true;
  return Step::kRead;
}

// The service's side first: nothing of it outlasts the caller's.
ForwardedStream::Step ForwardedStream::NextOfEnd() {
  if (asked_ && !answer_.has_value()) {
    if (std::exchange(recalled_, true)) return Step::kNone;
    return Step::kCancelService;
  }
  if (awaiting_ || writing_) {
    if ((writing_ && absl::Now() < hurry_time_) || std::exchange(cut_, true)) return Step::kNone;
    return Step::kCancelCaller;
  }
  finished_ = true;
  return Step::kFinish;
}

void ForwardedStream::Do(Step step) {
  switch (step) {
    case Step::kNone:
      return;
    case Step::kRead:
      return service_side_.StartRead(&message_);
    case Step::kWrite:
      return caller_side_.StartWrite(&message_);
    case Step::kRelease:
      return service_side_.RemoveHold();
    case Step::kCancelService:
      return client_.TryCancel();
    case Step::kCancelCaller:
      return context_->TryCancel();
    case Step::kFinish:
      return Finish();
  }
}

void ForwardedStream::Finish() {
  grpc::Status status;
  absl::Status ours;
  {
    absl::MutexLock lock(&mutex_);
    if (end_.has_value()) {
      ours = *end_;
      status = rpc::ToGrpc(ours);
    } else {
      ours = rpc::FromGrpc(*answer_);
      // A status without details is the transport's own: its text names addresses.
      status = answer_->ok() || !answer_->error_details().empty() ? *answer_ : rpc::ToGrpc(ours);
    }
  }
  if (!has_place) LogRefusal(&route_, ours);
  if (has_place) {
    Log(LogLevel::kInfo, "stream ended",
        {{"method", route_.rule->method->full_name()},
         {"code", absl::StatusCodeToString(ours.code())},
         {"reason", GetErrorDetail(ours).reason},
         {"seconds", absl::StrCat(absl::ToInt64Seconds(absl::Now() - start_))}});
  }
  caller_side_.Finish(status);
}

}  // namespace dukcapil::gateway
