#include "platform/rpc/stream.h"

#include <optional>
#include <vector>

#include "absl/time/clock.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"

namespace dukcapil::rpc {
namespace {

constexpr absl::Duration kOpenLimit = absl::Seconds(10);
// For streams to end when the service stops: a connection that is closed right behind an end may lose it.
constexpr absl::Duration kEnding = absl::Seconds(1);

absl::Status ServerStoppingError() {
  return MakeError(absl::StatusCode::kUnavailable, "SERVER_STOPPING",
                   "the service stops; resume elsewhere after the last sequence told");
}

}  // namespace

// At any time at most one thread takes from the watcher and calls the outlet: whoever set `busy_`. While a
// message is being written `busy_` stays set, and OnWriteDone goes on.
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  Stream(StreamAdapter& adapter, Outlet outlet) : adapter_(adapter), outlet_(std::move(outlet)) {}

  // `busy_` is set from the start, so that the opener is the first to go on.
  void Open(const StreamAdapter::Open& open) {
    call_.deadline = absl::Now() + kOpenLimit;
    auto watcher = open(call_);
    if (!watcher.ok()) return Finish(watcher.status());
    watcher_ = *std::move(watcher);
    watcher_->OnNews([weak = weak_from_this()] {
      if (const auto stream = weak.lock()) stream->Look();
    });
    GoOn();
  }

  // There may be something to take.
  void Look() {
    {
      absl::MutexLock lock(&mutex_);
      again_ = true;
      if (busy_) return;
      busy_ = true;
    }
    GoOn();
  }

  // The stream is to end as soon as nothing is being written.
  void End(const absl::Status& status) {
    {
      absl::MutexLock lock(&mutex_);
      if (!end_.has_value()) end_ = status;
      if (busy_) return;
      busy_ = true;
    }
    GoOn();
  }

  void Written(bool ok) {
    if (!ok) Note(absl::CancelledError("the client is gone"));
    GoOn();
  }

  // By whoever set `busy_`, which stays set: nothing is written after it.
  void Finish(const absl::Status& status) {
    status_ = status;
    const bool stopping = status.code() == absl::StatusCode::kUnavailable && watcher_ != nullptr;
    const changes::Told last = {stopping ? watcher_->cursor() : 0, nullptr};
    outlet_.finish(stopping ? &last : nullptr, ToGrpc(status));
  }

  void Done() {
    LogCall(call_, status_, absl::Now() - start_);
    watcher_.reset();
    absl::MutexLock lock(&adapter_.mutex_);
    adapter_.streams_.erase(this);
  }

  Call& call() { return call_; }

 private:
  void Note(const absl::Status& status) {
    absl::MutexLock lock(&mutex_);
    if (!end_.has_value()) end_ = status;
  }

  std::optional<absl::Status> TakeEnd() {
    absl::MutexLock lock(&mutex_);
    again_ = false;
    return end_;
  }

  // True where there is nothing to do until the next Look or End.
  bool Rest(bool even_if_called) {
    absl::MutexLock lock(&mutex_);
    if (end_.has_value() || (again_ && !even_if_called)) return false;
    busy_ = false;
    return true;
  }

  void GoOn() {
    while (true) {
      if (const auto end = TakeEnd()) return Finish(*end);
      changes::Told told;
      switch (watcher_->Take(told)) {
        case changes::Watcher::Next::kTold:
          return outlet_.write(told);
        case changes::Watcher::Next::kBehind:
          if (adapter_.workers_.Submit([stream = shared_from_this()] { stream->CatchUp(); })) return;
          // All workers are busy: the next look of the feed tries again.
          if (Rest(/*even_if_called=*/true)) return;
          break;
        case changes::Watcher::Next::kNothing:
          if (Rest(/*even_if_called=*/false)) return;
          break;
      }
    }
  }

  void CatchUp() {
    const absl::Status status = watcher_->CatchUp();
    if (!status.ok()) Note(status);
    GoOn();
  }

  StreamAdapter& adapter_;
  const Outlet outlet_;
  const absl::Time start_ = absl::Now();
  Call call_;
  std::unique_ptr<changes::Watcher> watcher_;
  absl::Status status_;
  absl::Mutex mutex_;
  bool busy_ ABSL_GUARDED_BY(mutex_) = true;
  bool again_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
};

void Written(Stream& stream, bool ok) {
  stream.Written(ok);
}
void Cancelled(Stream& stream) {
  stream.End(absl::CancelledError("the client is gone"));
}
void Done(Stream& stream) {
  stream.Done();
}

StreamAdapter::StreamAdapter(const AccessPolicy& policy, WorkerPool& workers, TrustedPeers trusted,
                             Prepared prepared)
    : workers_(workers), admission_(policy, std::move(trusted), std::move(prepared)) {}

StreamAdapter::~StreamAdapter() = default;

std::shared_ptr<Stream> StreamAdapter::Make(Outlet outlet) {
  auto stream = std::make_shared<Stream>(*this, std::move(outlet));
  absl::MutexLock lock(&mutex_);
  streams_.emplace(stream.get(), stream);
  return stream;
}

void StreamAdapter::Start(const grpc::CallbackServerContext& context,
                          const google::protobuf::Message& request, Open open,
                          const std::shared_ptr<Stream>& stream) {
  absl::Status status = admission_.Admit(context, request, stream->call());
  {
    absl::MutexLock lock(&mutex_);
    if (status.ok() && draining_) status = ServerStoppingError();
  }
  if (!status.ok()) return stream->Finish(status);
  if (!workers_.Submit([stream, open = std::move(open)] { stream->Open(open); })) {
    stream->Finish(ServerBusyError());
  }
}

void StreamAdapter::Drain() {
  std::vector<std::shared_ptr<Stream>> streams;
  {
    absl::MutexLock lock(&mutex_);
    draining_ = true;
    for (const auto& [key, stream] : streams_) {
      if (auto alive = stream.lock()) streams.push_back(std::move(alive));
    }
  }
  for (const auto& stream : streams) stream->End(ServerStoppingError());
  streams.clear();
  absl::MutexLock lock(&mutex_);
  const auto none = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return streams_.empty(); };
  mutex_.AwaitWithTimeout(absl::Condition(&none), kEnding);
}

}  // namespace dukcapil::rpc
