// Rows of `request`: what makes a repeated request have one effect and one answer. Private to this library.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "platform/access/call.h"
#include "platform/mysql/connection.h"

namespace dukcapil::mysql {

// Claims `call.request_id` for this transaction: the first statement of a write, so that an equal request
// waits here until this one has ended. The kept reply where the request was answered before.
// INVALID_ARGUMENT where it was used with another request; ABORTED, with the call's part of the transaction
// undone, where an equal one runs too long.
absl::StatusOr<std::optional<std::string>> ClaimRequest(Connection& connection, const Call& call);

// A request that this transaction claimed, and its reply.
struct AnsweredRequest {
  const Call* call;
  absl::string_view reply;
};

// Keeps the replies.
absl::Status KeepReplies(Connection& connection, absl::Span<const AnsweredRequest> answered);

}  // namespace dukcapil::mysql
