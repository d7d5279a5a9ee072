// The one adapter between gRPC's server streams and watchers of changes.
//
// A stream is admitted like any call (see Admission), opened on the worker pool, and then writes what its
// watcher takes, one message at a time: a slow peer holds back its own watcher and nothing else. It ends when
// the peer goes, when the watcher fails, or when the service stops: then with a bookmark and UNAVAILABLE.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include <google/protobuf/message.h>
#include <grpcpp/support/server_callback.h>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "platform/access/access_policy.h"
#include "platform/changes/watcher.h"
#include "platform/rpc/admission.h"
#include "platform/rpc/worker_pool.h"

namespace dukcapil::rpc {

// What a stream writes to, whatever its message type. Not used any more after `finish`.
struct Outlet {
  std::function<void(const changes::Told&)> write;  // answered by Stream::Written
  // Ends, with `last` before it unless that is null.
  std::function<void(const changes::Told* last, const grpc::Status&)> finish;
};

class Stream;  // platform/rpc/stream.cc: one stream, without its message type

// Thread-safe.
class StreamAdapter {
 public:
  // All outlive the adapter; the adapter outlives the server.
  StreamAdapter(const AccessPolicy& policy, WorkerPool& workers, TrustedPeers trusted, Prepared prepared);
  ~StreamAdapter();

  // Ends all streams and refuses new ones: UNAVAILABLE, SERVER_STOPPING. Waits until they have ended, for a
  // second at most. For Server::OnStop.
  void Drain();

  // `handler` opens a watcher; `convert` makes the message of what it is told, a bookmark included.
  template <class App, class Request, class Response>
  grpc::ServerWriteReactor<Response>* Run(
      grpc::CallbackServerContext* context, const Request* request, App& app,
      absl::StatusOr<std::unique_ptr<changes::Watcher>> (*handler)(App&, const Call&, const Request&),
      Response (*convert)(const changes::Told&));

 private:
  friend class Stream;
  using Open = std::function<absl::StatusOr<std::unique_ptr<changes::Watcher>>(const Call&)>;

  void Start(const grpc::CallbackServerContext& context, const google::protobuf::Message& request, Open open,
             const std::shared_ptr<Stream>& stream);
  std::shared_ptr<Stream> Make(Outlet outlet);

  WorkerPool& workers_;
  const Admission admission_;
  absl::Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_map<const Stream*, std::weak_ptr<Stream>> streams_ ABSL_GUARDED_BY(mutex_);
};

// What the reactor of a stream passes on.
void Written(Stream& stream, bool ok);
void Cancelled(Stream& stream);
void Done(Stream& stream);

// Owns itself: gone after OnDone.
template <class Response>
class StreamReactor final : public grpc::ServerWriteReactor<Response> {
 public:
  explicit StreamReactor(Response (*convert)(const changes::Told&)) : convert_(convert) {}

  Outlet MakeOutlet() {
    return {[this](const changes::Told& told) {
              message_ = convert_(told);
              this->StartWrite(&message_);
            },
            [this](const changes::Told* last, const grpc::Status& status) {
              if (last == nullptr) return this->Finish(status);
              message_ = convert_(*last);
              this->StartWriteAndFinish(&message_, grpc::WriteOptions(), status);
            }};
  }
  void Bind(std::shared_ptr<Stream> stream) { stream_ = std::move(stream); }

  void OnWriteDone(bool ok) override { Written(*stream_, ok); }
  void OnCancel() override { Cancelled(*stream_); }
  void OnDone() override {
    Done(*stream_);
    delete this;
  }

 private:
  Response (*const convert_)(const changes::Told&);
  Response message_;
  std::shared_ptr<Stream> stream_;
};

template <class App, class Request, class Response>
grpc::ServerWriteReactor<Response>* StreamAdapter::Run(
    grpc::CallbackServerContext* context, const Request* request, App& app,
    absl::StatusOr<std::unique_ptr<changes::Watcher>> (*handler)(App&, const Call&, const Request&),
    Response (*convert)(const changes::Told&)) {
  auto* const reactor = new StreamReactor<Response>(convert);
  const std::shared_ptr<Stream> stream = Make(reactor->MakeOutlet());
  reactor->Bind(stream);
  Start(
      *context, *request, [request, &app, handler](const Call& call) { return handler(app, call, *request); },
      stream);
  return reactor;
}

}  // namespace dukcapil::rpc
