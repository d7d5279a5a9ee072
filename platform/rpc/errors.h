// absl::Status to grpc::Status and back, with google.rpc.ErrorInfo and google.rpc.BadRequest (AIP-193).
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace dukcapil::rpc {

// Code, message and details. An INTERNAL, UNKNOWN or DATA_LOSS status loses its message: no internals leave
// the service. Stays below the 8 KiB of trailers that peers take: a message is cut at 512 bytes, and the
// violations that do not fit are counted in the ErrorInfo's metadata as `violations_left_off`.
grpc::Status ToGrpc(const absl::Status& status);
// The reverse, for clients: reason, metadata and violations are kept. UNAVAILABLE and DEADLINE_EXCEEDED of
// the transport itself get words of ours, so that no address travels on.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace dukcapil::rpc
