// What is checked before anything is forwarded: the token, then permission and region.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/access/token_cache.h"
#include "gateway/forward/routes.h"
#include "platform/access/access_policy.h"

namespace dukcapil::gateway {

// The token that a call carries in its metadata, verified. UNAUTHENTICATED; why stays in the log.
absl::StatusOr<VerifiedToken> VerifyToken(const grpc::ServerContextBase& context, TokenCache& tokens);

// The caller of that token.
absl::StatusOr<Caller> AuthenticateByToken(const grpc::ServerContextBase& context, TokenCache& tokens);

// The caller of a call of `route`: of its token, or nobody where none is needed.
absl::StatusOr<VerifiedToken> AdmitCaller(const grpc::ServerContextBase& context, const Route& route,
                                          TokenCache& tokens);

// Whether `caller` may send `request`, of which only the resource name is read. See AccessPolicy::Authorize.
absl::Status AuthorizeRequest(const AccessPolicy& policy, const Route& route, const Caller& caller,
                              const grpc::ByteBuffer& request);

// Notes a call that the gateway ended by itself. `route` may be null.
void LogRefusal(const Route* route, const absl::Status& status);

}  // namespace dukcapil::gateway
