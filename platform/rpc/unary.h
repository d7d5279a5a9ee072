// The one adapter between gRPC's callback API and handlers, which are plain functions.
//
// For every call it: finds the method's access rule, believes the caller only from a trusted peer,
// authorizes, takes the deadline and trace id, queues the handler on the bounded worker pool (full:
// RESOURCE_EXHAUSTED with a retry hint; expired: not started), maps the status (AIP-193), and writes one log
// line.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>
#include <grpcpp/support/server_callback.h>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "platform/access/access_policy.h"
#include "platform/access/call.h"
#include "platform/rpc/worker_pool.h"

namespace dukcapil::rpc {

// Which peers may vouch for a caller: names in their certificates (DNS subject alternative names).
using TrustedPeers = std::vector<std::string>;

// Who calls, from what came with the call. A caller without subject is nobody.
using Authenticator = std::function<absl::StatusOr<Caller>(const grpc::CallbackServerContext&)>;

class UnaryAdapter {
 public:
  // The policy knows every method served; `policy` and `workers` outlive the adapter. A service believes the
  // caller that a trusted peer vouches for; the gateway authenticates by itself.
  UnaryAdapter(const AccessPolicy& policy, WorkerPool& workers, TrustedPeers trusted);
  UnaryAdapter(const AccessPolicy& policy, WorkerPool& workers, Authenticator authenticate);

  // `return adapter_.Run(context, request, response, app_, PrintCard);`
  template <class App, class Request, class Response>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, const Request* request,
                                Response* response, App& app,
                                absl::StatusOr<Response> (*handler)(App&, const Call&, const Request&)) {
    return Start(context, *request, [request, response, &app, handler](const Call& call) -> absl::Status {
      absl::StatusOr<Response> reply = handler(app, call, *request);
      if (!reply.ok()) return reply.status();
      *response = *std::move(reply);
      return absl::OkStatus();
    });
  }

 private:
  using Body = absl::AnyInvocable<absl::Status(const Call&)>;

  // Everything that does not depend on the types.
  grpc::ServerUnaryReactor* Start(grpc::CallbackServerContext* context,
                                  const google::protobuf::Message& request, Body body);
  absl::Status Prepare(const grpc::CallbackServerContext& context, const google::protobuf::Message& request,
                       Call& call) const;

  const AccessPolicy& policy_;
  WorkerPool& workers_;
  const Authenticator authenticate_;
  // A request type belongs to one method (AIP-131 … 136), so it finds the rule.
  absl::flat_hash_map<const google::protobuf::Descriptor*, const MethodRule*> rule_by_request_;
};

}  // namespace dukcapil::rpc
