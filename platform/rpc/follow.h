// The client's side of a stream of changes: what platform/changes/consumer.h follows, over gRPC.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "platform/changes/consumer.h"
#include "platform/rpc/client.h"
#include "platform/rpc/errors.h"

namespace dukcapil::rpc {

// A stream is begun anew after this time, so that a line that died silently is noticed.
inline constexpr absl::Duration kStreamLimit = absl::Minutes(10);
inline constexpr absl::Duration kPageLimit = absl::Seconds(20);

// One stream at a time. `Response` is the message of a Watch method: sequence, kind, change_time, bookmark.
template <class Response>
class StreamClient {
 public:
  // Opens the stream after a number, or from now on.
  using Open = std::function<std::unique_ptr<grpc::ClientReaderInterface<Response>>(
      grpc::ClientContext& context, std::optional<std::int64_t> after)>;

  // Acts as `service`, for example `inventory-svc`.
  StreamClient(std::string service, Open open) : service_(std::move(service)), open_(std::move(open)) {}

  // Hands each message to `take` until the stream ends or `take` fails: then what it returned, else how the
  // stream ended.
  absl::Status Read(std::optional<std::int64_t> after,
                    absl::FunctionRef<absl::Status(const Response& response, bool is_first)> take) {
    grpc::ClientContext context;
    Call call;
    call.deadline = absl::Now() + kStreamLimit;
    ActAsService(context, call, service_);
    if (!Begin(context)) return absl::CancelledError("the client ends");
    const auto reader = open_(context, after);
    absl::Status taken;
    bool is_first = true;
    Response response;
    while (taken.ok() && reader->Read(&response)) {
      taken = take(response, is_first);
      is_first = false;
    }
    if (!taken.ok()) context.TryCancel();
    const grpc::Status status = reader->Finish();
    End();
    return taken.ok() ? FromGrpc(status) : taken;
  }

  // Where the stream stands now.
  absl::StatusOr<std::int64_t> Head() {
    std::optional<std::int64_t> head;
    const absl::Status status = Read(std::nullopt, [&head](const Response& response, bool) {
      head = response.sequence();
      return absl::CancelledError("that was all");
    });
    if (head.has_value()) return *head;
    return status.ok() ? absl::UnavailableError("the stream ended before it began") : status;
  }

  // Ends the stream that runs, and any later one, from another thread.
  void Cancel() {
    absl::MutexLock lock(&mutex_);
    cancelled_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }

 private:
  bool Begin(grpc::ClientContext& context) {
    absl::MutexLock lock(&mutex_);
    if (cancelled_) return false;
    context_ = &context;
    return true;
  }
  void End() {
    absl::MutexLock lock(&mutex_);
    context_ = nullptr;
  }

  const std::string service_;
  const Open open_;
  absl::Mutex mutex_;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

// Follows `watch`, a Watch method of `stub`, across all regions; `request` may narrow it.
template <class Response, class Stub, class Request>
std::shared_ptr<StreamClient<Response>> WatchEverywhere(
    const std::string& service, std::shared_ptr<Stub> stub,
    std::unique_ptr<grpc::ClientReaderInterface<Response>> (Stub::*watch)(grpc::ClientContext*,
                                                                          const Request&),
    Request request) {
  request.set_parent("regions/-");
  return std::make_shared<StreamClient<Response>>(
      service, [stub = std::move(stub), watch, request = std::move(request)](
                   grpc::ClientContext& context, std::optional<std::int64_t> after) {
        Request from = request;
        if (after.has_value()) from.set_after_sequence(*after);
        return (stub.get()->*watch)(&context, from);
      });
}

// Asks for one page by `list`, a List method of `stub`. OUT_OF_RANGE where its token is refused, since the
// key may have been replaced: the listing begins anew.
template <class Response, class Stub, class Request>
absl::StatusOr<Response> AskForPage(const std::string& service, Stub& stub,
                                    grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&,
                                                               Response*),
                                    const Request& request) {
  grpc::ClientContext context;
  Call call;
  call.deadline = absl::Now() + kPageLimit;
  ActAsService(context, call, service);
  Response response;
  const absl::Status status = FromGrpc((stub.*list)(&context, request, &response));
  if (absl::IsInvalidArgument(status) && !request.page_token().empty())
    return absl::OutOfRangeError("the page is not to be had any more");
  if (!status.ok()) return status;
  return response;
}

// What a change does here; none: nothing.
template <class Response>
using EffectOf = std::function<std::function<absl::Status(mysql::Transaction&)>(const Response& response)>;

// `source` names the cursor. The consumer lists by `list`.
template <class Response>
changes::Source FollowStream(
    std::string source, std::shared_ptr<StreamClient<Response>> client, EffectOf<Response> effect,
    std::function<absl::StatusOr<changes::ListedPage>(const std::string& after)> list) {
  const auto fact_of = [effect = std::move(effect)](const Response& response, bool is_first) {
    changes::Fact fact;
    fact.sequence = response.sequence();
    if (response.has_bookmark()) {
      // The first one says where the stream begins, the later ones that there is nothing else to tell.
      if (!is_first) fact.time = absl::Now();
      return fact;
    }
    fact.kind = response.kind();
    fact.time = absl::FromUnixSeconds(response.change_time().seconds()) +
                absl::Nanoseconds(response.change_time().nanos());
    fact.apply = effect(response);
    return fact;
  };
  return {std::move(source),
          [client, fact_of](std::int64_t after, changes::TakeFact take) {
            return client->Read(after, [&](const Response& response, bool is_first) {
              return take(fact_of(response, is_first));
            });
          },
          [client] { client->Cancel(); }, [client] { return client->Head(); }, std::move(list)};
}

// UNIMPLEMENTED: this version does not know what to do with the change.
inline absl::Status UnknownChangeError() {
  return absl::UnimplementedError("a change that this version does not understand");
}

}  // namespace dukcapil::rpc
