// One TLS connection, and gRPC calls of bytes on it, unary and server-streaming. The only part that knows
// gRPC.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dukcapil::cli {

struct ChannelOptions {
  std::string address;  // host:port
  std::string ca;       // PEM file; empty: the system's authorities
  // PEM files, both or none: for a peer that asks for a certificate.
  std::string certificate;
  std::string key;
};

// Ends a stream from another thread, once for all. Thread-safe.
class Stop {
 public:
  void Now();
  bool called() const;
  // Waits; true as soon as it is called.
  bool Wait(absl::Duration time) const;

 private:
  friend class Channel;
  // What ends the stream that runs; called at once where the end was called before.
  void Use(std::function<void()> end);

  mutable absl::Mutex mutex_;
  bool called_ ABSL_GUARDED_BY(mutex_) = false;
  std::function<void()> end_ ABSL_GUARDED_BY(mutex_);
};

// Thread-safe.
class Channel {
 public:
  // INVALID_ARGUMENT (a usage error) where a file cannot be read. Connects on the first call.
  static absl::StatusOr<std::unique_ptr<Channel>> Open(const ChannelOptions& options);
  ~Channel();

  // Calls `/package.Service/Method`. The error is the service's own, with reason, metadata and violations;
  // UNAVAILABLE where it cannot be reached, DEADLINE_EXCEEDED after `timeout`.
  absl::StatusOr<std::string> Call(const std::string& method, const std::string& request,
                                   const std::vector<std::pair<std::string, std::string>>& metadata,
                                   absl::Duration timeout);

  // Calls a method that answers with a stream. `take` gets one message after another, on a thread of gRPC; it
  // ends the stream by saying false. Returns how the stream ended: CANCELLED after `stop` or false.
  absl::Status Stream(const std::string& method, const std::string& request,
                      const std::vector<std::pair<std::string, std::string>>& metadata,
                      const std::function<bool(const std::string&)>& take, Stop& stop);

 private:
  struct Stub;
  explicit Channel(std::unique_ptr<Stub> stub);

  std::unique_ptr<Stub> stub_;
};

}  // namespace dukcapil::cli
