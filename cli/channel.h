// One TLS connection, and unary gRPC calls of bytes on it. The only part that knows gRPC.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dukcapil::cli {

struct ChannelOptions {
  std::string address;  // host:port
  std::string ca;       // PEM file; empty: the system's authorities
  // PEM files, both or none: for a peer that asks for a certificate.
  std::string certificate;
  std::string key;
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

 private:
  struct Stub;
  explicit Channel(std::unique_ptr<Stub> stub);

  std::unique_ptr<Stub> stub_;
};

}  // namespace dukcapil::cli
