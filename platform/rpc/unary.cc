#include "platform/rpc/unary.h"

#include <algorithm>

#include <grpcpp/server_context.h>

#include "absl/time/clock.h"
#include "platform/rpc/errors.h"
#include "platform/status/error.h"

namespace dukcapil::rpc {
namespace {

constexpr absl::Duration kDefaultDeadline = absl::Seconds(10);
constexpr absl::Duration kLongestDeadline = absl::Minutes(2);

absl::Status Expired() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                   "the deadline passed before the start");
}

absl::Time DeadlineOf(const grpc::CallbackServerContext& context) {
  const absl::Time now = absl::Now();
  const absl::Time asked = absl::FromChrono(context.deadline());
  // No deadline arrives as a time beyond all counting.
  if (asked > now + absl::Hours(24 * 365)) return now + kDefaultDeadline;
  return std::min(asked, now + kLongestDeadline);
}

}  // namespace

UnaryAdapter::UnaryAdapter(const AccessPolicy& policy, WorkerPool& workers, TrustedPeers trusted,
                           Prepared prepared)
    : workers_(workers), admission_(policy, std::move(trusted), std::move(prepared)) {}

UnaryAdapter::UnaryAdapter(const AccessPolicy& policy, WorkerPool& workers, Authenticator authenticate)
    : workers_(workers), admission_(policy, std::move(authenticate)) {}

grpc::ServerUnaryReactor* UnaryAdapter::Start(grpc::CallbackServerContext* context,
                                              const google::protobuf::Message& request, Body body) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const absl::Time start = absl::Now();
  Call call;
  call.deadline = DeadlineOf(*context);
  const absl::Status admitted = admission_.Admit(*context, request, call);
  if (!admitted.ok()) {
    LogCall(call, admitted, absl::Now() - start);
    reactor->Finish(ToGrpc(admitted));
    return reactor;
  }
  // The context, the messages and the reactor live until Finish, also when the client is gone.
  auto task = [context, reactor, start, call, body = std::move(body)]() mutable {
    absl::Status status = absl::OkStatus();
    if (context->IsCancelled()) {
      status = absl::CancelledError("the client is gone");
    } else {
      status = absl::Now() >= call.deadline ? Expired() : body(call);
    }
    LogCall(call, status, absl::Now() - start);
    reactor->Finish(ToGrpc(status));
  };
  if (!workers_.Submit(std::move(task))) {
    LogCall(call, ServerBusyError(), absl::Now() - start);
    reactor->Finish(ToGrpc(ServerBusyError()));
  }
  return reactor;
}

}  // namespace dukcapil::rpc
