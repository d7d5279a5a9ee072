#include "gateway/forward/checks.h"

#include <string>
#include <utility>

#include <google/protobuf/descriptor.h>
#include <grpcpp/support/slice.h>

#include "absl/time/clock.h"
#include "gateway/access/resource_field.h"
#include "platform/log/log.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::gateway {
namespace {

// The bytes of `buffer`; copied only where they lie in several slices.
absl::Status Flatten(const grpc::ByteBuffer& buffer, grpc::Slice& slice) {
  if (buffer.TrySingleSlice(&slice).ok() || buffer.DumpToSingleSlice(&slice).ok()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInvalidArgument, "MALFORMED_MESSAGE",
                   "the request is not a valid message");
}

// VerifyToken, saying nothing.
absl::StatusOr<VerifiedToken> ReadToken(const grpc::ServerContextBase& context, TokenCache& tokens) {
  const auto header = context.client_metadata().find("authorization");
  absl::string_view value;
  if (header != context.client_metadata().end()) value = {header->second.data(), header->second.size()};
  return tokens.Authenticate(value, absl::Now());
}

}  // namespace

absl::StatusOr<VerifiedToken> VerifyToken(const grpc::ServerContextBase& context, TokenCache& tokens) {
  absl::StatusOr<VerifiedToken> token = ReadToken(context, tokens);
  if (token.ok()) return token;
  // Why a token was refused stays in the log.
  const ErrorDetail detail = GetErrorDetail(token.status());
  Log(LogLevel::kInfo, "token refused",
      {{"why", detail.metadata.empty() ? "" : detail.metadata.front().second}});
  return MakeError(token.status().code(), detail.reason, token.status().message());
}

absl::StatusOr<Caller> AuthenticateByToken(const grpc::ServerContextBase& context, TokenCache& tokens) {
  ASSIGN_OR_RETURN(VerifiedToken token, VerifyToken(context, tokens));
  return std::move(token.caller);
}

absl::StatusOr<VerifiedToken> AdmitCaller(const grpc::ServerContextBase& context, const Route& route,
                                          TokenCache& tokens) {
  if (!route.rule->is_public) return VerifyToken(context, tokens);
  VerifiedToken nobody;
  nobody.expiry = absl::InfiniteFuture();
  if (context.client_metadata().count("authorization") == 0) return nobody;
  // Staff has places of its own. Nothing is refused to anybody else, so that nothing is logged.
  absl::StatusOr<VerifiedToken> token = ReadToken(context, tokens);
  return token.ok() ? *std::move(token) : nobody;
}

absl::Status AuthorizeRequest(const AccessPolicy& policy, const Route& route, const Caller& caller,
                              const grpc::ByteBuffer& request) {
  grpc::Slice slice;
  RETURN_IF_ERROR(Flatten(request, slice));
  const absl::string_view bytes(reinterpret_cast<const char*>(slice.begin()), slice.size());
  ASSIGN_OR_RETURN(const std::string resource, ReadStringField(bytes, route.resource_path));
  return policy.Authorize(*route.rule, caller, resource);
}

void LogRefusal(const Route* route, const absl::Status& status) {
  Log(LogLevel::kInfo, "refused",
      {{"method", route == nullptr ? "unknown" : route->rule->method->full_name()},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", GetErrorDetail(status).reason}});
}

}  // namespace dukcapil::gateway
