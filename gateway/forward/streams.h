// Server streams through the gateway: one message in flight, so that a slow caller holds back its own stream
// and nothing else.
//
// A stream ends with its service, with its caller, and by itself: when its time or its token is over, when
// the caller takes no message for too long, and when the gateway stops. Whoever comes back resumes after the
// last sequence told.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include <grpcpp/generic/async_generic_service.h>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/access/token_cache.h"
#include "gateway/forward/routes.h"
#include "platform/access/access_policy.h"

namespace dukcapil::gateway {

struct StreamLimits {
  absl::Duration longest = absl::Hours(1);        // then DEADLINE_EXCEEDED, STREAM_LIMIT
  absl::Duration request = absl::Seconds(10);     // for the caller to send its message
  absl::Duration untaken = absl::Seconds(30);     // for the caller to take a message: RESOURCE_EXHAUSTED
  absl::Duration look = absl::Milliseconds(500);  // between looks for what is over
  int total = 1000;                               // at once; more are RESOURCE_EXHAUSTED, TOO_MANY_STREAMS
  int per_caller = 50;                            // at once of one subject
};

class ForwardedStream;  // forwarded_stream.h

// All streams of a gateway. Thread-safe.
class Streams {
 public:
  // Starts a thread that looks for what is over. `policy` and `tokens` outlive this, this outlives the
  // server.
  Streams(const AccessPolicy& policy, TokenCache& tokens, const StreamLimits& limits);
  ~Streams();

  // Begins to forward a call of `route`, which outlives this.
  grpc::ServerGenericBidiReactor* Begin(const Route& route, grpc::GenericCallbackServerContext* context);
  // Ends all streams and refuses new ones: UNAVAILABLE, SERVER_STOPPING. Waits until they have ended, for two
  // seconds at most.
  void Drain();

 private:
  friend class ForwardedStream;

  absl::StatusOr<VerifiedToken> Admit(ForwardedStream& stream, const Route& route,
                                      const grpc::GenericCallbackServerContext& context);
  absl::Status TakePlace(ForwardedStream& stream, const std::string& subject);
  // Called by the stream when gRPC is done with it; it may be gone afterwards.
  void Forget(const ForwardedStream& stream);
  void Run();

  const AccessPolicy& policy_;
  TokenCache& tokens_;
  const StreamLimits limits_;

  absl::Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_map<const ForwardedStream*, std::shared_ptr<ForwardedStream>> streams_
      ABSL_GUARDED_BY(mutex_);
  int placed_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<std::string, int> placed_by_subject_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace dukcapil::gateway
