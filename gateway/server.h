// The gateway's composition root.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "gateway/forward/streams.h"
#include "platform/service_flags/service_flags.h"

namespace dukcapil::gateway {

// What the gateway needs to run.
struct GatewayFlags {
  ServerFlags common;
  std::string population_address;
  std::string inventory_address;
  std::string outreach_address;
  std::string token_issuer_key;  // PEM text of the public key
  std::string token_issuer;
  std::string token_audience;
  StreamLimits stream_limits;
};

// Reads and validates the command line. INVALID_ARGUMENT listing every error.
absl::StatusOr<GatewayFlags> ReadFlags();

// Serves until SIGTERM. An error where it cannot start.
absl::Status Run(const GatewayFlags& flags);

}  // namespace dukcapil::gateway
