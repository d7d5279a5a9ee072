// What every call passes before its handler, be it answered once or by a stream: the access rule, the caller,
// the trace, and the log line after it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>
#include <grpcpp/support/server_callback.h>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/access/access_policy.h"
#include "platform/access/call.h"

namespace dukcapil::rpc {

// Which peers may vouch for a caller: names in their certificates (DNS subject alternative names).
using TrustedPeers = std::vector<std::string>;

// False while the service still prepares what calls rest on (its tables, its reference data).
using Prepared = std::function<bool()>;

// Who calls, from what came with the call. A caller without subject is nobody.
using Authenticator = std::function<absl::StatusOr<Caller>(const grpc::CallbackServerContext&)>;

class Admission {
 public:
  // The policy knows every method served and outlives this. A service believes the caller that a trusted peer
  // vouches for; the gateway authenticates by itself.
  Admission(const AccessPolicy& policy, TrustedPeers trusted, Prepared prepared);
  Admission(const AccessPolicy& policy, Authenticator authenticate);

  // Fills `call`, but for its deadline, as far as it gets. Errors: those of the authenticator and of
  // AccessPolicy::Authorize; UNAVAILABLE (SERVICE_STARTING) until the service is prepared.
  absl::Status Admit(const grpc::CallbackServerContext& context, const google::protobuf::Message& request,
                     Call& call) const;

 private:
  Admission(const AccessPolicy& policy, Authenticator authenticate, Prepared prepared);

  const AccessPolicy& policy_;
  const Authenticator authenticate_;
  const Prepared prepared_;
  // A request type belongs to one method (AIP-131 … 136), so it finds the rule.
  absl::flat_hash_map<const google::protobuf::Descriptor*, const MethodRule*> rule_by_request_;
};

// The one log line of a call that has ended.
void LogCall(const Call& call, const absl::Status& status, absl::Duration took);

// RESOURCE_EXHAUSTED, SERVER_BUSY: the worker pool is full.
absl::Status ServerBusyError();

}  // namespace dukcapil::rpc
