// Calls population-svc as the gateway would: the rows on a register of their own need no gateway.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "cli/channel.h"
#include "google/protobuf/message.h"
#include "samples/loading.h"

namespace dukcapil::bench {

// Thread-safe.
class Peer {
 public:
  // By the flags --address, --ca, --certificate and --key.
  static absl::StatusOr<Peer> Open();

  // As an administrator of 17.02, the method whose request `request` is.
  absl::Status Call(const google::protobuf::Message& request, google::protobuf::Message& response);
  template <class Response>
  absl::StatusOr<Response> Call(const google::protobuf::Message& request) {
    Response response;
    if (absl::Status status = Call(request, response); !status.ok()) return status;
    return response;
  }

  // For the loader of the sample. This outlives it.
  samples::LoaderPorts Ports();

 private:
  explicit Peer(std::unique_ptr<cli::Channel> channel) : channel_(std::move(channel)) {}

  std::unique_ptr<cli::Channel> channel_;
};

}  // namespace dukcapil::bench
