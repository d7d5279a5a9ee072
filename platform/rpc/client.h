// Calls to sister services over mutual TLS.
#pragma once

#include <memory>
#include <string>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "absl/status/statusor.h"
#include "platform/access/call.h"
#include "platform/rpc/server.h"

namespace dukcapil::rpc {

// A channel to `address` whose peer must hold a certificate for `service_name` (for example
// `population-svc`).
absl::StatusOr<std::shared_ptr<grpc::Channel>> ConnectMutualTls(const std::string& address,
                                                                const std::string& service_name,
                                                                const TlsFiles& tls);

// Prepares `context` for a call that `service` makes for itself while serving `call`: its deadline and trace
// id, the caller `service:<service>` with the role `service` and the whole country as region.
void ActAsService(grpc::ClientContext& context, const Call& call, const std::string& service);

// Puts `caller` into the metadata entry `dukcapil-caller-bin`: what the gateway does.
void VouchFor(grpc::ClientContext& context, const Caller& caller);

}  // namespace dukcapil::rpc
