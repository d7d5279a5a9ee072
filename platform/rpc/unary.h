// The one adapter between gRPC's callback API and handlers, which are plain functions.
//
// For every call it: finds the method's access rule, believes the caller only from a trusted peer,
// authorizes, takes the deadline and trace id, queues the handler on the bounded worker pool (full:
// RESOURCE_EXHAUSTED with a retry hint; expired: not started), maps the status (AIP-193), and writes one log
// line.
#pragma once

#include <utility>

#include <google/protobuf/message.h>
#include <grpcpp/support/server_callback.h>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "platform/access/access_policy.h"
#include "platform/access/call.h"
#include "platform/rpc/admission.h"
#include "platform/rpc/worker_pool.h"

namespace dukcapil::rpc {

class UnaryAdapter {
 public:
  // See Admission. `policy` and `workers` outlive the adapter.
  UnaryAdapter(const AccessPolicy& policy, WorkerPool& workers, TrustedPeers trusted, Prepared prepared);
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

  WorkerPool& workers_;
  const Admission admission_;
};

}  // namespace dukcapil::rpc
