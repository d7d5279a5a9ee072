// The caller and the trace id in a call's metadata, and who may be believed about them.
#pragma once

#include <string>
#include <vector>

#include <grpcpp/server_context.h>

#include "platform/access/call.h"

namespace dukcapil::rpc {

// Metadata entry with a serialized dukcapil.access.v1.Caller.
inline constexpr char kCallerKey[] = "dukcapil-caller-bin";
// W3C trace context.
inline constexpr char kTraceKey[] = "traceparent";

// True where the peer's certificate names one of `trusted`.
bool IsFromTrustedPeer(const grpc::ServerContextBase& context, const std::vector<std::string>& trusted);

// The caller that the peer vouches for; nobody where there is none or it cannot be read.
Caller ReadCaller(const grpc::ServerContextBase& context);

// The trace id of the call, or a new one: 32 hex digits.
std::string TraceId(const grpc::ServerContextBase& context);

// `00-{trace id}-{new span id}-01`.
std::string TraceParent(const std::string& trace_id);

// `caller` as the entry's bytes.
std::string SerializeCaller(const Caller& caller);

}  // namespace dukcapil::rpc
