// absl::Status to grpc::Status and back, with google.rpc.ErrorInfo and google.rpc.BadRequest (AIP-193).
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace dukcapil::rpc {

// Code, message and details. An INTERNAL or UNKNOWN status loses its message: no internals leave the service.
grpc::Status ToGrpc(const absl::Status& status);
// The reverse, for clients: reason, metadata and violations are kept.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace dukcapil::rpc
